/* Limits: how much may come in from one player. Private to turn/. */
#ifndef BYLINA_TURN_LIMITS_H
#define BYLINA_TURN_LIMITS_H

#include "turn/inner.h"

#define LIMITS_BUCKETS_MAX 100000 /* players remembered; then the longest idle is forgotten */
#define LIMITS_BLANK_US    33333  /* of refused taps so often one is answered, */
#define LIMITS_BLANK_BURST 200    /* or so many at once: each answer is a call to Telegram */

struct limits;

struct limits *limits_new(struct turns *turns);
void limits_free(struct limits *limits);
void limits_set(struct limits *limits, const struct turn_limits *set);

/* Whether the update may come in. If not, its sender was told as far as he should be. */
bool limits_admit(struct limits *limits, const struct turn_input *input);
/* He is told that the game is shut, as far as he should be. */
void limits_refuse_shut(struct limits *limits, const struct turn_input *input);
size_t limits_count(const struct limits *limits); /* players remembered */

#endif
