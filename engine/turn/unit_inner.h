/* The inside of a unit of work, for the rest of turn/: what one run read and wants. */
#ifndef BYLINA_TURN_UNIT_INNER_H
#define BYLINA_TURN_UNIT_INNER_H

#include "base/rng.h"
#include "cache/cache.h"
#include "store/waiting.h"
#include "turn/arena.h"
#include "turn/unit_find.h"

#define UNIT_BYTES_MAX   (64u << 20) /* of all copies that one run holds */
#define UNIT_EFFECTS_MAX 256         /* of what the engine alone asks for */

struct unit_doc {
    uint64_t hash;
    const char *kind;
    const char *id;
    bool was_read;
    int64_t read_version;  /* to be validated */
    const char *read_body; /* as it was read; NULL: absent */
    size_t read_len;
    const char *body; /* as the run sees it now; NULL: absent */
    size_t len;
    bool written;
    const struct store_index *index; /* of a written one; NULL: its kind has none */
    bool live;                       /* its kind is, and it was written */
    bool remade;                     /* dropped and then written again in this run */
    bool over;                       /* too large to be read */
    bool read_over;                  /* likewise, when it was read */
    int64_t version;                 /* of what was written: given at the commit */
};

/* A question to the index, and its answer. */
struct unit_sought {
    struct store_find find;
    const char *const *ids; /* NULL: not yet */
    size_t count;
    int64_t changes; /* of a live kind, at that moment */
};

struct unit_watching {
    const char *lane;
    struct store_watch *at; /* versions: filled in at the commit */
    size_t count;
};

struct unit_asked {
    struct store_board board;
    const struct unit_place *places; /* NULL: not yet */
    size_t count;
};

struct unit_effect {
    const char *name;
    const char *body;
};

/* A growing array of one kind of effect. */
#define UNIT_LIST(type)                                                                            \
    struct {                                                                                       \
        type *at;                                                                                  \
        size_t count;                                                                              \
        size_t cap;                                                                                \
    }

struct unit {
    struct cache *cache;
    bool fresh;    /* reads go past the cache */
    int64_t as_of; /* of the store, before the first read */
    const char *event;
    const char *report;
    int64_t now;
    struct rng rng;
    struct arena arena;
    UNIT_LIST(struct unit_doc) docs;
    UNIT_LIST(struct store_timer) timers; /* uid: 0 cancel, else to be given at the commit */
    UNIT_LIST(struct store_out) outs;
    UNIT_LIST(struct store_slot) slots;
    UNIT_LIST(struct store_pay) pays;
    UNIT_LIST(struct store_letter) letters;
    UNIT_LIST(struct store_audit) audits;
    UNIT_LIST(struct unit_effect) effects;
    UNIT_LIST(struct store_want) wants;
    UNIT_LIST(struct store_ranking) rankings; /* reached: given at the commit */
    UNIT_LIST(struct unit_sought *) sought;
    const char *erase; /* NULL: nobody */
    UNIT_LIST(struct unit_asked *) asked;
    struct store_paid_done paid; /* charge NULL: none */
    UNIT_LIST(struct unit_watching) watchings;
    const char *answer;
    bool answered;
    const char *on_screen; /* the slot whose button was tapped; NULL: none */
    bool alert;
    const struct asides *asides;
    const char *lane;
    const uint8_t *key;                 /* for seals; NULL: none */
    char handler[UNIT_HANDLER_MAX + 1]; /* that ran last; "" none */
    char led[UNIT_HANDLER_MAX + 1];     /* that ran first: what the turn was about */
    bool met_aside;                     /* one of its handlers was set aside */
    struct store_key wanted;            /* kind NULL: no document is waited for */
    struct unit_sought *seeking;        /* NULL: nothing is looked for */
    struct unit_limits limits;          /* no zeros */
    enum unit_limit over;               /* the last; UNIT_LIMITS: none of them */
    struct unit_asked *asking;          /* NULL: no board is asked for */
};

struct unit_config {
    struct cache *cache;
    bool fresh;
    int64_t as_of;
    const char *event;  /* must outlive the unit */
    const char *report; /* likewise */
    int64_t now;
    uint64_t seed;
    const struct asides *asides;      /* NULL: nothing is set aside */
    const char *lane;                 /* must outlive the unit; for asides */
    const struct unit_limits *limits; /* NULL: the defaults */
    const uint8_t *key;               /* 16 bytes, for seals; must outlive the unit. NULL: none */
};

struct unit *unit_new(const struct unit_config *config);
bool unit_has_all(const struct unit *unit); /* the documents that one turn may have */
/* ERR_LIMIT, with the reason remembered. */
int unit_refuse(struct unit *unit, enum unit_limit limit);
void unit_free(struct unit *unit); /* NULL is fine */
/* What was waited for has come. */
void unit_learn(struct unit *unit, const struct store_doc *doc);

/* What was looked for has come: its ids. */
void unit_found(struct unit *unit, const char *const *ids, size_t count, int64_t changes);
/* The screens' watches as rows: when all that is written has its version. */
void unit_fill_watchings(struct unit *unit, struct store_turn *commit);
/* Which of them neither the run nor the cache knows: the keys live with the unit. */
size_t unit_unread(struct unit *unit, struct store_key **ret_keys);

/* The board that was asked for has come. */
void unit_told(struct unit *unit, const struct store_standing *places, size_t count);

/* NULL: this run has neither read nor written it. */
struct unit_doc *unit_doc_find(struct unit *unit, const char *kind, const char *id);
bool unit_doc_known(struct unit *unit, const char *kind, const char *id); /* or the cache has it */

/* "kind/id" into `out`; false: too long to be kept in the cache. */
bool unit_cache_key(char out[CACHE_KEY_MAX + 1], const char *kind, const char *id);

/* Outgoing bodies as they stand in the outbox: {"post":BODY} or {"method":...,"params":...}. */
#define UNIT_POST_OPEN  "{\"post\":"
#define UNIT_POST_CLOSE "}"

#endif
