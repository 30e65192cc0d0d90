/* What the fuzzers share: a check that ends the process (libFuzzer, or replay.c, then names the
 * input), and the input as a text.
 *
 * A fuzzer is one file with LLVMFuzzerTestOneInput; its seeds are in corpus/NAME/. In the preset
 * "fuzz" libFuzzer drives it, in any other replay.c, which runs the corpus once. */
#ifndef BYLINA_TESTS_FUZZ_FUZZ_H
#define BYLINA_TESTS_FUZZ_FUZZ_H

#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define FUZZ_CHECK(holds, ...)                                                                     \
    do {                                                                                           \
        if (!(holds)) {                                                                            \
            fprintf(stderr, "%s:%d: ", __FILE__, __LINE__);                                        \
            fprintf(stderr, __VA_ARGS__);                                                          \
            fputc('\n', stderr);                                                                   \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* For free(): ends with a 0 byte, which ASan guards; 0 bytes within become spaces. */
static inline char *fuzz_text(const uint8_t *data, size_t size)
{
    char *text = mem_alloc(size + 1);
    for (size_t i = 0; i < size; i++)
        text[i] = data[i] ? (char)data[i] : ' ';
    text[size] = '\0';
    return text;
}

#endif
