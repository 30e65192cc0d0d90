/* What calls cost: a table of models with their prices, as content/prices.lua has it.
 *
 *     {"models": {"NAME": [{"from": "2026-01-01", "input": 0.30, "output": 2.50, "cached": 0.03,
 *                           "image": 30, "image_tokens": 1290}, ...]},
 *      "aliases": {"gemini-flash-lite-latest": "NAME"}}
 *
 * Prices are USD for 1,000,000 tokens. Each model has its prices by the day (UTC) from which they
 * hold, in order; before the first day the first holds. "cached" (if absent: as input) is for the
 * cached part of the prompt, "image" (if absent: as output) for output tokens that are pictures,
 * and "image_tokens" is the most that one picture takes. Costs are whole millionths of a USD,
 * rounded up. A model that the table does not know costs the dearest of all prices, which is said
 * in the log once a model. Not thread-safe. */
#ifndef BYLINA_GEMINI_PRICE_H
#define BYLINA_GEMINI_PRICE_H

#include "gemini/gemini.h"
#include "json/json.h"

#define PRICE_MODELS_MAX  200
#define PRICE_UNKNOWN_MAX 64 /* unknown models that are told */

struct prices;

/* ERR_INVALID names the model and what is wrong. The JSON is not kept. */
int prices_new(const json *table, struct prices **ret_prices, struct err *err);
void prices_free(struct prices *prices);
bool prices_know(const struct prices *prices, const char *model);

/* What was used, at the prices of that moment (milliseconds since 1970 UTC). */
int64_t prices_cost(struct prices *prices, const char *model, int64_t at_ms,
                    const struct gemini_usage *usage);
/* The most that one try may cost: gemini_ask_tokens in, max_tokens out (0: 65536, what a model
 * gives at most), and a picture where one is asked for. */
int64_t prices_worst(struct prices *prices, const char *model, int64_t at_ms,
                     const struct gemini_ask *ask);

#endif
