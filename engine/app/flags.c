/* Flags of a command: found in a table, taken out of the words. */
#include "app/flags.h"

#include "base/str.h"

#include <inttypes.h>
#include <string.h>

/* "--seed=7" and "--seed 7" are the same; the value behind '=', NULL if there is none. */
static bool is_flag(const char *word, const char *name, const char **ret_value)
{
    size_t len = strlen(name);
    if (strncmp(word, name, len) != 0 || (word[len] && word[len] != '='))
        return false;
    *ret_value = word[len] ? word + len + 1 : NULL;
    return true;
}

static int put(const struct flag *flag, const char *value, struct err *err)
{
    if (!value)
        return err_set(err, ERR_INVALID, "%s: a value is expected", flag->name);
    if (flag->text) {
        *flag->text = value;
        return 0;
    }
    if (str_to_i64(value, flag->min, flag->max, flag->number))
        return err_set(err, ERR_INVALID,
                       "%s: a whole number from %" PRId64 " to %" PRId64 " is expected, not %s",
                       flag->name, flag->min, flag->max, value);
    return 0;
}

/* How many words it took; 0: no flag of the table. */
static int take(char *const *word, const struct flag *flags, struct err *err)
{
    for (const struct flag *flag = flags; flag->name; flag++) {
        const char *value;
        if (!is_flag(*word, flag->name, &value))
            continue;
        if (flag->on) {
            *flag->on = true;
            return value ? err_set(err, ERR_INVALID, "%s takes no value", flag->name) : 1;
        }
        int code = put(flag, value ? value : word[1], err);
        return code ? code : value ? 1 : 2;
    }
    return 0;
}

int flags_take(char *const *argv, const struct flag *flags, char *rest[FLAGS_WORDS_MAX],
               struct err *err)
{
    size_t count = 0;
    while (*argv) {
        int took = take(argv, flags, err);
        if (took < 0)
            return took;
        if (took == 0 && count == FLAGS_WORDS_MAX - 1)
            return err_set(err, ERR_INVALID, "too many words");
        if (took == 0)
            rest[count++] = *argv;
        argv += took ? took : 1;
    }
    rest[count] = NULL;
    return 0;
}
