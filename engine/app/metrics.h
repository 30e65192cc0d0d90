/* The text that Prometheus reads (exposition format 0.0.4): a family is its name, kind and help,
 * then its samples. Names and helps are ours; values of labels are escaped. */
#ifndef BYLINA_APP_METRICS_H
#define BYLINA_APP_METRICS_H

#include "base/buf.h"
#include "base/histogram.h"
#include "base/tally.h"

#define METRICS_LIMIT (1u << 20) /* bytes of a whole answer */

#define METRICS_TYPE "text/plain; version=0.0.4; charset=utf-8"

/* A family of one sample. Counters have names that end in _total. */
void metrics_counter(struct buf *out, const char *name, const char *help, int64_t value);
void metrics_gauge(struct buf *out, const char *name, const char *help, double value);
/* A counter with two labels. */
void metrics_tally(struct buf *out, const char *name, const char *help, const char *const labels[2],
                   const struct tally *tally);
/* In seconds. */
void metrics_histogram(struct buf *out, const char *name, const char *help,
                       const struct histogram *histogram);
/* For families of another form: the head, and a sample of it with one label. */
void metrics_family(struct buf *out, const char *name, const char *kind, const char *help);
void metrics_sample(struct buf *out, const char *name, const char *label, const char *value,
                    double number);

#endif
