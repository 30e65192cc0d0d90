/* Lore in a terminal. Widths count characters, not bytes: names and texts are in any language. */
#include "app/lore_cli.h"

#include "base/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define BAR      30 /* cells of the longest bar */
#define MONEY    32
#define HEAD_MAX 90 /* characters of a text in a list */

static const char *usd(int64_t micro, char text[MONEY])
{
    budget_print(micro, text, MONEY);
    return text;
}

static const char *date(int64_t seconds, char text[MONEY])
{
    time_t at = (time_t)seconds;
    struct tm civil;
    strftime(text, MONEY, "%Y-%m-%d", gmtime_r(&at, &civil));
    return text;
}

static double rate(const json *week)
{
    int64_t requests = json_int(week, "requests", 0);
    return requests ? (double)json_int(week, "calls", 0) * 1000 / (double)requests : 0;
}

static void print_bar(double part)
{
    int cells = (int)(part * BAR + 0.5);
    for (int i = 0; i < BAR; i++)
        fputs(i < cells ? "\u2588" : i == 0 && part > 0 ? "\u258f" : " ", stdout);
}

static void print_weeks(const json *weeks)
{
    double most = 0;
    char day[MONEY], cost[MONEY];
    for (const json *week = json_first(weeks); week; week = json_next(week))
        most = rate(week) > most ? rate(week) : most;
    if (json_count(weeks))
        printf("\nCalls per 1,000 requests, by week:\n");
    for (const json *week = json_first(weeks); week; week = json_next(week)) {
        printf("  %s  ", date(json_int(week, "week", 0), day));
        print_bar(most > 0 ? rate(week) / most : 0);
        printf(" %7.1f  %9" PRId64 " requests  %6" PRId64 " new  %s\n", rate(week),
               json_int(week, "requests", 0), json_int(week, "facts", 0),
               usd(json_int(week, "cost", 0), cost));
    }
}

static void print_spent(const char *what, const json *spent)
{
    char cost[MONEY], cap[MONEY];
    printf("  %-10s %s of %s, %" PRId64 " calls", what, usd(json_int(spent, "cost", 0), cost),
           usd(json_int(spent, "cap", 0), cap), json_int(spent, "calls", 0));
    if (json_int(spent, "most", 0))
        printf(" of %" PRId64, json_int(spent, "most", 0));
    printf("\n");
}

static void print_reasons(const json *reasons)
{
    if (json_count(reasons))
        printf("\nRefused, by reason (eight weeks):\n");
    for (const json *one = json_first(reasons); one; one = json_next(one))
        printf("  %-20s %" PRId64 "\n", json_str(one, "why", ""), json_int(one, "count", 0));
}

static void print_total(const json *total)
{
    int64_t requests = json_int(total, "requests", 0);
    int64_t facts = json_int(total, "facts", 0);
    int64_t cost = json_int(total, "cost", 0);
    char one[MONEY], all[MONEY];
    if (requests)
        printf("Requests: %" PRId64 ", %.1f %% shown from what was there\n", requests,
               (double)(requests - json_int(total, "misses", 0)) * 100 / (double)requests);
    if (facts && cost)
        printf("A new text costs %s; %s spent in all\n", usd(cost / facts, one), usd(cost, all));
}

void lore_print_figures(const struct config *config, const json *figures)
{
    char cap[MONEY];
    bool on = *config->gemini_api_key != '\0';
    printf("AI: %s\n", on ? config->gemini_model : "off here (no GEMINI_API_KEY)");
    printf("Texts: %" PRId64 " kept, %" PRId64 " waiting, %" PRId64 " to be renewed, %" PRId64
           " hidden, %" PRId64 " given up\n",
           json_int(figures, "kept", 0), json_int(figures, "wanted", 0),
           json_int(figures, "renewed", 0), json_int(figures, "hidden", 0),
           json_int(figures, "given_up", 0));
    if (json_int(figures, "reported", 0))
        printf("Reported by players: %" PRId64 " (bylina lore list --state reported)\n",
               json_int(figures, "reported", 0));
    print_total(json_get(figures, "total"));
    print_weeks(json_get(figures, "weeks"));
    printf("\nSpent (UTC), reserves included:\n");
    print_spent("today", json_get(figures, "day"));
    print_spent("this hour", json_get(figures, "hour"));
    printf("  %-10s at most %s a day\n", "one player",
           usd(json_int(figures, "player_cap", 0), cap));
    print_reasons(json_get(figures, "reasons"));
}

/* --- texts ----------------------------------------------------------------------------------- */

static void print_head(const char *text)
{
    size_t at = 0, len = strlen(text), count = 0;
    while (at < len && count < HEAD_MAX) {
        size_t from = at;
        utf8_next(text, len, &at);
        if (text[from] == '\n')
            fputc(' ', stdout);
        else
            fwrite(text + from, 1, at - from, stdout);
        count++;
    }
    fputs(at < len ? "\u2026\n" : "\n", stdout);
}

/* The texts of a body, or what is no body as it is. */
static void print_words(const char *text)
{
    json *fields = NULL;
    if (json_parse(text, strlen(text), &fields, NULL) || json_type(fields) != JSON_OBJECT) {
        print_head(text);
    } else {
        for (const json *one = json_first(fields); one; one = json_next(one)) {
            printf("%s", one == json_first(fields) ? "" : "        ");
            print_head(json_text(one, ""));
        }
    }
    json_free(fields);
}

static const char *state_of(const json *row)
{
    return json_bool(row, "renew", false) ? "renewed" : json_str(row, "state", "refused");
}

void lore_print_list(const json *rows)
{
    for (const json *row = json_first(rows); row; row = json_next(row)) {
        const char *refusal = json_str(row, "refusal", NULL);
        const char *words = json_str(row, "words", json_str(row, "body", ""));
        printf("%6" PRId64 "  %-8s  %s", json_int(row, "row", 0), state_of(row),
               json_str(row, "id", ""));
        if (json_int(row, "reports", 0))
            printf("  reported %" PRId64 " times", json_int(row, "reports", 0));
        if (refusal)
            printf("  refused: %s", refusal);
        printf("%s", *words ? "\n        " : "\n");
        if (*words)
            print_words(words);
    }
}

static void print_fields(const char *body)
{
    json *fields = NULL;
    if (json_parse(body, strlen(body), &fields, NULL))
        return;
    for (const json *one = json_first(fields); one; one = json_next(one))
        printf("\n%s:\n%s\n", json_key(one), json_text(one, ""));
    json_free(fields);
}

void lore_print_row(const json *row)
{
    static const char *const NAMES[] = {"id",    "kind",  "entity", "lang",    "attributes",
                                        "facts", "model", "prompt", "refusal", "discoverer"};
    char cost[MONEY], day[MONEY];
    printf("%-12s %" PRId64 "\n%-12s %s, revision %" PRId64 "\n", "row", json_int(row, "row", 0),
           "state", state_of(row), json_int(row, "revision", 0));
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (json_str(row, NAMES[i], NULL))
            printf("%-12s %s\n", NAMES[i], json_str(row, NAMES[i], ""));
    if (json_int(row, "written", 0))
        printf("%-12s %s, %s\n", "written", date(json_int(row, "written", 0), day),
               usd(json_int(row, "cost", 0), cost));
    if (json_int(row, "reports", 0))
        printf("%-12s %" PRId64 "\n", "reports", json_int(row, "reports", 0));
    print_fields(json_str(row, "body", ""));
}
