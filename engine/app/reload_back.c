/* The generations that were live: listed, and put live again by the same way as new files, out of
 * the database. A step back means the newest one whose files are others than the live ones. */
#include "app/reload_inner.h"

#include "app/kept.h"
#include "base/mem.h"
#include "base/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the list -------------------------------------------------------------------------------- */

struct listing {
    struct reload *reload;
    char *player;
    json *rows;
};

static void on_listed(void *ctx, const struct store_generation *row, const struct err *err)
{
    struct listing *listing = ctx;
    struct reload *reload = listing->reload;
    if (row) {
        json *line = json_object(), *what = NULL;
        if (json_parse(row->what, strlen(row->what), &what, NULL) == 0)
            json_add(line, "what", what);
        json_add_int(line, "number", row->number);
        json_add_str(line, "by", row->who);
        json_add_str(line, "origin", row->origin);
        json_add_str(line, "hash", row->hash);
        json_add_int(line, "at", row->live_ms / 1000);
        json_add_bool(line, "kept", row->files != NULL);
        json_add_bool(line, "live", row->number == generation_number(reload->live));
        json_push(listing->rows, line);
        return;
    }
    json *answer = json_object();
    json_add(answer, "rows", listing->rows);
    if (err)
        reload_trouble(reload, listing->player, err->text);
    else
        reload_tell(reload, listing->player, "generations", json_clone(answer));
    json_free(answer);
    free(listing->player);
    free(listing);
}

void back_list(struct reload *reload, const char *player)
{
    struct listing *listing = mem_alloc(sizeof *listing);
    *listing = (struct listing){reload, mem_strdup(player), json_array()};
    store_generations_load(reload->config.store, 0, STORE_GENERATIONS_KEPT, on_listed, listing);
}

/* --- back ------------------------------------------------------------------------------------ */

struct finding { /* which one is meant */
    struct offer *offer;
    int64_t number; /* 0: not found (yet) */
};

static void on_files(void *ctx, struct bundle *take_bundle, const struct err *err)
{
    struct offer *offer = ctx;
    struct err gone;
    if (!take_bundle && !err)
        err_set(&gone, ERR_NOT_FOUND, "the files of generation %s are not kept: /generations",
                offer->from);
    if (!take_bundle)
        offer_fail(offer, err ? err : &gone);
    else
        offer_try(offer, take_bundle);
    bundle_release(take_bundle);
}

static void fetch(struct offer *offer, int64_t number)
{
    char text[24];
    snprintf(text, sizeof text, "%" PRId64, number);
    free(offer->from);
    offer->from = mem_strdup(text);
    kept_load(offer->reload->config.store, number, on_files, offer);
}

static void on_found(void *ctx, const struct store_generation *row, const struct err *err)
{
    struct finding *finding = ctx;
    struct offer *offer = finding->offer;
    struct reload *reload = offer->reload;
    if (row) {
        if (!finding->number && row->files && !str_equal(row->hash, generation_hash(reload->live)))
            finding->number = row->number;
        return;
    }
    int64_t number = finding->number;
    struct err none;
    err_set(&none, ERR_NOT_FOUND, "there is no generation before this one");
    free(finding);
    if (err || !number)
        offer_fail(offer, err ? err : &none);
    else
        fetch(offer, number);
}

void back_to(struct reload *reload, const char *player, int64_t number, bool now)
{
    struct offer *offer = offer_new(reload, player, "rollback", "", now);
    if (number) {
        fetch(offer, number);
        return;
    }
    struct finding *finding = mem_alloc(sizeof *finding);
    finding->offer = offer;
    store_generations_load(reload->config.store, generation_number(reload->live),
                           STORE_GENERATIONS_KEPT, on_found, finding);
}
