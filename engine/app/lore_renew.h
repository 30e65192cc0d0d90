/* Has the kept texts of a kind written again, for `/lore renew KIND` and `bylina lore renew`. */
#ifndef BYLINA_APP_LORE_RENEW_H
#define BYLINA_APP_LORE_RENEW_H

#include "store/lore_review.h"

struct lore_renew { /* its texts live until on_done */
    struct store *store;
    const char *kind;
    const char *language; /* NULL: any */
    const char *prompt;   /* what this one has written stays; NULL: nothing does */
    const char *who;      /* for the audit */
    int64_t limit;        /* of texts */
    void (*on_each)(void *ctx, const char *id);                       /* NULL: nobody hears */
    void (*on_done)(void *ctx, int64_t count, const struct err *err); /* once, not from within */
    void *ctx;
};

/* A text that is gone meanwhile, or can never be written again, is passed over; other errors end
 * it, with the count of those that were done before. */
void lore_renew(const struct lore_renew *what);

#endif
