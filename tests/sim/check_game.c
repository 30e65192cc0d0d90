/* What the fair promises (tests/fair/scripts/init.lua), looked at after each commit: only documents
 * that the commit wrote are parsed, sums are kept along. */
#include "check_inner.h"

#include "base/mem.h"
#include "base/str.h"
#include "world.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { WELCOME = 100, SWORDS = 3, MINUTE = 60 };

struct doc {
    int64_t gold;
    int64_t owed; /* by the ledger */
    struct map *swords;
    bool there;
    int64_t acts, wins, losses;
    int64_t gifts;  /* by the ledger */
    int64_t thanks; /* of them, thanked for by a letter's turn */
    bool training;
    bool guard;
};

struct person {
    bool known; /* has had his first turn */
    bool welcomed;
    int64_t count; /* words that must have been heard */
    int64_t last;
    int64_t trainings;
    int64_t trained_till;
};

struct game {
    struct sim *sim;
    struct map *docs;   /* "kind/id" -> struct doc */
    struct map *swords; /* id -> in how many places, as a number */
    int64_t sword_places;
    struct map *used;  /* nonces of keyboards whose button was heard */
    struct map *duels; /* that have ended -> in which turn, as a number */
    int64_t turns;     /* committed */
    struct person people[SIM_PLAYERS_MOST];
};

static struct person *person_of(struct game *game, int64_t player)
{
    return &game->people[(player - SIM_FIRST_PLAYER) % SIM_PLAYERS_MOST];
}

static struct doc *doc_of(struct game *game, const char *key)
{
    struct doc *doc = map_get(game->docs, key);
    if (!doc) {
        doc = mem_alloc(sizeof(*doc));
        doc->swords = map_new();
        map_put(game->docs, key, doc);
    }
    return doc;
}

static void doc_free(void *value)
{
    struct doc *doc = value;
    map_free(doc->swords);
    free(doc);
}

/* --- swords ---------------------------------------------------------------------------------- */

static void place(struct game *game, const char *sword, int64_t by)
{
    int64_t *places = map_get(game->swords, sword);
    if (!places) {
        places = mem_alloc(sizeof(*places));
        map_put(game->swords, sword, places);
    }
    *places += by;
    game->sword_places += by;
}

static void move_swords(struct game *game, struct doc *doc, const json *now)
{
    for (struct map_at at = {0}; map_next(doc->swords, &at);) {
        place(game, at.key, -1);
        map_take(doc->swords, at.key);
    }
    for (const json *sword = json_first(now); sword; sword = json_next(sword)) {
        map_put(doc->swords, json_key(sword), game);
        place(game, json_key(sword), 1);
    }
}

static void check_swords(struct game *game)
{
    int64_t should = 0;
    for (int i = 0; i < SIM_PLAYERS_MOST; i++)
        should += game->people[i].welcomed ? SWORDS : 0;
    if (game->sword_places != should)
        sim_fail(game->sim, "there are %" PRId64 " swords, and should be %" PRId64,
                 game->sword_places, should);
    for (struct map_at at = {0}; map_next(game->swords, &at);)
        if (*(int64_t *)at.value != 1)
            sim_fail(game->sim, "sword %s is in %" PRId64 " places", at.key, *(int64_t *)at.value);
}

/* --- documents ------------------------------------------------------------------------------- */

static bool is_game_kind(const char *kind)
{
    return kind[0] != '_';
}

static void read_doc(struct game *game, const char *kind, const char *id, const char *body,
                     size_t len)
{
    char *key = mem_printf("%s/%s", kind, id);
    struct doc *doc = doc_of(game, key);
    json *parsed = NULL;
    struct err err;
    if (body && json_parse(body, len, &parsed, &err))
        sim_fail(game->sim, "%s cannot be read: %s", key, err.text);
    doc->there = body != NULL;
    doc->gold = json_int(parsed, "gold", 0);
    doc->acts = json_int(parsed, "acts", 0);
    doc->thanks = json_int(parsed, "thanks", 0);
    doc->wins = json_int(parsed, "wins", 0);
    doc->losses = json_int(parsed, "losses", 0);
    doc->guard = json_bool(parsed, "guard", false);
    doc->training = json_get(parsed, "training") != NULL;
    const json *lots = json_get(parsed, "lots");
    move_swords(game, doc, lots ? lots : json_get(parsed, "swords"));
    if (str_equal(kind, "player") && body) {
        struct person *person = person_of(game, strtoll(id, NULL, 10));
        if (json_int(parsed, "count", 0) != person->count)
            sim_fail(game->sim, "player %s has heard %" PRId64 " words, and should have %" PRId64,
                     id, json_int(parsed, "count", 0), person->count);
        if (json_int(parsed, "last", 0) != person->last)
            sim_fail(game->sim, "the last word of player %s is %" PRId64 ", and should be %" PRId64,
                     id, json_int(parsed, "last", 0), person->last);
    }
    json_free(parsed);
    free(key);
}

/* --- payments -------------------------------------------------------------------------------- */

/* training.N.SINCE.TILL.HOW */
static void check_training(struct game *game, const struct store_turn *turn,
                           const struct store_pay *pay)
{
    long long n = 0, since = 0, till = 0;
    char how[8] = "";
    if (sscanf(pay->why, "training.%lld.%lld.%lld.%7s", &n, &since, &till, how) != 4) {
        sim_fail(game->sim, "no training: %s", pay->why);
        return;
    }
    struct person *person = person_of(game, strtoll(pay->to + strlen("player/"), NULL, 10));
    long long time = till - since < MINUTE ? till - since : MINUTE;
    bool done = str_equal(how, "done");
    if (pay->amount != time || till != turn->now)
        sim_fail(game->sim, "%s is paid with %" PRId64, pay->why, pay->amount);
    if (done ? time != MINUTE : time >= MINUTE)
        sim_fail(game->sim, "%s: the timer and the stop are in the wrong order", pay->why);
    if (n <= person->trainings || since < person->trained_till)
        sim_fail(game->sim, "%s was paid before", pay->why);
    person->trainings = n;
    person->trained_till = till;
}

static void check_duel_end(struct game *game, const struct store_pay *pay)
{
    if (!str_starts(pay->from, "duel/"))
        return;
    int64_t *ended = map_get(game->duels, pay->from);
    if (!ended) {
        ended = mem_alloc(sizeof(*ended));
        *ended = game->turns;
        map_put(game->duels, pay->from, ended);
    }
    if (*ended != game->turns)
        sim_fail(game->sim, "%s has ended twice", pay->from);
}

static void check_source(struct game *game, const struct store_turn *turn,
                         const struct store_pay *pay)
{
    struct person *person = person_of(game, strtoll(pay->to + strlen("player/"), NULL, 10));
    if (str_starts(pay->why, "training.")) {
        check_training(game, turn, pay);
        return;
    }
    if (!str_equal(pay->why, "welcome") || pay->amount != WELCOME)
        sim_fail(game->sim, "the world pays %" PRId64 " to %s for %s", pay->amount, pay->to,
                 pay->why);
    if (person->welcomed)
        sim_fail(game->sim, "%s was welcomed twice", pay->to);
    person->welcomed = true;
}

static void book(struct game *game, const struct store_turn *turn)
{
    for (size_t i = 0; i < turn->pay_count; i++) {
        const struct store_pay *pay = &turn->pays[i];
        if (str_equal(pay->from, "world"))
            check_source(game, turn, pay);
        else
            doc_of(game, pay->from)->owed -= pay->amount;
        if (!str_equal(pay->to, "world"))
            doc_of(game, pay->to)->owed += pay->amount;
        check_duel_end(game, pay);
        if (str_equal(pay->why, "gift"))
            doc_of(game, pay->to)->gifts++;
    }
}

static void check_gold(struct game *game, const char *key)
{
    const struct doc *doc = doc_of(game, key);
    if (doc->thanks > doc->gifts)
        sim_fail(game->sim, "%s thanks for %" PRId64 " gifts, and got %" PRId64, key, doc->thanks,
                 doc->gifts);
    if (doc->gold != doc->owed || doc->gold < 0)
        sim_fail(game->sim, "%s holds %" PRId64 " gold, and the ledger says %" PRId64, key,
                 doc->gold, doc->owed);
}

/* --- words and taps -------------------------------------------------------------------------- */

/* What this update must do to the words of its player. */
static void expect(struct game *game, const struct tg_update *update)
{
    struct person *person = person_of(game, update->player);
    bool number = update->text[0] && strspn(update->text, "0123456789") == strlen(update->text);
    if (update->kind == TG_TEXT && number && person->known) {
        person->count++;
        person->last = strtoll(update->text, NULL, 10);
    }
    person->known = person->known || update->kind != TG_MEMBER;
}

/* A button counts once. data: "s.NONCE.INDEX". */
static void check_acts(struct game *game, const struct tg_update *update, int64_t by)
{
    if (!by)
        return;
    if (by != 1 || update->kind != TG_TAP || !str_starts(update->text, "s.")) {
        sim_fail(game->sim, "update %" PRId64 " (%s) counts for %" PRId64 " taps", update->id,
                 update->text, by);
        return;
    }
    const char *dot = strchr(update->text + 2, '.');
    char *nonce = mem_strndup(update->text + 2, dot ? (size_t)(dot - update->text - 2) : 0);
    if (map_put(game->used, nonce, game))
        sim_fail(game->sim,
                 "a button of keyboard %s was heard twice, the second time by update "
                 "%" PRId64,
                 nonce, update->id);
    free(nonce);
}

static int64_t acts_of(struct game *game, const struct tg_update *update)
{
    if (!update)
        return 0;
    char *key = mem_printf("player/%" PRId64, update->player);
    int64_t acts = doc_of(game, key)->acts;
    free(key);
    return acts;
}

/* --- a commit -------------------------------------------------------------------------------- */

/* All players of a run stand in one row. */
static void check_guard(struct game *game)
{
    int guards = 0;
    for (struct map_at at = {0}; map_next(game->docs, &at);)
        guards += ((const struct doc *)at.value)->guard;
    if (guards > 1)
        sim_fail(game->sim, "%d of a row stand guard", guards);
}

void game_committed(struct game *game, const struct store_turn *turn,
                    const struct tg_update *update)
{
    int64_t acts = acts_of(game, update);
    game->turns++;
    if (update)
        expect(game, update);
    book(game, turn);
    for (size_t i = 0; i < turn->write_count; i++) {
        const struct store_write *write = &turn->writes[i];
        if (is_game_kind(write->kind))
            read_doc(game, write->kind, write->id, write->body, write->len);
    }
    for (struct map_at at = {0}; map_next(game->docs, &at);)
        check_gold(game, at.key);
    check_swords(game);
    check_guard(game);
    if (update)
        check_acts(game, update, acts_of(game, update) - acts);
}

static void note_coin(struct game *game, const char *id, const char *body)
{
    char *key = mem_printf("player/%s", id);
    sim_note(game->sim, "somebody else gives %s a coin", id);
    doc_of(game, key)->owed++;
    read_doc(game, "player", id, body, strlen(body));
    check_gold(game, key);
    free(key);
}

void game_foreign(struct game *game, int64_t player)
{
    char id[24];
    struct sim *sim = game->sim;
    snprintf(id, sizeof(id), "%" PRId64, player);
    const struct memdoc *doc = memdb_doc(sim->db, "player", id);
    json *body = NULL;
    struct err err;
    if (!doc || !doc->body || json_parse(doc->body, strlen(doc->body), &body, &err))
        return;
    json_add_int(body, "gold", json_int(body, "gold", 0) + 1);
    char *text = json_print(body);
    json_free(body);
    if (sim->world->write(sim, "player", id, text, store_id(sim->store)))
        note_coin(game, id, text);
    free(text);
}

void game_end(struct game *game)
{
    int64_t wins = 0, losses = 0;
    for (struct map_at at = {0}; map_next(game->docs, &at);) {
        const struct doc *doc = at.value;
        wins += doc->wins;
        losses += doc->losses;
        if (doc->there && (str_starts(at.key, "duel/") || str_starts(at.key, "trade/")))
            sim_fail(game->sim, "%s has no end", at.key);
        if (doc->thanks != doc->gifts)
            sim_fail(game->sim,
                     "%s thanked for %" PRId64 " of %" PRId64 " gifts: letters were lost", at.key,
                     doc->thanks, doc->gifts);
        if (doc->training)
            sim_fail(game->sim, "the training of %s has no end", at.key);
    }
    if (wins != losses)
        sim_fail(game->sim, "%" PRId64 " duels were won, and %" PRId64 " lost", wins, losses);
}

/* --- life ------------------------------------------------------------------------------------ */

struct game *game_new(struct sim *sim)
{
    struct game *game = mem_alloc(sizeof(*game));
    game->sim = sim;
    game->docs = map_new();
    game->swords = map_new();
    game->used = map_new();
    game->duels = map_new();
    return game;
}

void game_free(struct game *game)
{
    if (!game)
        return;
    map_free_with(game->docs, doc_free);
    map_free_with(game->swords, free);
    map_free(game->used);
    map_free_with(game->duels, free);
    free(game);
}
