/* The circuit breaker, by cause.
 *
 * What a refusal is about decides who pays for it: a key or a project is everybody's, a model its
 * own, and a 400 about an ask mostly that of one prompt. So the latter ends the ask alone; the same
 * prompt refused GEMINI_STRIKES times in a row shuts its own door, and as many different prompts in
 * a row, with no success between, shut everybody's. Whoever succeeds opens all three doors he has
 * passed. A 429 says that key and model are right: it opens, and holds its model back.
 *
 * A door that is shut is one error in the log, until it has been open again. */
#include "gemini/door.h"

#include "base/log.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define MODULE       "gemini"
#define DOOR_KEY_MAX 160
#define PROBE_MS     1000 /* so soon a call may ask again while another one tries */

#define NOT_FOUND 404 /* what shuts a model's door */

enum { ALL, MODEL, PROMPT, KINDS };

struct door {
    int strikes;
    bool shut;
    bool told;
    bool tried; /* a call is under way that tries it */
    bool per_day;
    int64_t shut_for;
    int64_t until;
    int64_t busy_until;
};

struct doors {
    struct map *map; /* key -> struct door */
    int64_t shut_ms;
};

struct doors *doors_new(int64_t shut_ms)
{
    struct doors *doors = mem_alloc(sizeof(*doors));
    *doors = (struct doors){map_new(), shut_ms};
    return doors;
}

void doors_free(struct doors *doors)
{
    if (!doors)
        return;
    map_free_with(doors->map, free);
    free(doors);
}

static void key_of(const struct passage *passage, int kind, char key[DOOR_KEY_MAX])
{
    if (kind == ALL)
        str_copy(key, DOOR_KEY_MAX, "all calls");
    else if (kind == MODEL)
        snprintf(key, DOOR_KEY_MAX, "calls of the model %s", passage->model);
    else
        snprintf(key, DOOR_KEY_MAX, "calls of one prompt (%s)", passage->prompt);
}

static struct door *door_find(struct doors *doors, const struct passage *passage, int kind)
{
    char key[DOOR_KEY_MAX];
    key_of(passage, kind, key);
    return map_get(doors->map, key);
}

static struct door *door_need(struct doors *doors, const struct passage *passage, int kind)
{
    char key[DOOR_KEY_MAX];
    struct door *door = door_find(doors, passage, kind);
    if (door || (kind != ALL && map_count(doors->map) >= DOORS_MAX))
        return door;
    key_of(passage, kind, key);
    door = mem_alloc(sizeof(*door));
    map_put(doors->map, key, door);
    return door;
}

static bool hold(struct verdict *verdict, enum gemini_end end, int64_t wait_ms, const char *key)
{
    *verdict = (struct verdict){.end = end, .retry_after_ms = wait_ms};
    snprintf(verdict->words, sizeof(verdict->words), "%s %s: not asked for another %" PRId64 " ms",
             key, end == GEMINI_BUSY ? "are too many" : "are refused", wait_ms);
    return false;
}

static bool door_passes(struct doors *doors, const struct passage *passage, int kind,
                        int64_t now_ms, struct verdict *verdict)
{
    struct door *door = door_find(doors, passage, kind);
    char key[DOOR_KEY_MAX];

    if (!door)
        return true;
    key_of(passage, kind, key);
    if (door->shut && (now_ms < door->until || door->tried)) {
        hold(verdict, GEMINI_WRONG, now_ms < door->until ? door->until - now_ms : (int64_t)PROBE_MS,
             key);
        verdict->status = kind == MODEL ? NOT_FOUND : 0;
        return false;
    }
    if (now_ms >= door->busy_until)
        return true;
    hold(verdict, GEMINI_BUSY, door->busy_until - now_ms, key);
    verdict->per_day = door->per_day;
    return false;
}

bool doors_pass(struct doors *doors, struct passage *passage, int64_t now_ms,
                struct verdict *ret_verdict)
{
    for (int kind = ALL; kind < KINDS; kind++)
        if (!door_passes(doors, passage, kind, now_ms, ret_verdict))
            return false;
    passage->tries = 0;
    for (int kind = ALL; kind < KINDS; kind++) {
        struct door *door = door_find(doors, passage, kind);
        if (door && door->shut) {
            door->tried = true;
            passage->tries |= 1u << kind;
        }
    }
    return true;
}

void doors_leave(struct doors *doors, struct passage *passage)
{
    for (int kind = ALL; kind < KINDS; kind++) {
        struct door *door = door_find(doors, passage, kind);
        if (door && passage->tries & 1u << kind)
            door->tried = false;
    }
    passage->tries = 0;
}

static void door_open(struct doors *doors, const struct passage *passage, int kind)
{
    char key[DOOR_KEY_MAX];
    key_of(passage, kind, key);
    struct door *door = map_take(doors->map, key);
    if (door && door->told)
        log_info(MODULE, LOG_T("calls succeed again"), LOG_S("which", key));
    free(door);
}

static void door_shut(struct doors *doors, const struct passage *passage, int kind, int64_t now_ms,
                      const char *words)
{
    struct door *door = door_need(doors, passage, kind);
    char key[DOOR_KEY_MAX];

    if (!door || (door->shut && now_ms < door->until))
        return; /* calls that left before it was shut come back */
    door->shut_for = door->shut ? door->shut_for * 2 : doors->shut_ms;
    if (door->shut_for > GEMINI_SHUT_MAX_MS)
        door->shut_for = GEMINI_SHUT_MAX_MS;
    door->until = now_ms + door->shut_for;
    door->shut = true;
    if (door->told)
        return;
    door->told = true;
    key_of(passage, kind, key);
    log_error(MODULE, LOG_T("refused; no more calls for a while, then one will try"),
              LOG_S("which", key), LOG_S("error", words), LOG_I("ms", door->shut_for));
}

static void strike(struct doors *doors, const struct passage *passage, int64_t now_ms,
                   const char *words)
{
    struct door *prompt = door_need(doors, passage, PROMPT);
    struct door *all = door_need(doors, passage, ALL);

    if (!prompt)
        return;
    if (prompt->strikes++ == 0)
        all->strikes++;
    if (prompt->shut || prompt->strikes >= GEMINI_STRIKES)
        door_shut(doors, passage, PROMPT, now_ms, words);
    if (all->shut || all->strikes >= GEMINI_STRIKES)
        door_shut(doors, passage, ALL, now_ms, words);
}

static void make_busy(struct doors *doors, const struct passage *passage, int64_t now_ms,
                      const struct verdict *verdict)
{
    int64_t wait_ms = verdict->retry_after_ms;
    if (verdict->per_day && wait_ms < GEMINI_DAY_PAUSE_MS)
        wait_ms = GEMINI_DAY_PAUSE_MS;
    struct door *door = wait_ms > 0 ? door_need(doors, passage, MODEL) : NULL;
    if (!door)
        return;
    door->busy_until = now_ms + wait_ms;
    door->per_day = verdict->per_day;
}

void doors_tell(struct doors *doors, struct passage *passage, int64_t now_ms,
                const struct verdict *verdict)
{
    /* 200 with anything else than an answer may be a page of a network in between */
    bool answered = verdict->status == 200 && verdict->end != GEMINI_GARBLED;

    doors_leave(doors, passage);
    if (answered || verdict->status == 429)
        for (int kind = ALL; kind < KINDS; kind++)
            door_open(doors, passage, kind);
    if (verdict->status == 429)
        make_busy(doors, passage, now_ms, verdict);
    if (verdict->door == DOOR_PROMPT)
        strike(doors, passage, now_ms, verdict->words);
    else if (verdict->door != DOOR_NONE)
        door_shut(doors, passage, verdict->door == DOOR_ALL ? ALL : MODEL, now_ms, verdict->words);
}
