/* What an act in doubt has left in the database, if it stood: it is looked for there, and goes on
 * from there, as a settled turn's does (lookup.c). A look that fails leaves it to the next start.
 */
#include "turn/told.h"

#include "turn/chat.h"
#include "turn/inner.h"

#include <stdlib.h>

struct looking {
    struct turns *turns;
    int64_t id;
};

static struct looking *looking_new(struct turns *turns, int64_t id)
{
    struct looking *looking = mem_alloc(sizeof(*looking));
    *looking = (struct looking){turns, id};
    op_begin(turns);
    return looking;
}

static void looking_end(struct looking *looking, const struct err *err)
{
    if (op_end(looking->turns) && err)
        log_warn("turn", LOG_T("what an act in doubt has left is found by the next start"),
                 LOG_S("error", err->text));
    free(looking);
}

static void on_letter(void *ctx, const struct store_inbox *row, const struct err *err)
{
    struct looking *looking = ctx;
    if (!row)
        looking_end(looking, err);
    else if (row->bot == STORE_OWN && row->id == looking->id && !looking->turns->halted)
        accept_stored(looking->turns, row);
}

static void on_call(void *ctx, const struct store_out_row *row, const struct err *err)
{
    struct looking *looking = ctx;
    if (!row)
        looking_end(looking, err);
    else if (!looking->turns->halted)
        outs_add(looking->turns->chats, &row->out, row->state);
}

void turns_look_letter(struct turns *turns, int64_t id)
{
    store_inbox_load(turns->config.store, on_letter, looking_new(turns, id));
}

void turns_look_call(struct turns *turns, int64_t id)
{
    struct looking *looking = looking_new(turns, id);
    store_outs_pick(turns->config.store, &looking->id, 1, on_call, looking);
}
