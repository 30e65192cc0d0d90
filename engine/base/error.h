/* Errors with words: how a function says what went wrong.
 *
 * A function that can fail returns 0 or one of the negative codes below and, where the caller gave
 * a struct err, fills it with the code and one line of text for a person: what failed, the name of
 * the file, line or variable, and the mend. `ret_` outputs are written on success only. Passing a
 * NULL err is allowed everywhere and only loses the words. Not thread-bound: a struct err belongs
 * to whoever holds it. */
#ifndef BYLINA_BASE_ERROR_H
#define BYLINA_BASE_ERROR_H

#define ERR_TEXT_LIMIT 1024

enum err_code {
    ERR_NONE = 0,
    ERR_INVALID = -1,   /* bad input: syntax, type, range */
    ERR_NOT_FOUND = -2, /* no such thing */
    ERR_EXISTS = -3,    /* there already is one */
    ERR_LIMIT = -4,     /* over a named limit */
    ERR_SYSTEM = -5,    /* the operating system or a library refused */
    ERR_NETWORK = -6,   /* no answer, or a broken one */
    ERR_TIMEOUT = -7,   /* not in time */
    ERR_CANCELLED = -8, /* given up by the caller */
    ERR_CONFLICT = -9,  /* somebody else was first */
    ERR_REFUSED = -10,  /* understood and refused: rights, state, version */
    ERR_CORRUPT = -11,  /* stored data that cannot be right */
    ERR_UNSENT = -12,   /* surely nothing of it has left this machine */
};

struct err {
    int code;
    char text[ERR_TEXT_LIMIT];
};

/* Fills `err` (may be NULL) and returns `code`, so that a failure is one line:
 *     return err_set(err, ERR_INVALID, "%s: a port is 1 to 65535", name); */
int err_set(struct err *err, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "prefix: " before the text that `err` already has; returns err's code (ERR_INVALID where
 * there is none, so that a failure stays one). */
int err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "invalid", "not found", ... for logs; never NULL. */
const char *err_name(int code);

#endif
