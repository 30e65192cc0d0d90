/* What Lua can call: the C modules of the engine's Lua half, one .c a module.
 *
 * bind_open registers them in a fresh state for `import "NAME"` (engine/lua/boot.lua gets `import`
 * as its first argument; the embedded modules of engine/lua are reached by the same word).
 * Designers' scripts see none of them: engine/lua/ stands between. Arguments are checked; a mistake
 * raises. W: waits. Integers are Lua integers.
 *
 *   unit.c   unit.event() -> string (JSON)
 *            unit.report() -> string | nil: what failed, cut to 1400 bytes of whole letters
 *            unit.now() -> integer
 *            unit.begin(handler) -> boolean: a function of "scene yard" is about to run; false:
 *              the handler is set aside, and must not
 *            unit.read(kind, id) -> string | nil    W
 *            unit.write(kind, id, body)             unit.drop(kind, id)
 *            unit.index(kind, id, fields)           fields: name -> boolean, number or text
 *            unit.find(kind, where, order, falling, indexed, limit, live) -> {id, ...}    W
 *              where: name -> value; order nil: by id
 *            unit.live(kind, id): what was written is live
 *            unit.watch(lane, {kind, id, kind, id, ...}): what its screen was drawn from
 *            unit.rank(id, name, scores, how)       scores: board -> integer, or false for no
 *              place; how: nil, "out" (of all boards from now on), "in" (again)
 *            unit.board(board, id, name, score) -> {{id, name, score, place}, ...}    W
 *              id, name nil: the first ten only
 *            unit.timer(kind, id, name, deadline)   deadline nil: cancel
 *            unit.screen(chat, slot, body)          unit.push(chat, body)
 *            unit.call(chat, method, params)        params: JSON text
 *            unit.answer(text, alert)               unit.effect(name, body)
 *            unit.pay(from, to, amount, why)
 *            unit.erase(player): what is kept of him outside his documents goes
 *            unit.audit(who, what, detail, subject, was, became, refused): the last five may be nil
 *            unit.paid(charge, "credited" | "refunded" | "refused", why): what the turn has done
 *              about a payment; if that was done before, nothing of the turn is kept
 *            unit.roll(sides) -> integer            unit.word(length) -> string
 *   json.c   json.encode(value) -> string: keys sorted, so that equal tables give equal bytes;
 *              an empty table is {}; a table with 1..n is a list; whole floats are written as
 *              integers; raises, naming the path, on functions, NaN, mixed keys, holes, depth
 *              over 32, whole numbers over 2^53, broken UTF-8 and zero bytes
 *            json.decode(text) -> value | nil, reason: whole numbers become integers; null is
 *              absent (in a list it is passed over); [] becomes an empty table
 *   text.c   text.lower(s), text.upper(s): Unicode simple case of Latin, Greek and Cyrillic
 *            text.length(s) -> characters           text.trim(s): without spaces around it
 *            text.valid(s) -> boolean: UTF-8        text.escape(s): & < > " for Telegram's HTML
 *            text.width(s) -> columns of a label: wide letters and emoji 2
 *   time.c   time.civil(seconds, zone) -> {year, month, day, hour, min, sec, wday}: wday 0 is
 *              Sunday; zone an IANA name ("Europe/Moscow", from /usr/share/zoneinfo by own
 *              reading), "UTC" if unknown
 *   tokens.c tokens.read(source) -> kinds, values, lines: lists of Lua's tokens up to "eof"; a kind
 *              is "name", "string", "number", or the keyword or sign itself; a value is the name,
 *              the string or the keyword, else absent
 *   host.c   host.log(level, message)               level: "debug", "info", "warn", "error"
 *            host.config() -> {roles = {[id as text] = role}, everyone_owner = bool,
 *                              version = string, lenient = bool, generation = integer,
 *                              hash = string, lore = "kept" | "on" | nil,
 *                              pictures = bool}
 *            host.lore_asked(found): a text of lore was asked for; for the figures alone
 *            host.sources() -> {scripts = {[path] = source}, content = {[path] = source}}: paths
 *              relative to their folders, .lua and .txt files only
 *            host.compile(source, name, env) -> function | nil, reason   text only, never bytecode
 *            host.traceback(message) -> string
 *            host.limit({instructions, ms, turn_memory, depth, memory}): of this generation's
 *              turns; memory in MiB
 *            host.where() -> string                 "scripts/scenes/yard.lua:12: ", or ""
 *            host.upvalues(function) -> {value, ...} | nil: nil unless it is one of scripts/
 *            host.set_upvalue(function, index, value)
 *            host.assigns(function) -> name, "scripts/scenes/yard.lua:12" | nil: a variable that
 *              outlives the function, and to which it assigns
 *            host.weak(table) -> table              a table with weak keys
 *   botapi.c botapi.check(method, params) -> nil | reason     (Bot API 10.3, params JSON text)
 */
#ifndef BYLINA_BIND_BIND_H
#define BYLINA_BIND_BIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct lua_State;

struct bind_role {
    int64_t id; /* Telegram's */
    const char *role;
};

struct bind_lore_count { /* requests for lore that turns have made: answered by a text, and not */
    int64_t hits;
    int64_t misses;
};

struct bind_host {                 /* what host.config() says; lives as long as any generation */
    const struct bind_role *roles; /* those of the configuration */
    size_t role_count;
    bool everyone_owner; /* the local Telegram, and nobody is named */
    bool lenient;     /* a game with errors loads, for boot.lua's entry `check` to tell them all */
    const char *lore; /* "kept": texts that are there are served; "on": others are wanted, too;
                         NULL: templates alone */
    bool pictures;    /* things may get a picture by AI, too */
    struct bind_lore_count *lore_count; /* or NULL */
    const char *version;
};

/* For generation_config.open; ctx is a struct bind_host. */
void bind_open(struct lua_State *L, void *ctx);

#endif
