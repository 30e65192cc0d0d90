/* Lore that a turn wants: part of commit.h's contract. lore.h says what becomes of it. */
#ifndef BYLINA_STORE_WANT_H
#define BYLINA_STORE_WANT_H

#include "store/store.h"

/* A row, inserted by the commit. One that is there already stays as it is. */
struct store_want {
    const char *id; /* "KIND.LANG.HASH" */
    const char *kind;
    const char *entity;
    const char *language;
    const char *attributes; /* canonical JSON of the other key facts */
    const char *facts;      /* JSON of all facts, for the brief; "_players": ids of players named */
    const char *discoverer; /* player's id, or NULL */
    int64_t discovered;     /* game seconds */
};

#endif
