/* Time zones: how far local time is from UTC, from the machine's zone files (RFC 8536). */
#ifndef BYLINA_BIND_ZONE_H
#define BYLINA_BIND_ZONE_H

#include <stdint.h>

#define ZONE_CACHE_MAX 64
#define ZONE_FILE_MAX  (256u << 10)

struct zone_cache;

struct zone_cache *zone_cache_new(void);
void zone_cache_free(struct zone_cache *cache);
/* Seconds to add to UTC at that moment; 0 for a zone that is unknown or has no file. */
int64_t zone_offset(struct zone_cache *cache, const char *name, int64_t seconds);

#endif
