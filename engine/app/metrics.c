/* Prometheus's text, line by line. See metrics.h.
 *
 *     # HELP bylina_turns_total Turns that were committed.
 *     # TYPE bylina_turns_total counter
 *     bylina_turns_total{handler="scene yard",outcome="committed"} 17
 *
 * Numbers are written with as many digits as a double keeps, whole ones without a point. */
#include "app/metrics.h"

#include <inttypes.h>

#define US_PER_S 1e6

void metrics_family(struct buf *out, const char *name, const char *kind, const char *help)
{
    buf_addf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind);
}

/* What a value may not hold as it is: \ " and line breaks. */
static void add_label(struct buf *out, const char *name, const char *value)
{
    buf_addf(out, "%s=\"", name);
    for (const char *at = value; *at; at++) {
        if (*at == '\n')
            buf_adds(out, "\\n");
        else if (*at == '\\' || *at == '"')
            buf_addf(out, "\\%c", *at);
        else
            buf_addc(out, *at);
    }
    buf_addc(out, '"');
}

void metrics_sample(struct buf *out, const char *name, const char *label, const char *value,
                    double number)
{
    buf_adds(out, name);
    if (label) {
        buf_addc(out, '{');
        add_label(out, label, value);
        buf_addc(out, '}');
    }
    buf_addf(out, " %.15g\n", number);
}

void metrics_counter(struct buf *out, const char *name, const char *help, int64_t value)
{
    metrics_family(out, name, "counter", help);
    metrics_sample(out, name, NULL, NULL, (double)value);
}

void metrics_gauge(struct buf *out, const char *name, const char *help, double value)
{
    metrics_family(out, name, "gauge", help);
    metrics_sample(out, name, NULL, NULL, value);
}

struct telling {
    struct buf *out;
    const char *name;
    const char *const *labels;
};

static void tell_count(void *ctx, const char *first, const char *second, int64_t count)
{
    const struct telling *telling = ctx;
    struct buf *out = telling->out;
    buf_addf(out, "%s{", telling->name);
    add_label(out, telling->labels[0], first);
    buf_addc(out, ',');
    add_label(out, telling->labels[1], second);
    buf_addf(out, "} %" PRId64 "\n", count);
}

void metrics_tally(struct buf *out, const char *name, const char *help, const char *const labels[2],
                   const struct tally *tally)
{
    struct telling telling = {out, name, labels};
    metrics_family(out, name, "counter", help);
    tally_each(tally, tell_count, &telling);
}

void metrics_histogram(struct buf *out, const char *name, const char *help,
                       const struct histogram *histogram)
{
    int64_t count = 0;
    metrics_family(out, name, "histogram", help);
    for (int i = 0; i < HISTOGRAM_BOUNDS; i++) {
        count += histogram->counts[i];
        buf_addf(out, "%s_bucket{le=\"%.15g\"} %" PRId64 "\n", name,
                 (double)histogram_bound_us(i) / US_PER_S, count);
    }
    count += histogram->counts[HISTOGRAM_BOUNDS];
    buf_addf(out, "%s_bucket{le=\"+Inf\"} %" PRId64 "\n", name, count);
    buf_addf(out, "%s_sum %.15g\n", name, (double)histogram->sum_us / US_PER_S);
    buf_addf(out, "%s_count %" PRId64 "\n", name, count);
}
