/* What the parts of the studio share. Private to app/studio*.c. */
#ifndef BYLINA_APP_STUDIO_INNER_H
#define BYLINA_APP_STUDIO_INNER_H

#include "app/studio.h"
#include "http/server.h"
#include "loop/child.h"
#include "json/json.h"

#define STUDIO_SVG_MAX   (8u << 20) /* bytes of a drawn map */
#define STUDIO_DOT_MS    20000
#define STUDIO_STAND_MAX 100000 /* players that are counted */
#define STUDIO_NAMED_MAX 20     /* players of one scene that are named */
#define STUDIO_DRAWN_MAX 16     /* requests that wait for one drawing */

struct waiting {                    /* for an answer that comes later */
    struct http_exchange *exchange; /* NULL: it has gone */
    int64_t ticket;
    struct studio *studio;
};

struct studio {
    struct studio_config config;
    char *svg; /* of the generation with this hash; NULL: not drawn yet */
    char *svg_hash;
    struct loop_child *dot; /* draws */
    struct waiting *drawn[STUDIO_DRAWN_MAX];
    size_t drawn_count;
};

/* Answers the exchange of `waiting`, if it is still there, and frees it. */
void waiting_reply(struct waiting *waiting, int status, const char *type, const char *text);
struct waiting *waiting_new(struct studio *studio, struct http_exchange *exchange);

/* studio_map.c */
void studio_map(struct studio *studio, struct http_exchange *exchange);
void studio_svg(struct studio *studio, struct http_exchange *exchange);
void studio_scene(struct studio *studio, struct http_exchange *exchange);

#endif
