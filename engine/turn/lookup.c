/* A commit that was unknown and then SEEN: which of its calls does the outbox hold, which of its
 * letters the inbox? The calls are asked for by their ids, some at a time, the inbox is read as at
 * the start; what is there goes on from there. Then its screens are read again.
 *
 * The lane stands still until that is known, or the next turn's calls would leave before these. A
 * read that fails is repeated; only a stop does not wait for it, since the next start looks anyway.
 */
#include "turn/lookup.h"

#include "turn/chat.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW 64 /* calls that are asked for at once */

static_assert(WINDOW <= STORE_PICK_MAX, "more than the store picks");

static void look(void *ctx);

/* The read has ended; true if it told all. */
static bool is_told(struct turn *turn, const struct err *err)
{
    if (!err)
        return true;
    if (!turn->turns->stopping) {
        turn_retry(turn, "what a settled turn has left cannot be read", err, look);
        return false;
    }
    log_warn("turn", LOG_T("what a settled turn has left leaves after the next start"),
             LOG_S("lane", turn->lane->key), LOG_S("error", err->text));
    return true;
}

struct picking {
    struct turn *turn;
    size_t window; /* so many calls of the turn, the first; and */
    size_t count;  /* those of them of which nothing was heard yet */
    int64_t ids[WINDOW];
};

static void drop_window(struct unit *unit, size_t window)
{
    unit->outs.count -= window;
    memmove(unit->outs.at, unit->outs.at + window, unit->outs.count * sizeof(*unit->outs.at));
}

static void on_picked(struct picking *picking, const struct err *err)
{
    struct turn *turn = picking->turn;
    size_t window = picking->window;
    free(picking);
    if (op_end(turn->turns) && is_told(turn, err)) {
        drop_window(turn->unit, window);
        look(turn);
    }
}

static void on_out(void *ctx, const struct store_out_row *row, const struct err *err)
{
    struct picking *picking = ctx;
    struct turn *turn = picking->turn;
    struct unit *unit = turn->unit;
    if (!row) {
        on_picked(picking, err);
        return;
    }
    for (size_t i = 0; i < picking->window && !turn->turns->halted; i++)
        if (unit->outs.at[i].id == row->out.id) {
            unit->outs.at[i].id = 0; /* once, though the read may be repeated */
            outs_add(turn->turns->chats, &row->out, row->state);
        }
}

static void pick(struct turn *turn)
{
    const struct unit *unit = turn->unit;
    struct picking *picking = mem_alloc(sizeof(*picking));
    picking->turn = turn;
    picking->window = unit->outs.count < WINDOW ? unit->outs.count : WINDOW;
    for (size_t i = 0; i < picking->window; i++)
        if (unit->outs.at[i].id) /* they rise */
            picking->ids[picking->count++] = unit->outs.at[i].id;
    store_outs_pick(turn->turns->config.store, picking->ids, picking->count, on_out, picking);
}

static void on_letter(void *ctx, const struct store_inbox *row, const struct err *err)
{
    struct turn *turn = ctx;
    if (!row) {
        if (op_end(turn->turns) && is_told(turn, err)) {
            turn->unit->letters.count = 0;
            look(turn);
        }
    } else if (row->bot == STORE_OWN && !turn->turns->halted) {
        accept_stored(turn->turns, row); /* one that waits already is left alone */
    }
}

/* Behind the calls that stand before them. */
static void refresh_screens(const struct turn *turn)
{
    const struct unit *unit = turn->unit;
    for (size_t i = 0; i < unit->slots.count; i++)
        slots_refresh(turn->turns->chats, unit->slots.at[i].chat, unit->slots.at[i].slot);
}

static void look(void *ctx)
{
    struct turn *turn = ctx;
    turn->later = NULL;
    if (!turn->unit->outs.count && !turn->unit->letters.count) {
        refresh_screens(turn);
        turn->on_looked(turn);
        return;
    }
    op_begin(turn->turns);
    if (turn->unit->outs.count)
        pick(turn);
    else
        store_inbox_load(turn->turns->config.store, on_letter, turn);
}

void look_up(struct turn *turn, loop_fn fn)
{
    turn->on_looked = fn;
    look(turn);
}
