/* Callback data, through a real generation and units of work (world.c). The input is taps of player
 * 1002, a line each; what cannot be guessed is written as a sign:
 *
 *   \x01 and a letter   the data of a button of his screen ('a': the first)
 *   \x02                the data of the button of his push
 *   \x03 and a letter   the nonce of his screen, then '.' and the letter's number
 *
 * No tap makes a script fail. Data that was never shown to him changes no document of the game, nor
 * does data that was used up, tapped once more. Gold and swords are conserved. */
#include "fuzz.h"
#include "world.h"

#include "base/buf.h"
#include "base/str.h"

#define PLAYER      "1002"
#define TAPS_MAX    8
#define BUTTONS_MAX 32

static void add_button(const struct world *world, struct buf *out, int index, bool nonce_only)
{
    char *data = world_button(world, PLAYER, index);
    char *dot = strrchr(data, '.');
    if (nonce_only && dot)
        *dot = '\0';
    buf_adds(out, data);
    free(data);
}

/* A line as data, for free(). */
static char *read_line(const struct world *world, const char *line, size_t len)
{
    struct buf out;

    buf_init(&out, 1 << 16);
    for (size_t i = 0; i < len; i++) {
        unsigned char next = i + 1 < len ? (unsigned char)line[i + 1] : 'a';
        switch (line[i]) {
        case 1:
            add_button(world, &out, next % BUTTONS_MAX, false);
            i++;
            break;
        case 2:
            add_button(world, &out, -1, false);
            break;
        case 3:
            add_button(world, &out, 0, true);
            buf_addf(&out, ".%d", next % BUTTONS_MAX);
            i++;
            break;
        default:
            buf_addc(&out, line[i]);
        }
    }
    return buf_detach(&out, NULL);
}

static void on_shown(void *ctx, int index, const char *data)
{
    (void)index;
    map_put(ctx, data, ctx);
}

static void tap(struct world *world, struct map *shown, const char *data)
{
    json *event = world_event("tap", PLAYER, data);
    char *text = json_print(event);

    world_buttons(world, PLAYER, on_shown, shown);
    world_turn(world, text);
    FUZZ_CHECK(map_get(shown, data) || world->changed == 0, "forged, but heard: %s", data);
    world_buttons(world, PLAYER, on_shown, shown);
    world_turn(world, text);
    FUZZ_CHECK(world->changed == 0, "heard twice: %s", data);
    free(text);
    json_free(event);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct world *first;
    if (!first)
        first = world_new();
    struct world *world = world_copy(first);
    struct map *shown = map_new();
    int taps = 0;

    for (size_t at = 0; at < size && taps < TAPS_MAX; taps++) {
        const uint8_t *end = memchr(data + at, '\n', size - at);
        size_t len = end ? (size_t)(end - data) - at : size - at;
        char *line = fuzz_text(data + at, len);
        char *written = read_line(world, line, len);
        tap(world, shown, written);
        free(written);
        free(line);
        at += len + 1;
    }
    FUZZ_CHECK(world_gold(world) == world_gold(first), "gold is made or lost");
    FUZZ_CHECK(world_swords(world) == world_swords(first), "swords are made or lost");
    map_free(shown);
    world_free(world);
    return 0;
}
