/* Three paths and nothing kept: each answer is made of what the parts say of themselves at that
 * moment. A request costs the loop some tens of microseconds, every quarter of a minute or so.
 *
 * "Ready" is what a balancer or an orchestrator wants to know before it lets the next step happen:
 * the bot polls, it does not stop, and the database answers. An outage of Telegram does not count:
 * nobody else could play meanwhile, and a restart would not help. */
#include "app/monitor.h"

#include "app/metrics.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#define BODY_LIMIT 1024 /* bytes of a request: they have none */

struct monitor {
    struct monitor_config config;
    struct http_server *own; /* NULL: the local Telegram's serves */
    int64_t began_ms;        /* wall */
    bool ready;
};

/* --- health ---------------------------------------------------------------------------------- */

static bool is_get(struct http_exchange *exchange)
{
    const char *method = http_exchange_method(exchange);
    if (str_equal(method, "GET") || str_equal(method, "HEAD"))
        return true;
    http_reply_text(exchange, 405, "GET is expected");
    return false;
}

static void on_healthz(void *ctx, struct http_exchange *exchange)
{
    (void)ctx;
    if (is_get(exchange))
        http_reply_text(exchange, 200, "ok\n");
}

static void on_readyz(void *ctx, struct http_exchange *exchange)
{
    const struct monitor *monitor = ctx;
    if (!is_get(exchange))
        return;
    if (!monitor->ready)
        http_reply_text(exchange, 503, "starting or stopping\n");
    else if (turns_outage(monitor->config.turns))
        http_reply_text(exchange, 503, "the database does not answer\n");
    else
        http_reply_text(exchange, 200, "ready\n");
}

/* --- figures --------------------------------------------------------------------------------- */

static void add_turns(const struct monitor *monitor, struct buf *out)
{
    static const char *const ENDS[2] = {"handler", "outcome"};
    struct turns_status status;
    struct turns_figures figures;
    turns_status(monitor->config.turns, &status);
    turns_figures(monitor->config.turns, &figures);
    metrics_counter(out, "bylina_updates_total", "Updates taken into a lane.", status.accepted);
    metrics_counter(out, "bylina_updates_refused_total", "Updates over a player's limit.",
                    status.refused);
    metrics_tally(out, "bylina_turns_total", "Turns that ended, by the handler that ran first.",
                  ENDS, figures.ends);
    metrics_histogram(out, "bylina_turn_seconds", "From receipt to commit.", figures.taken);
    metrics_counter(out, "bylina_conflicts_total", "Runs of turns that were repeated.",
                    status.conflicts);
    metrics_gauge(out, "bylina_lane_events", "Events that wait in lanes.", (double)status.waiting);
    metrics_gauge(out, "bylina_outbox_calls", "Calls and screens on their way to Telegram.",
                  (double)status.outgoing);
    metrics_gauge(out, "bylina_outbox_backlog", "Pushes that wait in the database alone.",
                  (double)status.backlog);
    metrics_gauge(out, "bylina_timers", "Timers in memory.", (double)status.timers);
    metrics_counter(out, "bylina_timers_fired_total", "Timers that fired.", status.fired);
    metrics_histogram(out, "bylina_timer_lateness_seconds", "From the deadline to the turn.",
                      figures.late);
    metrics_gauge(out, "bylina_script_hold_seconds", "The longest that a script held the loop.",
                  (double)status.held_max_us / 1e6);
}

static void add_store(const struct monitor *monitor, struct buf *out)
{
    struct store_status status;
    struct cache_stats cache;
    store_status(monitor->config.store, &status);
    cache_stats(monitor->config.cache, &cache);
    metrics_histogram(out, "bylina_commit_seconds", "Transactions of writes.", &status.taken);
    metrics_counter(out, "bylina_commit_operations_total", "Operations in these transactions.",
                    status.writes);
    metrics_counter(out, "bylina_sql_errors_total", "Operations whose outcome is not known.",
                    status.errors);
    metrics_gauge(out, "bylina_sql_refused", "1: refused for good, to be started again.",
                  status.refused);
    metrics_gauge(out, "bylina_sql_pending", "Operations under way.", (double)status.pending);
    metrics_counter(out, "bylina_cache_hits_total", "Documents found in the hot tier.", cache.hits);
    metrics_counter(out, "bylina_cache_misses_total", "Documents not found there.", cache.misses);
    metrics_counter(out, "bylina_cache_evictions_total", "Documents that went for others.",
                    cache.evictions);
    metrics_gauge(out, "bylina_cache_bytes", "Memory of the hot tier.", (double)cache.bytes);
}

static void add_redis(const struct monitor *monitor, struct buf *out)
{
    struct hot_stats hot;
    struct cache_far far;
    struct news_stats news;
    if (!monitor->config.hot)
        return;
    news_stats(monitor->config.news, &news);
    hot_stats(monitor->config.hot, &hot);
    cache_far(monitor->config.cache, &far);
    metrics_gauge(out, "bylina_redis_up", "1: connected and in time; 0: played without it.",
                  hot.up && !hot.slow);
    metrics_counter(out, "bylina_redis_hits_total", "Documents found in Redis.", far.hits);
    metrics_counter(out, "bylina_redis_misses_total", "Documents not found there.", far.misses);
    metrics_counter(out, "bylina_redis_lost_total", "Connections that ended or were not made.",
                    hot.lost);
    metrics_counter(out, "bylina_redis_late_total", "Answers that did not come in time.", hot.late);
    metrics_counter(out, "bylina_redis_skipped_total", "Commands that were not sent.", hot.skipped);
    metrics_counter(out, "bylina_redis_commands_total", "Commands that were sent.", hot.sent);
    metrics_gauge(out, "bylina_news_up", "1: what other processes tell is heard at once.",
                  news.hears);
    metrics_counter(out, "bylina_news_heard_total", "News that came, our own among them.",
                    news.heard);
    metrics_counter(out, "bylina_news_told_total", "News that were sent.", news.told);
    metrics_counter(out, "bylina_news_ignored_total", "What came and was no news.", news.ignored);
}

static void add_telegram(const struct monitor *monitor, struct buf *out)
{
    static const char *const ANSWERS[2] = {"method", "code"};
    metrics_tally(out, "bylina_api_calls_total", "Calls to the Bot API; code 0: no answer.",
                  ANSWERS, telegram_tally(monitor->config.telegram));
}

static void add_scripts(const struct monitor *monitor, struct buf *out)
{
    const struct generation *live = reload_live(monitor->config.reload);
    metrics_gauge(out, "bylina_generation", "Number of the live generation of scripts.",
                  (double)generation_number(live));
    metrics_gauge(out, "bylina_lua_bytes", "Memory of the live generation.",
                  (double)generation_memory(live));
}

static void add_lore(const struct monitor *monitor, struct buf *out)
{
    static const char NAME[] = "bylina_lore_requests_total";
    struct scribe_status status;
    scribe_status(monitor->config.scribe, &status);
    metrics_family(out, NAME, "counter", "Texts of lore that turns asked for.");
    metrics_sample(out, NAME, "answer", "text", (double)status.hits);
    metrics_sample(out, NAME, "answer", "none", (double)status.misses);
    metrics_counter(out, "bylina_lore_calls_total", "Calls of the AI.", status.lore.calls);
    metrics_gauge(out, "bylina_lore_cost_usd", "What they have cost since the start.",
                  (double)status.lore.cost / 1e6);
    metrics_counter(out, "bylina_lore_kept_total", "Texts that were kept.", status.lore.kept);
    metrics_counter(out, "bylina_lore_refused_total", "Answers that were no good.",
                    status.lore.refused);
    metrics_counter(out, "bylina_lore_failed_total", "Claims without an answer.",
                    status.lore.failed);
    metrics_counter(out, "bylina_lore_heard_total",
                    "Texts that other processes said to have changed.", status.lore.heard);
    metrics_gauge(out, "bylina_lore_open", "Texts that are waited for or being written.",
                  (double)status.lore.jobs);
}

/* Pages of this process, as Linux tells them; 0 if it does not. */
static double resident_bytes(void)
{
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (!file)
        return 0;
    if (fscanf(file, "%*s %ld", &pages) != 1) /* NOLINT(cert-err34-c): one number of the kernel */
        pages = 0;
    fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static double seconds_of(const struct timeval *time)
{
    return (double)time->tv_sec + (double)time->tv_usec / 1e6;
}

static void add_process(const struct monitor *monitor, struct buf *out)
{
    struct rusage usage = {0};
    getrusage(RUSAGE_SELF, &usage);
    metrics_family(out, "bylina_build_info", "gauge", "The version that runs.");
    metrics_sample(out, "bylina_build_info", "version", BYLINA_VERSION, 1);
    metrics_gauge(out, "process_start_time_seconds", "When the engine began, since 1970.",
                  (double)monitor->began_ms / 1000);
    metrics_family(out, "process_cpu_seconds_total", "counter", "Of all threads.");
    metrics_sample(out, "process_cpu_seconds_total", NULL, NULL,
                   seconds_of(&usage.ru_utime) + seconds_of(&usage.ru_stime));
    metrics_gauge(out, "process_resident_memory_bytes", "Memory of the engine.", resident_bytes());
}

static void on_metrics(void *ctx, struct http_exchange *exchange)
{
    const struct monitor *monitor = ctx;
    struct buf out;
    if (!is_get(exchange))
        return;
    buf_init(&out, METRICS_LIMIT);
    add_process(monitor, &out);
    add_turns(monitor, &out);
    add_store(monitor, &out);
    add_redis(monitor, &out);
    add_telegram(monitor, &out);
    add_scripts(monitor, &out);
    add_lore(monitor, &out);
    if (out.full)
        http_reply_text(exchange, 500, "the figures are over METRICS_LIMIT\n");
    else
        http_reply(exchange, 200, METRICS_TYPE, out.data, out.len);
    buf_done(&out);
}

/* --- life ------------------------------------------------------------------------------------ */

static void add_routes(struct monitor *monitor, struct http_server *server)
{
    http_server_route(server, "/healthz", on_healthz, monitor);
    http_server_route(server, "/readyz", on_readyz, monitor);
    http_server_route(server, "/metrics", on_metrics, monitor);
}

int monitor_new(const struct monitor_config *config, struct monitor **ret_monitor, struct err *err)
{
    struct monitor *monitor = mem_alloc(sizeof *monitor);
    struct http_server *server = config->server;
    monitor->config = *config;
    monitor->began_ms = clock_wall_ms();
    if (!server) {
        struct http_server_config own = {.listen = config->listen, .body_limit = BODY_LIMIT};
        int code = http_server_new(config->loop, &own, &monitor->own, err);
        if (code) {
            monitor_free(monitor);
            return err_set(err, code,
                           "HTTP_LISTEN (health and metrics): %s; give each bot an address of its "
                           "own, or set HTTP_LISTEN=none",
                           err->text);
        }
        server = monitor->own;
    }
    add_routes(monitor, server);
    *ret_monitor = monitor;
    return 0;
}

void monitor_ready(struct monitor *monitor, bool ready)
{
    if (monitor)
        monitor->ready = ready;
}

void monitor_free(struct monitor *monitor)
{
    if (!monitor)
        return;
    http_server_free(monitor->own);
    free(monitor);
}
