/* unit, host and botapi over a unit of work that only writes down what it is asked. */
#include "turn/unit_find.h"

#include "base/error.h"
#include "check.h"

struct unit {
    char said[4096];
    int waits; /* reads that must wait first */
    bool full; /* over every limit */
    const char *report;
};

__attribute__((format(printf, 2, 3))) static int say(struct unit *unit, const char *format, ...)
{
    va_list args;
    size_t len = strlen(unit->said);
    va_start(args, format);
    vsnprintf(unit->said + len, sizeof(unit->said) - len, format, args);
    va_end(args);
    return unit->full ? ERR_LIMIT : 0;
}

const char *unit_event(const struct unit *unit)
{
    (void)unit;
    return "{\"kind\":\"text\"}";
}

const char *unit_report(const struct unit *unit)
{
    return unit->report;
}

int64_t unit_now(const struct unit *unit)
{
    (void)unit;
    return 1767600000;
}

bool unit_begin(struct unit *unit, const char *handler)
{
    say(unit, "begin %s;", handler);
    return strcmp(handler, "scene yard") == 0;
}

enum unit_got unit_read(struct unit *unit, const char *kind, const char *id, const char **ret_body,
                        size_t *ret_len)
{
    if (unit->waits > 0) {
        unit->waits--;
        return UNIT_WAIT;
    }
    if (unit->full)
        return UNIT_OVER;
    if (strcmp(id, "absent") == 0)
        return UNIT_ABSENT;
    say(unit, "read %s %s;", kind, id);
    *ret_body = "{\"gold\":5}";
    *ret_len = 10;
    return UNIT_THERE;
}

const char *unit_over(const struct unit *unit, int64_t *ret_value)
{
    (void)unit;
    *ret_value = 7;
    return "pushes";
}

int unit_write(struct unit *unit, const char *kind, const char *id, const char *body, size_t len)
{
    return say(unit, "write %s %s %s %zu;", kind, id, body, len);
}

int unit_drop(struct unit *unit, const char *kind, const char *id)
{
    return say(unit, "drop %s %s;", kind, id);
}

int unit_timer(struct unit *unit, const char *kind, const char *id, const char *name,
               int64_t deadline)
{
    return say(unit, "timer %s %s %s %lld;", kind, id, name, (long long)deadline);
}

int unit_timer_cancel(struct unit *unit, const char *kind, const char *id, const char *name)
{
    return say(unit, "cancel %s %s %s;", kind, id, name);
}

int unit_screen(struct unit *unit, int64_t chat, const char *slot, const char *desired)
{
    return say(unit, "screen %lld %s %s;", (long long)chat, slot, desired);
}

int unit_push(struct unit *unit, int64_t chat, const char *body)
{
    return say(unit, "push %lld %s;", (long long)chat, body);
}

int unit_call(struct unit *unit, int64_t chat, const char *method, const char *params)
{
    return say(unit, "call %lld %s %s;", (long long)chat, method, params);
}

void unit_on_screen(struct unit *unit, const char *slot)
{
    say(unit, "on_screen %s;", slot);
}

int unit_answer(struct unit *unit, const char *text, bool alert)
{
    return say(unit, "answer %s %d;", text, alert);
}

int unit_pay(struct unit *unit, const char *from, const char *to, int64_t amount, const char *why)
{
    return say(unit, "pay %s %s %lld %s;", from, to, (long long)amount, why);
}

int unit_paid(struct unit *unit, const char *charge, int mark, const char *why)
{
    return say(unit, "paid %s %d %s;", charge, mark, why ? why : "-");
}

int unit_send(struct unit *unit, const char *lane, const char *event)
{
    return say(unit, "send %s %s;", lane, event);
}

int unit_audit(struct unit *unit, const struct unit_audit *line)
{
    return say(unit, "audit %s %s %s %s %s %s %d;", line->who, line->what,
               line->detail ? line->detail : "-", line->subject ? line->subject : "-",
               line->was ? line->was : "-", line->became ? line->became : "-", line->refused);
}

int unit_erase(struct unit *unit, const char *player)
{
    return say(unit, "erase %s;", player);
}

int unit_want(struct unit *unit, const struct unit_want *want)
{
    say(unit, "want %s %s %s %s %s %s %s;", want->id, want->kind, want->entity, want->language,
        want->attributes, want->facts, want->discoverer ? want->discoverer : "-");
    return unit->full ? ERR_LIMIT : strcmp(want->id, "late") == 0;
}

int unit_effect(struct unit *unit, const char *name, const char *body)
{
    return say(unit, "effect %s %s;", name, body);
}

static void say_fields(struct unit *unit, const struct unit_field *fields, size_t count);

void unit_live(struct unit *unit, const char *kind, const char *id)
{
    say(unit, "live %s %s;", kind, id);
}

int unit_watch(struct unit *unit, const char *lane, const struct unit_watch *watches, size_t count)
{
    int r = say(unit, "watch %s", lane);
    for (size_t i = 0; i < count; i++)
        say(unit, " %s/%s", watches[i].kind, watches[i].id);
    say(unit, ";");
    return r;
}

int unit_rank(struct unit *unit, const struct unit_rank *rank)
{
    int r = say(unit, "rank%s%s %s %s", rank->out ? " out" : "", rank->in ? " in" : "", rank->id,
                rank->name);
    say_fields(unit, rank->scores, rank->count);
    return r;
}

enum unit_got unit_board(struct unit *unit, const struct unit_board *board,
                         const struct unit_place **ret_places, size_t *ret_count)
{
    static const struct unit_place places[] = {{"7", "Илья", 50, 1}, {"8", "Анна", 40, 0}};
    if (unit->full)
        return UNIT_OVER;
    say(unit, "board %s %s %s %lld;", board->board, board->id ? board->id : "-",
        board->name ? board->name : "-", (long long)board->score);
    *ret_places = places;
    *ret_count = 2;
    return UNIT_THERE;
}

static void say_fields(struct unit *unit, const struct unit_field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (fields[i].type == UNIT_TEXT)
            say(unit, " %s=%s", fields[i].name, fields[i].text);
        else
            say(unit, " %s=%s%g", fields[i].name, fields[i].type == UNIT_BOOLEAN ? "!" : "",
                fields[i].number);
    }
    say(unit, ";");
}

int unit_index(struct unit *unit, const char *kind, const char *id, const struct unit_field *fields,
               size_t count)
{
    int r = say(unit, "index %s %s", kind, id);
    say_fields(unit, fields, count);
    return r;
}

enum unit_got unit_find(struct unit *unit, const struct unit_find *find,
                        const char *const **ret_ids, size_t *ret_count)
{
    static const char *const ids[] = {"b", "a"};
    if (unit->full)
        return UNIT_OVER;
    if (unit->waits && unit->waits--)
        return UNIT_WAIT;
    say(unit, "find %s by %s%s%s %lld", find->kind, find->falling ? "-" : "",
        find->order ? find->order : "id", find->indexed ? "" : " plainly", (long long)find->limit);
    say_fields(unit, find->where, find->where_count);
    *ret_ids = ids;
    *ret_count = 2;
    return UNIT_THERE;
}

int64_t unit_roll(struct unit *unit, int64_t sides)
{
    say(unit, "roll %lld;", (long long)sides);
    return sides;
}

void unit_seal(const struct unit *unit, const char *text, char out[UNIT_SEAL + 1])
{
    (void)unit;
    snprintf(out, UNIT_SEAL + 1, "%s", text);
}

void unit_word(struct unit *unit, char *out, size_t len)
{
    say(unit, "word %zu;", len);
    memset(out, 'w', len);
    out[len] = '\0';
}

static void hands_everything_over(void **state)
{
    (void)state;
    struct unit unit = {.waits = 0};
    test_lua_with(
        "same(unit.event(), '{\"kind\":\"text\"}') same(unit.report(), nil) same(unit.now(), "
        "1767600000)\n"
        "same(unit.begin('scene yard'), true) same(unit.begin('scene barn'), false)\n"
        "same(unit.read('player', '5'), '{\"gold\":5}') same(unit.read('player', 'absent'), nil)\n"
        "unit.write('lot', '1', '{}') unit.drop('lot', '2') unit.timer('lot', '1', 'ends', 99)\n"
        "unit.timer('lot', '1', 'ends', nil) unit.screen(-100, 'main', '{}') unit.push(7, '{}')\n"
        "unit.call(8, 'sendDice', '{}') unit.on_screen('main') unit.answer('hm', true) "
        "unit.effect('reload', '{}')\n"
        "unit.send('player/7', '{}') unit.erase('7') unit.audit('5', 'ban', nil, nil, nil, nil, "
        "true)\n"
        "unit.audit('5', 'give', '30', 'player/7', '{}', '[]')\n"
        "unit.paid('c1', 'refunded') unit.paid('c1', 'refused', 'x')\n"
        "unit.pay('world', 'player:5', 3, 'quest') same(unit.roll(20), 20) same(unit.word(5), "
        "'wwwww')",
        &unit);
    assert_string_equal(unit.said,
                        "begin scene yard;begin scene barn;read player 5;write lot 1 {} 2;drop lot "
                        "2;timer lot 1 ends 99;"
                        "cancel lot 1 ends;screen -100 main {};push 7 {};call 8 sendDice {};"
                        "on_screen main;answer hm 1;effect reload {};send player/7 {};erase "
                        "7;audit 5 ban - - - - 1;"
                        "audit 5 give 30 player/7 {} [] 0;paid c1 1 -;paid c1 2 x;pay world "
                        "player:5 3 quest;roll 20;word 5;");
}

static void wants(void **state)
{
    (void)state;
    struct unit unit = {.waits = 0};
    test_lua_with("same(unit.want('a.ru.1', 'a', 'e', 'ru', '{}', '[]', '7'), true)\n"
                  "same(unit.want('late', 'a', 'e', 'ru', '{}', '[]'), false)\n"
                  "refuses('string expected', unit.want, 'a.ru.1', 'a', 'e', 'ru')",
                  &unit);
    assert_string_equal(unit.said, "want a.ru.1 a e ru {} [] 7;want late a e ru {} [] -;");
    struct unit full = {.full = true};
    test_lua_with("refuses('limit', unit.want, 'a', 'a', 'e', 'ru', '{}', '{}')", &full);
}

static void finds(void **state)
{
    (void)state;
    struct unit unit = {.waits = 1};
    struct generation *generation = test_load(
        "local ids = unit.find('lot', { good = 'axe' }, 'till', true, true, 7)\n"
        "same(#ids, 2) same(ids[1], 'b') same(ids[2], 'a')\n"
        "unit.find('lot', {}, nil, false, false, 200) unit.find('lot', { n = 1.5 }, nil, 1, 1, 1)\n"
        "unit.index('lot', 'x', { open = true }) unit.index('lot', 'y', {})\n"
        "refuses('at most 4', unit.index, 'a', 'b', { a = 1, b = 2, c = 3, d = 4, e = 5 })\n"
        "refuses('by texts', unit.index, 'a', 'b', { 1 })\n"
        "refuses('string expected', unit.index, 'a', 'b', { a = {} })");
    struct script_run *run = script_run_new(generation, "turn", &unit);
    assert_int_equal(script_run_resume(run), SCRIPT_WAITS);
    if (script_run_resume(run) != SCRIPT_DONE)
        fail_msg("%s", script_run_report(run));
    script_run_free(run);
    generation_release(generation);
    assert_string_equal(unit.said, "find lot by -till 7 good=axe;find lot by id plainly 200;"
                                   "find lot by -id 1 n=1.5;index lot x open=!1;index lot y;");
    struct unit full = {.full = true};
    test_lua_with("refuses('at most 64 questions', unit.find, 'a', {}, nil, false, false, 1)\n"
                  "refuses('limit', unit.index, 'a', 'b', {})",
                  &full);
}

static void ranks(void **state)
{
    (void)state;
    struct unit unit = {.waits = 0};
    test_lua_with(
        "unit.rank('7', 'Илья', { gold = 5 }) unit.rank('8', '', { gold = false }, 'out')\n"
        "unit.rank('8', '', {}, 'in') local b = unit.board('gold', '7', 'Илья', 50)\n"
        "same(#b, 2) same(b[1].name, 'Илья') same(b[1].score, 50) same(b[1].place, 1)\n"
        "same(b[2].id, '8') same(b[2].place, 0) unit.board('gold', nil, nil, 0)\n"
        "refuses('invalid option', unit.rank, '7', 'x', {}, 'up')",
        &unit);
    assert_string_equal(unit.said, "rank 7 Илья gold=5;rank out 8  gold=!0;rank in 8 ;"
                                   "board gold 7 Илья 50;board gold - - 0;");
    struct unit full = {.full = true};
    test_lua_with("refuses('at most 64 boards', unit.board, 'a', nil, nil, 1)\n"
                  "refuses('limit', unit.rank, 'a', 'b', {})",
                  &full);
}

static void watches(void **state)
{
    (void)state;
    struct unit unit = {.waits = 0};
    test_lua_with("unit.live('lot', 'a') unit.watch('player/1', { 'lot', '', 'market', 'forge' })\n"
                  "unit.watch('player/1', {})\n"
                  "refuses('string expected', unit.watch, 'player/1', { {}, {} })",
                  &unit);
    assert_string_equal(unit.said, "live lot a;watch player/1 lot/ market/forge;watch player/1;");
}

static void checks_arguments(void **state)
{
    (void)state;
    struct unit unit = {.waits = 0};
    test_lua_with("refuses('string expected', unit.read, nil, 'x') refuses('string expected', "
                  "unit.write, 'a', 'b', {})\n"
                  "refuses('number expected', unit.timer, 'a', 'b', 'c', 'soon') refuses('no "
                  "integer', unit.push, 1.5, '{}')\n"
                  "refuses('at least 1', unit.roll, 0) refuses('1 to', unit.word, 0) refuses('1 "
                  "to', unit.word, 1000)\n"
                  "refuses('number expected', unit.pay, 'a', 'b', 'c', 'd')\n"
                  "refuses('invalid option', unit.paid, 'c1', 'lost')",
                  &unit);
    assert_string_equal(unit.said, "");
}

static void limits_raise(void **state)
{
    (void)state;
    struct unit unit = {.full = true, .report = "it failed"};
    test_lua_with(
        "same(unit.report(), 'it failed')\n"
        "refuses('7 is its limit', unit.read, 'a', 'b') refuses('limit', unit.write, 'a', "
        "'b', '{}')\n"
        "refuses('limit', unit.drop, 'a', 'b') refuses('limit', unit.push, 1, '{}')\n"
        "refuses('limit', unit.timer, 'a', 'b', 'c', 1) refuses('limit', unit.answer, 'x', false)\n"
        "refuses('lot 1 has 5 bytes', unit.write, 'lot', '1', '{   }')",
        &unit);
}

static void reads_wait(void **state)
{
    (void)state;
    struct unit unit = {.waits = 3};
    struct generation *generation =
        test_load("local ok, body = pcall(unit.read, 'player', '5') assert(ok)\n"
                  "same(body, '{\"gold\":5}') same(unit.read('player', 'absent'), nil)");
    struct script_run *run = script_run_new(generation, "turn", &unit);
    for (int i = 0; i < 3; i++)
        assert_int_equal(script_run_resume(run), SCRIPT_WAITS);
    if (script_run_resume(run) != SCRIPT_DONE)
        fail_msg("%s", script_run_report(run));
    script_run_free(run);
    generation_release(generation);
    struct unit again = {.waits = 1};
    test_lua_with("refuses('documents cannot be read here', table.sort, { 2, 1 }, function() "
                  "unit.read('a', 'b') end)",
                  &again);
}

/* The engine's Lua half cuts it by bytes for its message, and json.encode takes whole letters. */
static void a_long_report_ends_with_a_letter(void **state)
{
    (void)state;
    char report[4002] = "x";
    for (size_t i = 1; i + 1 < sizeof(report); i += 2)
        memcpy(report + i, "ж", 2);
    struct unit unit = {.report = report};
    test_lua_with("local r = unit.report() assert(#r > 1300 and #r <= 1400)\n"
                  "json.encode { text = r:sub(1, 1500) }",
                  &unit);
}

static void without_a_turn(void **state)
{
    (void)state;
    test_lua(
        "refuses('there is no turn here', unit.read, 'a', 'b') refuses('no turn', unit.event)");
}

static void the_host(void **state)
{
    (void)state;
    test_lua(
        "local c = host.config() same(c.roles['5'], 'owner') same(c.roles['7000000000'], 'admin')\n"
        "same(c.everyone_owner, false) same(c.version, '1.2.3') same(c.generation, 9) "
        "same(#c.hash, 16)\n"
        "same(next(host.sources().scripts), nil) same(next(host.sources().content), nil)\n"
        "local f = host.compile('x = 5 return x', '@scripts/a.lua', {}) same(f(), 5) same(x, nil)\n"
        "local none, why = host.compile('return +', '@scripts/a.lua', {}) same(none, nil)\n"
        "assert(why:find 'scripts/a.lua:1: unexpected symbol', why)\n"
        "none, why = host.compile('\\27Lua', '@scripts/b.lua', {}) same(none, nil)\n"
        "assert(why:find 'scripts/b.lua' and why:find 'text', why)\n"
        "same(host.compile('return print', '=x', {})(), nil)\n"
        "assert(host.traceback('oh'):find('oh\\nstack traceback:\\n', 1, true) == 1)\n"
        "assert(#host.traceback(('x'):rep(100000)) <= 4096)\n"
        "local weak = host.weak {} weak[{}] = 1\n"
        "for i = 1, 2000 do weak[{ {} , {} }] = i end\n"
        "local n = 0 for _ in next, weak do n = n + 1 end assert(n < 2000)\n"
        "refuses('table expected', host.weak, 5) refuses('metatable', host.weak, weak)\n"
        "refuses('invalid option', host.log, 'loud', 'x') refuses('string expected', host.log, "
        "'info', {})");
}

static void the_bot_api(void **state)
{
    (void)state;
    test_lua("same(botapi.check('sendMessage', '{\"chat_id\":1,\"text\":\"x\"}'), nil)\n"
             "assert(botapi.check('sendMessage', '{\"chat_id\":1}'):find 'text')\n"
             "assert(botapi.check('sendNothing', '{}'):find 'sendNothing')\n"
             "assert(botapi.check('sendMessage', '{') ~= nil) assert(botapi.check('sendMessage', "
             "'[]') ~= nil)\n"
             "refuses('string expected', botapi.check, 'sendMessage')");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hands_everything_over),
        cmocka_unit_test(wants),
        cmocka_unit_test(finds),
        cmocka_unit_test(ranks),
        cmocka_unit_test(watches),
        cmocka_unit_test(checks_arguments),
        cmocka_unit_test(limits_raise),
        cmocka_unit_test(reads_wait),
        cmocka_unit_test(a_long_report_ends_with_a_letter),
        cmocka_unit_test(without_a_turn),
        cmocka_unit_test(the_host),
        cmocka_unit_test(the_bot_api),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
