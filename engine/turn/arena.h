/* Memory of one run: pieces that are freed all at once. Private to turn/. */
#ifndef BYLINA_TURN_ARENA_H
#define BYLINA_TURN_ARENA_H

#include <stddef.h>

#define ARENA_CHUNK 4096 /* bytes of a chunk; a larger piece gets one of its own */

struct arena_chunk;
struct arena { /* zeroed: empty */
    struct arena_chunk *chunks;
    size_t bytes; /* given out */
};

void *arena_alloc(struct arena *arena, size_t size); /* zeroed, aligned for anything */
/* A copy with a 0 byte behind it; NULL gives NULL. */
char *arena_copy(struct arena *arena, const void *data, size_t len);
char *arena_text(struct arena *arena, const char *text);
void arena_done(struct arena *arena);

#endif
