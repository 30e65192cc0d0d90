/* POSIX zone rules (RFC 8536, 3.3; POSIX.1-2017, 8.3), and the calendar under them.
 *
 * A change is reckoned for the year of the moment in standard time: its day, then its time by the
 * clock that is in force before it. In the south the second change of a year comes before the
 * first; Ireland's summer is its standard time and the winter the other: both fall out of the
 * comparison. */
#include "bind/tzrule.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#define DAY 86400

int64_t date_days(int64_t year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t yoe = y - era * 400;
    int64_t doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

void date_civil(int64_t days, int64_t *ret_year, int *ret_month, int *ret_day)
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097;
    int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    int64_t mp = (5 * doy + 2) / 153;
    *ret_month = (int)(mp < 10 ? mp + 3 : mp - 9);
    *ret_day = (int)(doy - (153 * mp + 2) / 5 + 1);
    *ret_year = yoe + era * 400 + (*ret_month <= 2);
}

/* ---- reading ---- */

static bool read_name(const char **at)
{
    const char *from = *at;
    if (*from == '<') {
        const char *end = strchr(from, '>');
        *at = end ? end + 1 : from;
        return end != NULL;
    }
    while (isalpha((unsigned char)**at))
        ++*at;
    return *at - from >= 3;
}

static bool read_int(const char **at, int max, int *ret_number)
{
    int number = 0;
    if (!isdigit((unsigned char)**at))
        return false;
    for (; isdigit((unsigned char)**at); ++*at) {
        number = number * 10 + (**at - '0');
        if (number > max)
            return false;
    }
    *ret_number = number;
    return true;
}

/* [+-]hh[:mm[:ss]], hours up to 167. */
static bool read_time(const char **at, int32_t *ret_seconds)
{
    int hours, minutes = 0, seconds = 0;
    int sign = **at == '-' ? -1 : 1;
    if (**at == '-' || **at == '+')
        ++*at;
    if (!read_int(at, 167, &hours))
        return false;
    if (**at == ':' && (++*at, !read_int(at, 59, &minutes)))
        return false;
    if (**at == ':' && (++*at, !read_int(at, 59, &seconds)))
        return false;
    *ret_seconds = sign * (hours * 3600 + minutes * 60 + seconds);
    return true;
}

static bool read_day(const char **at, struct tzrule_change *change)
{
    change->kind = **at == 'M' || **at == 'J' ? *(*at)++ : 'N';
    if (change->kind != 'M')
        return read_int(at, 365, &change->day);
    if (!read_int(at, 12, &change->month) || change->month == 0 || *(*at)++ != '.')
        return false;
    if (!read_int(at, 5, &change->week) || change->week == 0 || *(*at)++ != '.')
        return false;
    return read_int(at, 6, &change->day);
}

static bool read_change(const char **at, struct tzrule_change *change)
{
    if (*(*at)++ != ',' || !read_day(at, change))
        return false;
    change->time = 2 * 3600;
    return **at != '/' || (++*at, read_time(at, &change->time));
}

static bool read_rule(const char *at, struct tzrule *rule)
{
    int32_t west;
    if (!read_name(&at) || !read_time(&at, &west))
        return false;
    rule->standard = rule->other = -west;
    if (!*at)
        return true;
    if (!read_name(&at))
        return false;
    rule->summer = true;
    rule->other = rule->standard + 3600;
    if (*at && *at != ',') {
        if (!read_time(&at, &west))
            return false;
        rule->other = -west;
    }
    return read_change(&at, &rule->to_other) && read_change(&at, &rule->to_standard) && !*at;
}

void tzrule_parse(const char *text, struct tzrule *ret_rule)
{
    *ret_rule = (struct tzrule){0};
    ret_rule->known = read_rule(text, ret_rule);
}

/* ---- reckoning ---- */

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int64_t day_of(const struct tzrule_change *change, int64_t year)
{
    if (change->kind == 'J')
        return date_days(year, 1, 1) + change->day - 1 + (is_leap(year) && change->day >= 60);
    if (change->kind == 'N')
        return date_days(year, 1, 1) + change->day;
    int64_t first = date_days(year, change->month, 1);
    int64_t next =
        change->month == 12 ? date_days(year + 1, 1, 1) : date_days(year, change->month + 1, 1);
    int weekday = (int)(((first + 4) % 7 + 7) % 7); /* 0: Sunday; day 0 was a Thursday */
    int64_t day = first + (change->day - weekday + 7) % 7 + (int64_t)(change->week - 1) * 7;
    while (day >= next) /* week 5 is the last one */
        day -= 7;
    return day;
}

int32_t tzrule_offset(const struct tzrule *rule, int64_t seconds)
{
    if (!rule->summer)
        return rule->standard;
    int64_t local = seconds + rule->standard, year;
    int month, day;
    date_civil(local / DAY - (local % DAY < 0), &year, &month, &day);
    int64_t from = day_of(&rule->to_other, year) * DAY + rule->to_other.time - rule->standard;
    int64_t till = day_of(&rule->to_standard, year) * DAY + rule->to_standard.time - rule->other;
    bool other =
        from < till ? from <= seconds && seconds < till : !(till <= seconds && seconds < from);
    return other ? rule->other : rule->standard;
}
