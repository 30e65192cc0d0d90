/* Documents of a turn: which it has read, and what it makes of them. Part of commit.h's contract.
 */
#ifndef BYLINA_STORE_WRITE_H
#define BYLINA_STORE_WRITE_H

#include "store/find.h"

struct store_read_mark { /* what the turn read, absences included */
    const char *kind;
    const char *id;
    int64_t version;
};

struct store_write {
    const char *kind;
    const char *id;
    int64_t version;  /* the new one, from store_id */
    const char *body; /* NULL: drop; a tombstone and no timers stay (none of this turn's either) */
    size_t len;
    const struct store_index *index; /* NULL: its kind is not indexed */
    bool live;                       /* its kind is */
};

#endif
