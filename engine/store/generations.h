/* Generations of scripts that went live, with the files of the newest ones; and where players
 * stand, for who moves them from one to the next. Part of store.h's contract: what is said there of
 * threads, completion and ownership holds here. Loads end with a NULL row. */
#ifndef BYLINA_STORE_GENERATIONS_H
#define BYLINA_STORE_GENERATIONS_H

#include "store/waiting.h"

#define STORE_GENERATIONS_KEPT 10 /* the newest have their files */
#define STORE_PLACES_MAX       500

struct store_generation {
    int64_t number; /* rises over all processes */
    const char *who;
    const char *hash;   /* of all its files */
    const char *origin; /* "start", "reload", "rollback", "zip" */
    const char *folder; /* hash of the folder's files when it went live */
    const char *what;   /* JSON: what changed */
    const char *files; /* JSON: [[path, hash of the text], ...]; loads: NULL if they are not kept */
    int64_t live_ms;   /* loads only */
};

struct store_source { /* a file's text */
    const char *path; /* loads only: "scripts/init.lua" */
    const char *hash;
    const char *text;
    size_t len;
};

/* It went live: a row with its texts, and a line of the audit; files beyond those of the newest
 * STORE_GENERATIONS_KEPT are forgotten. */
struct store_generation_new {
    struct store_generation row;
    const struct store_source *texts; /* of all hashes in row.files */
    size_t count;
};
void store_generation_add(struct store *store, const struct store_generation_new *made,
                          store_done_fn fn, void *ctx);

typedef void (*store_generation_fn)(void *ctx, const struct store_generation *row,
                                    const struct err *err);
/* Those with a number below `before` (0: all), newest first, at most `limit`. */
void store_generations_load(struct store *store, int64_t before, int64_t limit,
                            store_generation_fn fn, void *ctx);

typedef void (*store_source_fn)(void *ctx, const struct store_source *row, const struct err *err);
/* The files of one, in the order of row.files; none if they are not kept. */
void store_sources_load(struct store *store, int64_t number, store_source_fn fn, void *ctx);

struct store_place {
    const char *player;
    const char *path; /* JSON: ["scene", ...], the open one last */
};
typedef void (*store_place_fn)(void *ctx, const struct store_place *row, const struct err *err);
/* Where players with an id behind `after` ("": from the first) stand, in the order of ids: at most
 * `limit` (STORE_PLACES_MAX) rows, so that no cold read waits long behind it. */
void store_places_load(struct store *store, const char *after, int64_t limit, store_place_fn fn,
                       void *ctx);

#endif
