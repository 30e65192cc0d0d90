/* The closing rule of a zone file, as POSIX writes zones: "CET-1CEST,M3.5.0,M10.5.0/3". It says
 * what counts after the last change that the file records. */
#ifndef BYLINA_BIND_TZRULE_H
#define BYLINA_BIND_TZRULE_H

#include <stdbool.h>
#include <stdint.h>

struct tzrule_change {
    char kind; /* 'M': month, week, day; 'J': day 1 to 365 without 29 February; 'N': day 0 to 365 */
    int month, week, day;
    int32_t time; /* seconds after local midnight; may be negative */
};

struct tzrule {
    bool known;
    bool summer;             /* there are two offsets */
    int32_t standard, other; /* seconds east of UTC */
    struct tzrule_change to_other, to_standard;
};

/* `known` stays false when the text is none. */
void tzrule_parse(const char *text, struct tzrule *ret_rule);
int32_t tzrule_offset(const struct tzrule *rule, int64_t seconds);

/* Days since 1970 of a date, and the year of a day: the proleptic Gregorian calendar (Howard
 * Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
int64_t date_days(int64_t year, int month, int day);
void date_civil(int64_t days, int64_t *ret_year, int *ret_month, int *ret_day);

#endif
