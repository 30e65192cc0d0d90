/* bylina lore WORD: what the world's texts are and cost, from the command line, also beside an
 * engine that runs: what is changed here it notices and shows. */
#include "app/command.h"
#include "app/flags.h"
#include "app/lore_cli.h"
#include "app/lore_lines.h"
#include "app/lore_warm.h"
#include "base/mem.h"
#include "base/str.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_MAX  10000
#define LIST_SOME 50

struct wish {         /* what was typed behind the word */
    const char *what; /* FILE, ROW or id; NULL: none */
    const char *kind; /* "": any */
    const char *lang;
    const char *state;
    const char *prompt;
    int64_t limit;
    bool replace;
};

static int bad(const char *words, const char *more)
{
    fprintf(stderr, "bylina lore: %s%s; bylina lore --help tells more\n", words, more);
    return EXIT_USAGE;
}

static int failed(const struct err *err)
{
    fprintf(stderr, "bylina lore: %s\n", err->text);
    return EXIT_BAD;
}

static const char *or_null(const char *word)
{
    return *word ? word : NULL;
}

/* --- looking --------------------------------------------------------------------------------- */

static int run_stats(struct lore_cli *cli, const struct wish *wish)
{
    (void)wish;
    if (lore_cli_figures(cli))
        return failed(&cli->err);
    lore_print_figures(cli->config, cli->figures);
    return EXIT_GOOD;
}

static int which_of(const char *state, enum store_lore_which *ret_which)
{
    static const struct {
        const char *word;
        enum store_lore_which which;
    } WORDS[] = {
        {"", STORE_LORE_ALL},
        {"wanted", STORE_LORE_ONLY_WANTED},
        {"kept", STORE_LORE_ONLY_KEPT},
        {"hidden", STORE_LORE_ONLY_HIDDEN},
        {"given_up", STORE_LORE_ONLY_GIVEN_UP},
        {"reported", STORE_LORE_REPORTED},
        {"renewed", STORE_LORE_RENEWED},
    };
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        if (str_equal(state, WORDS[i].word)) {
            *ret_which = WORDS[i].which;
            return 0;
        }
    }
    return ERR_INVALID;
}

static int list_refused(struct lore_cli *cli, const struct wish *wish)
{
    struct store_lore_refusals which = {.limit = wish->limit};
    if (which.limit > STORE_LORE_PAGE_MAX)
        which.limit = STORE_LORE_PAGE_MAX;
    if (lore_cli_refusals(cli, &which))
        return failed(&cli->err);
    lore_print_list(cli->rows);
    return EXIT_GOOD;
}

static int run_list(struct lore_cli *cli, const struct wish *wish)
{
    struct store_lore_page page = {
        .kind = or_null(wish->kind), .language = or_null(wish->lang), .before = INT64_MAX};
    int64_t left = wish->limit;
    if (str_equal(wish->state, "refused"))
        return list_refused(cli, wish);
    if (which_of(wish->state, &page.which))
        return bad("--state wanted, kept, hidden, given_up, reported, renewed or refused is "
                   "expected, not ",
                   wish->state);
    while (left > 0) {
        page.limit = left < STORE_LORE_PAGE_MAX ? left : STORE_LORE_PAGE_MAX;
        if (lore_cli_page(cli, &page))
            return failed(&cli->err);
        int count = json_count(cli->rows);
        lore_print_list(cli->rows);
        if (count < page.limit)
            break;
        page.before = json_int(json_at(cli->rows, count - 1), "row", 0);
        left -= count;
    }
    return EXIT_GOOD;
}

/* The text that is meant by "17" or by an id; into cli->rows. */
static int find(struct lore_cli *cli, const char *what)
{
    int64_t row = 0;
    bool number = what && str_to_i64(what, 1, INT64_MAX, &row) == 0;
    if (!what)
        return bad("the number or the id of a text is missing", "");
    int code = lore_cli_row(cli, number ? row : 0, what);
    if (code && code != ERR_NOT_FOUND)
        return failed(&cli->err);
    if (json_count(cli->rows) == 0)
        return failed(&(struct err){.text = "there is no such text: bylina lore list"});
    return EXIT_GOOD;
}

static int run_show(struct lore_cli *cli, const struct wish *wish)
{
    int code = find(cli, wish->what);
    if (code)
        return code;
    int64_t row = json_int(json_at(cli->rows, 0), "row", 0);
    struct store_lore_refusals which = {.row = row, .limit = STORE_LORE_PAGE_MAX};
    lore_print_row(json_at(cli->rows, 0));
    if (lore_cli_refusals(cli, &which))
        return failed(&cli->err);
    if (json_count(cli->rows))
        printf("\nNot served:\n");
    lore_print_list(cli->rows);
    return EXIT_GOOD;
}

/* --- changing -------------------------------------------------------------------------------- */

static int edit_one(struct lore_cli *cli, const char *what, enum store_lore_act act,
                    const char *words)
{
    int code = find(cli, what);
    if (code)
        return code;
    int64_t row = json_int(json_at(cli->rows, 0), "row", 0);
    if (lore_cli_edit(cli, row, act))
        return failed(&cli->err);
    if (cli->done)
        lore_cli_tell(cli, json_str(json_at(cli->rows, 0), "id", ""));
    printf("%" PRId64 ": %s\n", row, cli->done ? words : "it is so already");
    return EXIT_GOOD;
}

static int run_hide(struct lore_cli *cli, const struct wish *wish)
{
    return edit_one(cli, wish->what, STORE_LORE_HIDE, "hidden: the template in its place");
}

static int run_keep(struct lore_cli *cli, const struct wish *wish)
{
    return edit_one(cli, wish->what, STORE_LORE_KEEP, "kept and shown, its reports settled");
}

static int renew_kind(struct lore_cli *cli, const struct wish *wish)
{
    int code = lore_cli_renew(cli, wish->kind, or_null(wish->lang), or_null(wish->prompt));
    if (cli->count) /* also those before an error */
        lore_cli_tell(cli, "");
    if (code)
        return failed(&cli->err);
    printf("%" PRId64 " texts will be written again; until then they are shown as they are\n",
           cli->count);
    return EXIT_GOOD;
}

static int run_renew(struct lore_cli *cli, const struct wish *wish)
{
    if (*wish->kind)
        return renew_kind(cli, wish);
    return edit_one(cli, wish->what, STORE_LORE_RENEW,
                    "to be written again; until then it is shown as it is");
}

/* --- files ----------------------------------------------------------------------------------- */

struct exporting {
    FILE *file;
    int64_t count;
    struct err err; /* code 0: none */
    struct loop *loop;
    int64_t last; /* row */
    int64_t page; /* rows of it */
};

static void on_export(void *ctx, const struct store_lore *lore, const struct err *err)
{
    struct exporting *out = ctx;
    if (!lore) {
        if (err && !out->err.code)
            err_set(&out->err, err->code, "%s", err->text);
        loop_stop(out->loop);
        return;
    }
    out->last = lore->row;
    out->page++;
    bool whole = lore->body && (lore->state == STORE_LORE_KEPT || lore->state == STORE_LORE_HIDDEN);
    if (whole && !out->err.code && lore_lines_put(out->file, lore, &out->err) == 0)
        out->count++;
}

static int export_all(struct lore_cli *cli, const struct wish *wish, struct exporting *out)
{
    struct store_lore_page page = {
        .kind = or_null(wish->kind), .language = or_null(wish->lang), .limit = STORE_LORE_PAGE_MAX};
    out->loop = cli->loop;
    lore_lines_begin(out->file, &out->err);
    do {
        out->page = 0;
        store_lore_page_load(cli->store, &page, on_export, out);
        loop_run(cli->loop);
        page.after = out->last;
    } while (!out->err.code && out->page == STORE_LORE_PAGE_MAX);
    return out->err.code;
}

static int run_export(struct lore_cli *cli, const struct wish *wish)
{
    struct exporting out = {.file = wish->what ? fopen(wish->what, "w") : stdout};
    if (!out.file)
        return failed(&(struct err){.text = "the file cannot be written"});
    int code = export_all(cli, wish, &out);
    if (wish->what && fclose(out.file) != 0 && !code)
        code = err_set(&out.err, ERR_SYSTEM, "%s: %s", wish->what, strerror(errno));
    if (code)
        return failed(&out.err);
    fprintf(stderr, "%" PRId64 " texts\n", out.count);
    return EXIT_GOOD;
}

static int import_lines(struct lore_cli *cli, const struct wish *wish,
                        const struct lore_lines *lines)
{
    struct store_lore rows[STORE_LORE_PAGE_MAX];
    size_t seen = 0, count;
    int64_t taken = 0;
    int code = 0;
    while (!code && (count = lore_lines_rows(lines, seen, rows)) > 0) {
        struct store_lore_import import = {
            .rows = rows, .count = count, .replace = wish->replace, .who = LORE_CLI_WHO};
        code = lore_cli_import(cli, &import);
        taken += code ? 0 : cli->count;
        seen += count;
    }
    if (taken) /* also those before an error */
        lore_cli_tell(cli, "");
    if (code)
        return failed(&cli->err);
    printf("%zu texts read, %" PRId64 " taken; the others were there\n", seen, taken);
    return EXIT_GOOD;
}

static int run_import(struct lore_cli *cli, const struct wish *wish)
{
    struct lore_lines *lines = NULL;
    struct err err;
    if (!wish->what)
        return bad("import: the file is missing", "");
    FILE *file = str_equal(wish->what, "-") ? stdin : fopen(wish->what, "r");
    if (!file) {
        err_set(&err, ERR_SYSTEM, "%s: %s", wish->what, strerror(errno));
        return failed(&err);
    }
    int code = lore_lines_read(file, wish->what, &lines, &err);
    if (file != stdin)
        fclose(file);
    code = code ? failed(&err) : import_lines(cli, wish, lines);
    lore_lines_free(lines);
    return code;
}

/* --- before anybody asks --------------------------------------------------------------------- */

static int run_warm(struct lore_cli *cli, const struct wish *wish)
{
    struct lore_warmed warm;
    struct err err;
    if (lore_cli_warm(cli, wish->limit, &warm, &err))
        return failed(&err);
    if (warm.wanted)
        lore_cli_tell(cli, "");
    printf("%" PRId64 " texts are named, %" PRId64 " of them are wanted now%s\n", warm.named,
           warm.wanted,
           warm.wanted ? ": the engine writes them within its budget" : ": the others are there");
    return EXIT_GOOD;
}

/* --- the command ----------------------------------------------------------------------------- */

static const struct {
    const char *word;
    int (*run)(struct lore_cli *cli, const struct wish *wish);
} WORDS[] = {
    {"stats", run_stats}, {"list", run_list},     {"show", run_show},
    {"hide", run_hide},   {"warm", run_warm},     {"keep", run_keep},
    {"renew", run_renew}, {"export", run_export}, {"import", run_import},
};

static int run_word(size_t at, const struct wish *wish, char *const *words)
{
    struct config config;
    struct lore_cli cli = {0};
    struct err err;
    int code = EXIT_USAGE;
    enum config_need need = WORDS[at].run == run_warm ? CONFIG_GAME : CONFIG_ALONE;
    if (config_load(&config, ".env", words, need, &err)) {
        fprintf(stderr, "%s\n", err.text);
        goto out;
    }
    code = lore_cli_open(&cli, &config, &err) ? failed(&err) : WORDS[at].run(&cli, wish);
out:
    lore_cli_done(&cli);
    config_done(&config);
    return code;
}

static int run(char *const *argv)
{
    struct wish wish = {.kind = "", .lang = "", .state = "", .prompt = "", .limit = LIST_SOME};
    const struct flag flags[] = {
        {.name = "--kind", .text = &wish.kind},
        {.name = "--lang", .text = &wish.lang},
        {.name = "--state", .text = &wish.state},
        {.name = "--not-by", .text = &wish.prompt},
        {.name = "--limit", .number = &wish.limit, .min = 1, .max = LIST_MAX},
        {.name = "--replace", .on = &wish.replace},
        {0},
    };
    char *words[FLAGS_WORDS_MAX];
    struct err err;
    if (!argv[0])
        return bad(
            "a word is missing: stats, list, show, hide, keep, renew, export, import or warm", "");
    if (flags_take(argv + 1, flags, words, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return EXIT_USAGE;
    }
    bool named = words[0] && !str_starts(words[0], "--");
    wish.what = named ? words[0] : NULL;
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++)
        if (str_equal(argv[0], WORDS[i].word))
            return run_word(i, &wish, words + (named ? 1 : 0));
    return bad("there is no word ", argv[0]);
}

const struct command command_lore = {
    .name = "lore",
    .summary = "the world's texts: what they are, what they cost, moved as files",
    .help =
        "Usage: bylina lore stats\n"
        "       bylina lore list [--kind K] [--lang L] [--state S] [--limit N]\n"
        "       bylina lore show|hide|keep|renew ROW\n"
        "       bylina lore renew --kind K [--not-by PROMPT]\n"
        "       bylina lore export [FILE] [--kind K] [--lang L]\n"
        "       bylina lore import FILE [--replace]\n"
        "       bylina lore warm [--limit N]\n\n"
        "stats   hits, calls per 1,000 requests by week, cost of a new text, budget, refusals\n"
        "list    the newest texts (50); S: wanted, kept, hidden, given_up, reported, renewed, or\n"
        "        refused: answers of the AI that were no good, with the reason\n"
        "show    one, by its number or id, with what was refused for it\n"
        "hide    the template is shown instead; nothing is deleted\n"
        "keep    it is good: its reports are settled, and if it was hidden it is shown again\n"
        "renew   has it written again; until then it is shown. With --kind all texts of a kind,\n"
        "        --not-by: but those that the prompt with this hash has written\n"
        "export  all texts as JSON Lines, one a line, into FILE or to the terminal\n"
        "import  takes them into this world; a text that is there stays, unless --replace\n"
        "warm    has texts written before anybody asks (50): what init.warm(ctx) in\n"
        "        scripts/init.lua names and is not there. From cron at night, say\n\n"
        "The database is that of DATABASE_URL (or --database-url URL).\n"
        "All of it works beside an engine that runs, which notices and shows what has changed:\n"
        "at once if both have the same REDIS_URL, else at its next write.\n"
        "Whatever changes something stands in the audit.\n",
    .run = run,
};
