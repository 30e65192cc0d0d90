/* Money of the configuration. It is read digit by digit, since a floating number would turn a cap
 * of 0.1 into something near it, and sums of many small costs are compared with it. */
#include "app/budget.h"

#include "base/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MICRO       1000000
#define DECIMALS    6
#define HOUR_PART   4
#define PLAYER_PART 10
#define WHOLE_MAX   12 /* digits before the point */

static int not_usd(struct err *err)
{
    return err_set(err, ERR_INVALID,
                   "US dollars from 0.000001 to %d are expected, like 1 or 0.25 (to switch AI off, "
                   "leave GEMINI_API_KEY empty)",
                   BUDGET_USD_MAX);
}

int budget_usd(const char *value, int64_t *ret_micro, struct err *err)
{
    const char *point = strchr(value, '.');
    size_t whole_len = point ? (size_t)(point - value) : strlen(value);
    char whole[WHOLE_MAX + 1];
    char rest[DECIMALS + 1] = "000000";
    int64_t dollars, micro;

    if (whole_len == 0 || whole_len > WHOLE_MAX)
        return not_usd(err);
    memcpy(whole, value, whole_len);
    whole[whole_len] = '\0';
    size_t decimals = point ? strlen(point + 1) : 0;
    if (decimals > DECIMALS || (point && decimals == 0))
        return not_usd(err);
    if (point)
        memcpy(rest, point + 1, decimals);
    if (strspn(whole, "0123456789") != whole_len || strspn(rest, "0123456789") != DECIMALS ||
        str_to_i64(whole, 0, BUDGET_USD_MAX, &dollars) || str_to_i64(rest, 0, MICRO - 1, &micro))
        return not_usd(err);
    micro += dollars * MICRO;
    if (micro == 0 || micro > (int64_t)BUDGET_USD_MAX * MICRO)
        return not_usd(err);
    *ret_micro = micro;
    return 0;
}

int budget_calls(const char *value, int64_t *ret_calls, struct err *err)
{
    if (str_to_i64(value, 0, BUDGET_CALLS_MAX, ret_calls))
        return err_set(err, ERR_INVALID,
                       "a number of calls is expected, or 0: as many as the money pays");
    return 0;
}

void budget_fill(struct budget *budget)
{
    if (!budget->hour)
        budget->hour = budget->day / HOUR_PART;
    if (!budget->player)
        budget->player = budget->day / PLAYER_PART;
}

void budget_print(int64_t micro, char *to, size_t size)
{
    int64_t unit = MICRO / 100; /* what the last digit is worth */
    int decimals = 2;
    while (micro > 0 && (micro + unit / 2) / unit < 10 && decimals < DECIMALS) {
        unit /= 10;
        decimals++;
    }
    int64_t rounded = (micro + unit / 2) / unit * unit;
    int64_t rest = rounded % MICRO / unit;
    snprintf(to, size, "$%" PRId64 ".%0*" PRId64, rounded / MICRO, decimals, rest);
}
