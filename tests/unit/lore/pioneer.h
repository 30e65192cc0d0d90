/* The pipeline over a real database, with a Gemini client and scripts that the test plays: what is
 * asked and when, what is told, what is kept. Two pipelines over one database stand for two
 * processes. Nothing sleeps: the loop runs until what is waited for has come. */
#ifndef BYLINA_TESTS_LORE_PIONEER_H
#define BYLINA_TESTS_LORE_PIONEER_H

#include "check.h"
#include "gemini/gemini.h"
#include "gemini/price.h"
#include "lore/judge.h"
#include "lore/lore.h"

#define CALLS_MAX  64
#define NEWS_MAX   256
#define PATIENCE_S 60
#define GOOD       "{\"text\":\"The old smith remembers the damp earth beside a cold hearth.\"}"
#define BAD        "{\"text\":\"<b>The old smith</b> remembers the damp earth beside a cold hearth.\"}"
#define SWORD      "item.en.sword"

struct call {
    gemini_done_fn on_done;
    void *ctx;
    char *model;
    char *user;
    int billed_max;
    char thinking[16];
    int64_t seed;
    bool open;
    bool cancelled;
};

struct news {
    enum lore_news_kind kind;
    char id[64];
    char reason[64];
    char body[200];
    enum store_lore_state state;
    int64_t wait_ms;
};

extern struct world {
    char folder[64];
    char url[256];
    struct loop *loop;
    struct store *store;
    struct lore_judge *judge;
    struct prices *prices;
    struct lore *lore;
    struct lore *other; /* of another process */
    struct lore *dead;  /* halted; freed at the end */
    struct call calls[CALLS_MAX];
    size_t call_count;
    struct news news[NEWS_MAX];
    size_t news_count;
    int briefs;
    char repair[400]; /* of the last brief: what was wrong */
    const char *prompt;
    bool no_brief;
    int scans;        /* pages of documents that are behind were asked for */
    bool holds_reads; /* of documents that are behind: kept here, and never made */
    store_lore_fn held;
    void *held_ctx;
    int wants;
    struct store_lore row;
    bool answered;
    struct loop_timer *guard;
} world;

void answer(size_t at, struct gemini_answer answer); /* the call of that number */
void says(size_t at, const char *text);
void pioneer_wait_begin(void); /* what is waited for from now on must come within PATIENCE_S */
void wait_calls(size_t count);
/* This process is in the middle of its call for SWORD. */
void begin_call(const struct lore_config *config);
const struct news *wait_news(size_t count); /* the last of them */
const struct news *next_news(void);         /* after those there are */
/* Wants it until there are so many calls: a pause of a millisecond may not be over at once. */
void want_till_called(const char *id, size_t calls);
void wait_answer(void); /* until on_answered */
void on_answered(void *ctx);
void want(const char *id); /* a turn of player 1001 wants it */
void want_of(const char *id, const char *player);
const struct store_lore *row_of(const char *id);
/* Of this process (&world) or of another (&world.other), whose news reach no turn. */
struct lore_config config_of(void *self);

int set_up(void **state);
int tear_down(void **state);
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
