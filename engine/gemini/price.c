/* The price table, and what calls cost by it.
 *
 * A price is kept in millionths of a USD for a million tokens, so a cost is tokens times price over
 * a million, in whole numbers: nothing is lost in many small sums, and rounding is up, against
 * oneself. The days of a model stand in order; the last that has begun counts. What the table does
 * not know is never free: it costs the dearest of each column. */
#include "gemini/price.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAYS_MAX        50     /* prices of one model */
#define USD_MAX         100000 /* for a million tokens: more is a slip */
#define DAY_MS          86400000
#define TOKENS_OUT_MAX  65536 /* what a model gives at most */
#define IMAGE_TOKENS    2520  /* of a picture, where a price does not say */
#define IMAGE_TOKEN_MAX 1000000
#define TOKENS_MAX      10000000 /* of one call: more would be nonsense */
#define MILLION         1000000

struct price {
    int64_t from_ms;
    int64_t input; /* millionths of a USD for a million tokens */
    int64_t output;
    int64_t cached;
    int64_t image;
    int64_t image_tokens;
};

struct model {
    struct price days[DAYS_MAX];
    size_t count;
};

struct prices {
    struct map *models;  /* name -> struct model */
    struct map *aliases; /* name -> struct model of another name */
    struct map *unknown; /* names that were told */
    struct price dearest;
};

/* Days since 1970 of a date of the Gregorian calendar. */
static int64_t days_of(int64_t year, int64_t month, int64_t day)
{
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int64_t past = year - 1;
    int64_t leaps = past / 4 - past / 100 + past / 400 - (1969 / 4 - 1969 / 100 + 1969 / 400);
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return (year - 1970) * 365 + leaps + before[month - 1] + (leap && month > 2) + day - 1;
}

static int read_date(const char *text, int64_t *ret_ms)
{
    char year[5] = "", month[3] = "", day[3] = "";
    int64_t y, m, d;

    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-')
        return ERR_INVALID;
    memcpy(year, text, 4);
    memcpy(month, text + 5, 2);
    memcpy(day, text + 8, 2);
    if (str_to_i64(year, 1970, 9999, &y) || str_to_i64(month, 1, 12, &m) ||
        str_to_i64(day, 1, 31, &d))
        return ERR_INVALID;
    *ret_ms = days_of(y, m, d) * DAY_MS;
    return 0;
}

static int read_usd(const json *row, const char *name, int64_t otherwise, int64_t *ret_price)
{
    const json *value = json_get(row, name);
    double usd = json_real(value, -1);

    if (!value && otherwise >= 0) {
        *ret_price = otherwise;
        return 0;
    }
    if (json_type(value) != JSON_NUMBER || !(usd >= 0) || usd > USD_MAX)
        return ERR_INVALID;
    *ret_price = (int64_t)(usd * MILLION + 0.5);
    return 0;
}

static int read_price(const char *name, const json *row, struct price *price, struct err *err)
{
    if (read_date(json_str(row, "from", ""), &price->from_ms) != 0)
        return err_set(err, ERR_INVALID, "%s: from is a day like \"2026-01-01\"", name);
    if (read_usd(row, "input", -1, &price->input) != 0 ||
        read_usd(row, "output", -1, &price->output) != 0 ||
        read_usd(row, "cached", price->input, &price->cached) != 0 ||
        read_usd(row, "image", price->output, &price->image) != 0)
        return err_set(err, ERR_INVALID,
                       "%s: input and output (cached, image) are USD for a million tokens, 0 to %d",
                       name, USD_MAX);
    price->image_tokens = json_int(row, "image_tokens", IMAGE_TOKENS);
    if (price->image_tokens < 1 || price->image_tokens > IMAGE_TOKEN_MAX)
        return err_set(err, ERR_INVALID, "%s: image_tokens is a whole number from 1 to %d", name,
                       IMAGE_TOKEN_MAX);
    return 0;
}

static int64_t more(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static void note_dearest(struct price *dearest, const struct price *price)
{
    dearest->input = more(dearest->input, price->input);
    dearest->output = more(dearest->output, price->output);
    dearest->cached = more(dearest->cached, price->cached);
    dearest->image = more(dearest->image, price->image);
    dearest->image_tokens = more(dearest->image_tokens, price->image_tokens);
}

static int read_model(struct prices *prices, const json *rows, struct err *err)
{
    struct model *model = mem_alloc(sizeof(*model));
    const char *name = json_key(rows);

    map_put(prices->models, name, model);
    for (const json *row = json_first(rows); row; row = json_next(row)) {
        struct price *price = &model->days[model->count];
        if (model->count == DAYS_MAX)
            return err_set(err, ERR_LIMIT, "%s: more than %d prices", name, DAYS_MAX);
        if (read_price(name, row, price, err) != 0)
            return err->code;
        if (model->count && price->from_ms <= price[-1].from_ms)
            return err_set(err, ERR_INVALID, "%s: the days from which prices hold are in order",
                           name);
        note_dearest(&prices->dearest, price);
        model->count++;
    }
    if (model->count == 0)
        return err_set(err, ERR_INVALID, "%s: a list of prices is expected", name);
    return 0;
}

static int read_alias(struct prices *prices, const json *alias, struct err *err)
{
    const char *name = json_key(alias);
    const char *of = json_text(alias, "");
    struct model *model = map_get(prices->models, of);

    if (!model)
        return err_set(err, ERR_INVALID, "aliases: %s: there is no model \"%s\" in the table", name,
                       of);
    map_put(prices->aliases, name, model);
    return 0;
}

static int read_table(struct prices *prices, const json *table, struct err *err)
{
    const json *models = json_get(table, "models");
    const json *aliases = json_get(table, "aliases");
    int count = json_count(models);
    int code = 0;

    if (json_type(models) != JSON_OBJECT || count < 1 || count > PRICE_MODELS_MAX)
        return err_set(err, ERR_INVALID, "models: a table of 1 to %d models is expected",
                       PRICE_MODELS_MAX);
    for (const json *rows = json_first(models); rows && code == 0; rows = json_next(rows))
        code = read_model(prices, rows, err);
    if (code == 0 && json_count(aliases) > PRICE_MODELS_MAX)
        code = err_set(err, ERR_LIMIT, "aliases: more than %d", PRICE_MODELS_MAX);
    for (const json *alias = json_first(aliases); alias && code == 0; alias = json_next(alias))
        code = read_alias(prices, alias, err);
    return code;
}

int prices_new(const json *table, struct prices **ret_prices, struct err *err)
{
    struct prices *prices = mem_alloc(sizeof(*prices));
    struct err own;

    prices->models = map_new();
    prices->aliases = map_new();
    prices->unknown = map_new();
    int code = read_table(prices, table, err ? err : &own);
    if (code == 0)
        *ret_prices = prices;
    else
        prices_free(prices);
    return code;
}

void prices_free(struct prices *prices)
{
    if (!prices)
        return;
    map_free_with(prices->models, free);
    map_free(prices->aliases);
    map_free(prices->unknown);
    free(prices);
}

static const struct model *find(const struct prices *prices, const char *name)
{
    const struct model *model = map_get(prices->models, name);
    return model ? model : map_get(prices->aliases, name);
}

bool prices_know(const struct prices *prices, const char *model)
{
    return find(prices, model) != NULL;
}

static const struct price *price_at(struct prices *prices, const char *name, int64_t at_ms)
{
    const struct model *model = find(prices, name);
    if (model) {
        const struct price *price = model->days;
        for (size_t i = 1; i < model->count && model->days[i].from_ms <= at_ms; i++)
            price = &model->days[i];
        return price;
    }
    if (!map_get(prices->unknown, name) && map_count(prices->unknown) < PRICE_UNKNOWN_MAX) {
        map_put(prices->unknown, name, prices);
        log_warn("gemini", LOG_T("a model without a price: it is counted as the dearest of them"),
                 LOG_S("model", name));
    }
    return &prices->dearest;
}

static int64_t within(int64_t tokens, int64_t most)
{
    if (tokens < 0)
        return 0;
    return tokens < most ? tokens : most;
}

/* Whole millionths of a USD, rounded up. Four times TOKENS_MAX * USD_MAX * MILLION fits. */
static int64_t sum_up(const struct price *price, int64_t input, int64_t cached, int64_t output,
                      int64_t image)
{
    int64_t sum = input * price->input + cached * price->cached + output * price->output +
                  image * price->image;
    return (sum + MILLION - 1) / MILLION;
}

int64_t prices_cost(struct prices *prices, const char *model, int64_t at_ms,
                    const struct gemini_usage *usage)
{
    const struct price *price = price_at(prices, model, at_ms);
    int64_t prompt = within(usage->prompt, TOKENS_MAX);
    int64_t cached = within(usage->cached, prompt);
    int64_t candidates = within(usage->candidates, TOKENS_MAX);
    int64_t images = within(usage->images, candidates);
    int64_t thoughts = within(usage->thoughts, TOKENS_MAX);
    int64_t output = within(candidates - images + thoughts, TOKENS_MAX);
    return sum_up(price, prompt - cached, cached, output, images);
}

int64_t prices_worst(struct prices *prices, const char *model, int64_t at_ms,
                     const struct gemini_ask *ask)
{
    const struct price *price = price_at(prices, model, at_ms);
    int64_t input = within(gemini_ask_tokens(ask), TOKENS_MAX);
    int64_t output = ask->max_tokens > 0 ? within(ask->max_tokens, TOKENS_MAX) : TOKENS_OUT_MAX;
    struct price dear = *price;

    dear.input = more(price->input, price->cached);
    return sum_up(&dear, input, 0, output, ask->image ? price->image_tokens : 0);
}
