/* Inside sandbox/: what flood control (flood.h) keeps in the structs of the world. */
#ifndef BYLINA_SANDBOX_BUCKET_H
#define BYLINA_SANDBOX_BUCKET_H

#include <stdbool.h>
#include <stdint.h>

struct flood_limits {
    bool on;
    int64_t all;   /* calls a second of a bot */
    int64_t chat;  /* a second to a chat, */
    int64_t burst; /* after a silence so many at once */
    int64_t group; /* a minute to a group */
};

/* Of flood control: what may still be called. */
struct bucket {
    bool used;
    double tokens;
    int64_t at_ms;   /* monotonic, as the next */
    int64_t shut_ms; /* nothing goes before */
};

#endif
