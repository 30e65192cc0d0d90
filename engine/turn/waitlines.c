/* A hash table of lines by chat, with chains; it doubles when there are as many lines as buckets,
 * and is given back when the last line goes. Chat ids are Telegram's and not for players to choose,
 * so the hash needs no secret. */
#include "turn/waitlines.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_BUCKETS 64
#define GOLDEN        UINT64_C(0x9e3779b97f4a7c15)

static size_t bucket_of(const struct waitlines *lines, int64_t chat)
{
    uint64_t hash = (uint64_t)chat * GOLDEN;
    return (size_t)(hash >> 32) & (lines->bucket_count - 1);
}

/* Where the pointer to the chat's line stands, or would stand. */
static struct waitline **place_of(const struct waitlines *lines, int64_t chat)
{
    struct waitline **at = &lines->buckets[bucket_of(lines, chat)];
    while (*at && (*at)->chat != chat)
        at = &(*at)->next;
    return at;
}

static void grow(struct waitlines *lines)
{
    struct waitlines old = *lines;
    lines->bucket_count = old.bucket_count ? old.bucket_count * 2 : FIRST_BUCKETS;
    lines->buckets = mem_array(lines->bucket_count, sizeof(struct waitline *));
    for (size_t i = 0; i < old.bucket_count; i++)
        for (struct waitline *line = old.buckets[i], *next; line; line = next) {
            size_t bucket = bucket_of(lines, line->chat);
            next = line->next;
            line->next = lines->buckets[bucket];
            lines->buckets[bucket] = line;
        }
    free(old.buckets);
}

static size_t line_size(uint32_t cap)
{
    return sizeof(struct waitline) + cap * sizeof(int64_t);
}

struct waitline *waitlines_find(const struct waitlines *lines, int64_t chat)
{
    return lines->lines ? *place_of(lines, chat) : NULL;
}

static struct waitline *line_new(struct waitlines *lines, int64_t chat)
{
    if (lines->lines >= lines->bucket_count)
        grow(lines);
    struct waitline *line = mem_alloc(line_size(1));
    line->chat = chat;
    line->cap = 1;
    *place_of(lines, chat) = line;
    lines->lines++;
    return line;
}

static struct waitline *with_room(struct waitlines *lines, struct waitline *line)
{
    struct waitline **place = place_of(lines, line->chat);
    if (line->count < line->cap)
        return line;
    line = mem_grow(line, 1, line_size(line->cap * 2));
    line->cap *= 2;
    *place = line;
    return line;
}

struct waitline *waitlines_add(struct waitlines *lines, int64_t chat, int64_t id)
{
    struct waitline *line = waitlines_find(lines, chat);
    line = with_room(lines, line ? line : line_new(lines, chat));
    uint32_t at = line->count;
    while (at && line->ids[at - 1] > id) /* nearly never */
        at--;
    memmove(line->ids + at + 1, line->ids + at, (line->count - at) * sizeof(int64_t));
    line->ids[at] = id;
    line->count++;
    lines->ids++;
    return line;
}

static void line_drop(struct waitlines *lines, int64_t chat)
{
    struct waitline **place = place_of(lines, chat);
    struct waitline *line = *place;
    *place = line->next;
    free(line);
    if (--lines->lines == 0)
        waitlines_done(lines);
}

bool waitlines_take(struct waitlines *lines, int64_t chat, int64_t id)
{
    struct waitline *line = waitlines_find(lines, chat);
    uint32_t at = 0;
    while (line && at < line->count && line->ids[at] != id)
        at++;
    if (!line || at == line->count)
        return false;
    memmove(line->ids + at, line->ids + at + 1, (line->count - at - 1) * sizeof(int64_t));
    line->count--;
    lines->ids--;
    if (!line->count)
        line_drop(lines, chat);
    return true;
}

void waitlines_done(struct waitlines *lines)
{
    for (size_t i = 0; i < lines->bucket_count; i++)
        for (struct waitline *line = lines->buckets[i], *next; line; line = next) {
            next = line->next;
            free(line);
        }
    free(lines->buckets);
    *lines = (struct waitlines){.lines = 0};
}
