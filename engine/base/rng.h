/* Chance. `rng` is deterministic (xoshiro256** seeded by splitmix64; Blackman and Vigna, 2018): a
 * turn with the same seed rolls the same dice on every machine. `rng_secret` is the kernel's. The
 * keyed hash is SipHash-2-4 (Aumasson and Bernstein, 2012). Threads: any, one struct rng a thread.
 */
#ifndef BYLINA_BASE_RNG_H
#define BYLINA_BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

struct rng {
    uint64_t s[4];
};

void rng_seed(struct rng *rng, uint64_t seed);
uint64_t rng_next(struct rng *rng);
/* 0 to bound - 1, without bias; bound is at least 1. */
uint64_t rng_below(struct rng *rng, uint64_t bound);
/* len characters of A-Za-z0-9_- and a 0 byte: out holds len + 1. */
void rng_word(struct rng *rng, char *out, size_t len);

void rng_secret(void *out, size_t len);

uint64_t hash_keyed(const uint8_t key[16], const void *data, size_t len);

#endif
