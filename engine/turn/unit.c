/* The unit of work: documents.
 *
 *     read:   written in this run -> read in this run -> cache (unless fresh) -> wait for SQL
 *     write:  kept here; the commit gives it a version
 *
 * Each document is read once in a run and then kept, so that the run sees one snapshot of it. Two
 * documents may be of different moments; the commit, which validates all marks, tells. A document
 * that was written but never read has no mark. What is written twice goes out once, with one
 * exception: dropped and made again goes out as both, because the drop ends its timers.
 *
 * The documents of one run are few: an array with a hash beside each name is faster than a map. */
#include "turn/unit_inner.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

static uint64_t hash_text(uint64_t hash, const char *text)
{
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3; /* FNV-1a */
    return (hash ^ 0xff) * 0x100000001b3;
}

struct unit_doc *unit_doc_find(struct unit *unit, const char *kind, const char *id)
{
    uint64_t hash = hash_text(hash_text(0xcbf29ce484222325, kind), id);
    for (size_t i = 0; i < unit->docs.count; i++) {
        struct unit_doc *doc = &unit->docs.at[i];
        if (doc->hash == hash && str_equal(doc->kind, kind) && str_equal(doc->id, id))
            return doc;
    }
    return NULL;
}

static struct unit_doc *doc_add(struct unit *unit, const char *kind, const char *id)
{
    if (unit->docs.count == unit->docs.cap) {
        unit->docs.cap = unit->docs.cap ? unit->docs.cap * 2 : 16;
        unit->docs.at = mem_grow(unit->docs.at, unit->docs.cap, sizeof(*unit->docs.at));
    }
    struct unit_doc *doc = &unit->docs.at[unit->docs.count++];
    *doc = (struct unit_doc){.hash = hash_text(hash_text(0xcbf29ce484222325, kind), id),
                             .kind = arena_text(&unit->arena, kind),
                             .id = arena_text(&unit->arena, id)};
    return doc;
}

static bool fits(const struct unit *unit, size_t len)
{
    return len <= UNIT_DOC_MAX && unit->arena.bytes + len <= UNIT_BYTES_MAX;
}

static struct unit_doc *doc_learn(struct unit *unit, const struct store_doc *from)
{
    struct unit_doc *doc = doc_add(unit, from->kind, from->id);
    doc->was_read = true;
    doc->read_version = from->version;
    doc->over = from->body && !fits(unit, from->len);
    if (from->body && !doc->over) {
        doc->body = arena_copy(&unit->arena, from->body, from->len);
        doc->len = from->len;
    }
    doc->read_body = doc->body;
    doc->read_len = doc->len;
    doc->read_over = doc->over;
    return doc;
}

bool unit_cache_key(char out[CACHE_KEY_MAX + 1], const char *kind, const char *id)
{
    size_t kind_len = strlen(kind);
    size_t id_len = strlen(id);
    if (kind_len + 1 + id_len > CACHE_KEY_MAX)
        return false;
    memcpy(out, kind, kind_len);
    out[kind_len] = '/';
    memcpy(out + kind_len + 1, id, id_len + 1);
    return true;
}

static struct unit_doc *doc_from_cache(struct unit *unit, const char *kind, const char *id)
{
    char key[CACHE_KEY_MAX + 1];
    struct cache_entry entry;
    if (unit->fresh || !unit_cache_key(key, kind, id) || !cache_peek(unit->cache, key, &entry))
        return NULL;
    struct store_doc doc = {kind, id, entry.version, entry.data, entry.len};
    return doc_learn(unit, &doc);
}

bool unit_doc_known(struct unit *unit, const char *kind, const char *id)
{
    return unit_doc_find(unit, kind, id) || doc_from_cache(unit, kind, id);
}

bool unit_has_all(const struct unit *unit)
{
    return (int64_t)unit->docs.count >= unit->limits.at[UNIT_DOCUMENTS];
}

/* --- limits ---------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    int64_t value;
} LIMITS[UNIT_LIMITS] = {
    [UNIT_DOCUMENTS] = {"documents", 1024},
    [UNIT_SIZE] = {"size", 256 << 10},
    [UNIT_MESSAGE] = {"message", 64 << 10},
    [UNIT_TIMERS] = {"timers", 64},
    [UNIT_PUSHES] = {"pushes", 100},
    [UNIT_CALLS] = {"calls", 30},
    [UNIT_PAYS] = {"pays", 100},
    [UNIT_EMITS] = {"emits", 100},
    [UNIT_WANTS] = {"wants", 50},
};

const char *unit_limit_name(enum unit_limit limit)
{
    return LIMITS[limit].name;
}

int64_t unit_limit_default(enum unit_limit limit)
{
    return LIMITS[limit].value;
}

int unit_refuse(struct unit *unit, enum unit_limit limit)
{
    unit->over = limit;
    return ERR_LIMIT;
}

const char *unit_over(const struct unit *unit, int64_t *ret_value)
{
    if (unit->over == UNIT_LIMITS)
        return "";
    *ret_value = unit->limits.at[unit->over];
    return LIMITS[unit->over].name;
}

/* --- reading and writing --------------------------------------------------------------------- */

enum unit_got unit_read(struct unit *unit, const char *kind, const char *id, const char **ret_body,
                        size_t *ret_len)
{
    struct unit_doc *doc = unit_doc_find(unit, kind, id);
    if (!doc && unit_has_all(unit)) {
        unit_refuse(unit, UNIT_DOCUMENTS);
        return UNIT_OVER;
    }
    unit->over = UNIT_LIMITS;
    if (!doc && !fits(unit, strlen(kind) + strlen(id)))
        return UNIT_OVER;
    if (!doc)
        doc = doc_from_cache(unit, kind, id);
    if (!doc) {
        unit->wanted.kind = arena_text(&unit->arena, kind);
        unit->wanted.id = arena_text(&unit->arena, id);
        return UNIT_WAIT;
    }
    if (doc->over)
        return UNIT_OVER;
    if (!doc->body)
        return UNIT_ABSENT;
    *ret_body = doc->body;
    *ret_len = doc->len;
    return UNIT_THERE;
}

void unit_learn(struct unit *unit, const struct store_doc *doc)
{
    unit->wanted = (struct store_key){0};
    if (!unit_doc_find(unit, doc->kind, doc->id))
        doc_learn(unit, doc);
}

/* The document to be written; NULL: over a limit. */
static struct unit_doc *doc_to_write(struct unit *unit, const char *kind, const char *id,
                                     size_t len)
{
    unit->over = UNIT_LIMITS;
    if ((int64_t)len > unit->limits.at[UNIT_SIZE])
        unit->over = UNIT_SIZE;
    if (unit->over != UNIT_LIMITS || !fits(unit, len) || !fits(unit, strlen(kind) + strlen(id)))
        return NULL;
    struct unit_doc *doc = unit_doc_find(unit, kind, id);
    if (!doc && unit_has_all(unit))
        unit->over = UNIT_DOCUMENTS;
    else if (!doc)
        doc = doc_add(unit, kind, id);
    return doc;
}

int unit_write(struct unit *unit, const char *kind, const char *id, const char *body, size_t len)
{
    struct unit_doc *doc = doc_to_write(unit, kind, id, len);
    if (!doc)
        return ERR_LIMIT;
    if (doc->written && !doc->body)
        doc->remade = true;
    doc->body = arena_copy(&unit->arena, body, len);
    doc->len = len;
    doc->written = true;
    doc->over = false;
    doc->index = NULL;
    return 0;
}

/* Timers set on it by this run go with it. */
static void forget_timers(struct unit *unit, const char *kind, const char *id)
{
    size_t kept = 0;
    for (size_t i = 0; i < unit->timers.count; i++) {
        struct store_timer *timer = &unit->timers.at[i];
        if (!str_equal(timer->kind, kind) || !str_equal(timer->id, id))
            unit->timers.at[kept++] = *timer;
    }
    unit->timers.count = kept;
}

int unit_drop(struct unit *unit, const char *kind, const char *id)
{
    struct unit_doc *doc = doc_to_write(unit, kind, id, 0);
    if (!doc)
        return ERR_LIMIT;
    forget_timers(unit, kind, id);
    if (doc->was_read && !doc->written && !doc->body && !doc->over)
        return 0; /* there was none */
    doc->body = NULL;
    doc->len = 0;
    doc->index = NULL;
    doc->written = true;
    doc->over = false;
    return 0;
}

struct unit *unit_new(const struct unit_config *config)
{
    struct unit *unit = mem_alloc(sizeof(*unit));
    unit->cache = config->cache;
    unit->fresh = config->fresh;
    unit->as_of = config->as_of;
    unit->event = config->event;
    unit->report = config->report;
    unit->now = config->now;
    unit->asides = config->asides;
    unit->lane = config->lane;
    unit->key = config->key;
    rng_seed(&unit->rng, config->seed);
    unit->over = UNIT_LIMITS;
    for (size_t i = 0; i < UNIT_LIMITS; i++) {
        int64_t set = config->limits ? config->limits->at[i] : 0;
        unit->limits.at[i] = set > 0 ? set : LIMITS[i].value;
    }
    return unit;
}

void unit_free(struct unit *unit)
{
    if (!unit)
        return;
    free(unit->docs.at);
    free(unit->timers.at);
    free(unit->outs.at);
    free(unit->slots.at);
    free(unit->pays.at);
    free(unit->letters.at);
    free(unit->audits.at);
    free(unit->effects.at);
    free(unit->wants.at);
    free((void *)unit->sought.at);
    free((void *)unit->asked.at);
    free(unit->rankings.at);
    free(unit->watchings.at);
    arena_done(&unit->arena);
    free(unit);
}
