/* Reading TZif files.
 *
 * A file has a block of 32-bit times and, from version 2 on, one of 64-bit times; only the second
 * is used. After the last recorded change the file's closing rule counts (tzrule.c). A name with a
 * dot, an empty part or a leading slash is refused before it becomes a path. */
#include "bind/zone.h"

#include "base/mem.h"
#include "base/str.h"
#include "bind/tzrule.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER    "/usr/share/zoneinfo"
#define NAME_MAX_ 64
#define RULE_MAX  128 /* bytes of a closing rule */

struct zone {
    char name[NAME_MAX_];
    size_t count;
    int64_t *times;     /* of the changes, rising */
    int32_t *offsets;   /* after each */
    int32_t first;      /* before the first */
    struct tzrule rule; /* after the last */
};

struct zone_cache {
    struct zone zones[ZONE_CACHE_MAX];
    size_t count;
};

struct zone_cache *zone_cache_new(void)
{
    return mem_alloc(sizeof(struct zone_cache));
}

static void zone_forget(struct zone *zone)
{
    free(zone->times);
    free(zone->offsets);
    memset(zone, 0, sizeof *zone);
}

void zone_cache_free(struct zone_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < cache->count; i++)
        zone_forget(&cache->zones[i]);
    free(cache);
}

static bool is_zone_name(const char *name)
{
    if (!isalpha((unsigned char)*name) || strlen(name) >= NAME_MAX_)
        return false;
    for (; *name; name++)
        if ((!isalnum((unsigned char)*name) && !strchr("_/+-", *name)) ||
            (name[0] == '/' && name[1] == '/'))
            return false;
    return true;
}

static int64_t big_endian(const uint8_t *at, int bytes)
{
    uint64_t value = at[0] & 0x80 ? UINT64_MAX : 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | at[i];
    return (int64_t)value;
}

/* The counts in a header: isutc, isstd, leap, time, type, char. */
struct counts {
    size_t isutc, isstd, leap, times, types, chars;
};

static bool read_header(const uint8_t *data, size_t len, struct counts *ret)
{
    if (len < 44 || memcmp(data, "TZif", 4) != 0)
        return false;
    size_t *fields[] = {&ret->isutc, &ret->isstd, &ret->leap,
                        &ret->times, &ret->types, &ret->chars};
    for (size_t i = 0; i < 6; i++) {
        *fields[i] = (size_t)(uint32_t)big_endian(data + 20 + 4 * i, 4);
        if (*fields[i] > ZONE_FILE_MAX)
            return false;
    }
    return true;
}

static size_t block_size(const struct counts *counts, size_t time_size)
{
    return counts->times * (time_size + 1) + counts->types * 6 + counts->chars +
           counts->leap * (time_size + 4) + counts->isstd + counts->isutc;
}

static void read_block(struct zone *zone, const uint8_t *data, const struct counts *counts)
{
    const uint8_t *index = data + counts->times * 8;
    const uint8_t *types = index + counts->times;

    zone->times = mem_array(counts->times + 1, sizeof *zone->times);
    zone->offsets = mem_array(counts->times + 1, sizeof *zone->offsets);
    zone->count = counts->times;
    zone->first = (int32_t)big_endian(types, 4);
    for (size_t i = 0; i < counts->times; i++) {
        size_t type = index[i] < counts->types ? index[i] : 0;
        zone->times[i] = big_endian(data + i * 8, 8);
        zone->offsets[i] = (int32_t)big_endian(types + type * 6, 4);
    }
}

/* The rule stands between two line feeds at the end. */
static void read_rule(struct zone *zone, const uint8_t *at, const uint8_t *end)
{
    char text[RULE_MAX];
    if (at == end || *at++ != '\n')
        return;
    const uint8_t *last = memchr(at, '\n', (size_t)(end - at));
    if (!last || (size_t)(last - at) >= sizeof(text))
        return;
    memcpy(text, at, (size_t)(last - at));
    text[last - at] = '\0';
    tzrule_parse(text, &zone->rule);
}

static void parse(struct zone *zone, const uint8_t *data, size_t len)
{
    struct counts first, second;
    if (!read_header(data, len, &first) || data[4] < '2')
        return;
    size_t at = 44 + block_size(&first, 4);
    if (at > len || !read_header(data + at, len - at, &second))
        return;
    if (second.types == 0 || block_size(&second, 8) > len - at - 44)
        return;
    read_block(zone, data + at + 44, &second);
    read_rule(zone, data + at + 44 + block_size(&second, 8), data + len);
}

static void load(struct zone *zone, const char *name)
{
    char path[sizeof FOLDER + NAME_MAX_];
    str_copy(zone->name, sizeof zone->name, name);
    if (!is_zone_name(name))
        return;
    snprintf(path, sizeof path, FOLDER "/%s", name);
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return;
    uint8_t *data = mem_alloc(ZONE_FILE_MAX);
    parse(zone, data, fread(data, 1, ZONE_FILE_MAX, stream));
    free(data);
    fclose(stream);
}

static const struct zone *find(struct zone_cache *cache, const char *name)
{
    for (size_t i = 0; i < cache->count; i++)
        if (str_equal(cache->zones[i].name, name))
            return &cache->zones[i];
    if (cache->count == ZONE_CACHE_MAX) { /* more zones than players' countries: begin anew */
        for (size_t i = 0; i < cache->count; i++)
            zone_forget(&cache->zones[i]);
        cache->count = 0;
    }
    struct zone *zone = &cache->zones[cache->count++];
    load(zone, name);
    return zone;
}

int64_t zone_offset(struct zone_cache *cache, const char *name, int64_t seconds)
{
    if (strlen(name) >= NAME_MAX_)
        return 0;
    const struct zone *zone = find(cache, name);
    if (zone->rule.known && (zone->count == 0 || seconds >= zone->times[zone->count - 1]))
        return tzrule_offset(&zone->rule, seconds);
    size_t low = 0;
    size_t high = zone->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (zone->times[middle] <= seconds)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? zone->offsets[low - 1] : zone->first;
}
