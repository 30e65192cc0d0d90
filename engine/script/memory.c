/* The allocator's side of the gate.
 *
 *     one block over BLOCK_MAX, one text over the largest -> refused
 *     all blocks of the generation over its ceiling       -> refused
 *     one turn over its share                             -> the gate is told to look
 *
 * The allocator cannot raise, so it only brings the gate's next look forward to the next
 * instruction: after GATE_TRAFFIC bytes, so that a loop over huge texts is seen in time, and after
 * a refusal. Lua answers the first refusal with a full collection and tries again; only the second
 * one in a row is final, but for a block that is too large by itself.
 *
 * A single instruction of the VM may read a whole text (compare it, or read a number out of it),
 * and none of that is counted. So texts over LONG_TEXT are counted while they live, and as long as
 * there is one the gate looks more often (GATE_STEP_LONG). Blocks of that size, and only they, have
 * a header that says whether they are such a text: Lua tells the kind when a block is made, not
 * when it goes. What the engine itself puts there (a file's source, a document's body) does not
 * count: scripts never see it. */
#include "script/inner.h"

#include <stdalign.h>
#include <string.h>

struct header {
    alignas(max_align_t) bool text; /* a script's */
};

#define HEADER sizeof(struct header)

static void look_soon(struct generation *generation)
{
    generation->traffic = 0;
    if (generation->running)
        gate_step(generation->running, 1);
}

static bool refuse(struct generation *generation, enum refusal why)
{
    generation->refusal = why;
    generation->refused += why == REFUSED_ALL ? 1 : 2; /* no collection makes a block smaller */
    look_soon(generation);
    return true;
}

static bool refuses(struct generation *generation, bool text, size_t size, int64_t growth)
{
    if (text && (int64_t)size > (generation->trusted ? TEXT_MAX : generation->text_max))
        return refuse(generation, REFUSED_TEXT);
    if (size > BLOCK_MAX)
        return refuse(generation, REFUSED_BLOCK);
    if (generation->used + growth > generation->ceiling)
        return refuse(generation, REFUSED_ALL);
    generation->refused = generation->refused > 1 ? generation->refused : 0;
    return false;
}

/* --- blocks with a header ----------------------------------------------------------------------
 */

static bool is_large(size_t size)
{
    return size > LONG_TEXT;
}

static struct header *header_of(void *block)
{
    return (struct header *)((char *)block - HEADER);
}

static void drop(struct generation *generation, void *old, size_t had)
{
    if (!is_large(had)) {
        pool_drop(&generation->pool, old, had);
        return;
    }
    if (header_of(old)->text)
        generation->long_texts--;
    pool_drop(&generation->pool, header_of(old), had + HEADER);
}

static void *make_large(struct generation *generation, size_t size, bool text)
{
    struct header *header = pool_resize(&generation->pool, NULL, 0, size + HEADER);
    if (!header)
        return NULL;
    header->text = text && !generation->trusted;
    if (header->text) {
        generation->long_texts++;
        look_soon(generation);
    }
    return header + 1;
}

static void *resize(struct generation *generation, void *old, size_t had, size_t size, bool text)
{
    if (!is_large(had) && !is_large(size))
        return pool_resize(&generation->pool, old, had, size);
    if (old && is_large(had) && is_large(size)) { /* a table or a buffer: texts do not grow */
        struct header *header =
            pool_resize(&generation->pool, header_of(old), had + HEADER, size + HEADER);
        return header ? header + 1 : NULL;
    }
    void *made = is_large(size) ? make_large(generation, size, text)
                                : pool_resize(&generation->pool, NULL, 0, size);
    if (!made || !old)
        return made;
    memcpy(made, old, had < size ? had : size);
    drop(generation, old, had);
    return made;
}

static void *change(struct generation *generation, void *old, size_t had, size_t size, bool text)
{
    int64_t growth = (int64_t)size - (int64_t)had;
    if (growth > 0 && refuses(generation, text, size, growth))
        return NULL;
    void *got = resize(generation, old, had, size, text);
    if (!got)
        return NULL;
    generation->used += growth;
    generation->traffic += growth > 0 ? growth : 0;
    if (generation->traffic > GATE_TRAFFIC)
        look_soon(generation);
    return got;
}

/* --- small blocks: nearly all, hundreds in each turn ---------------------------------------- */

/* NULL: it takes the long way. */
static void *make_small(struct generation *generation, size_t size)
{
    int64_t growth = (int64_t)size;
    bool plain = generation->refused == 0 && generation->used + growth <= generation->ceiling &&
                 generation->traffic + growth <= GATE_TRAFFIC;
    void *block = plain ? pool_take(&generation->pool, size) : NULL;
    if (!block)
        return NULL;
    generation->used += growth;
    generation->traffic += growth;
    return block;
}

void *memory_allocate(void *ctx, void *old, size_t old_size, size_t size)
{
    struct generation *generation = ctx;
    if (!old) { /* then Lua gives the kind of the new object in place of its size */
        void *made = size && size <= POOL_MAX ? make_small(generation, size) : NULL;
        return made || !size ? made : change(generation, NULL, 0, size, old_size == LUA_TSTRING);
    }
    if (size)
        return change(generation, old, old_size, size, false);
    generation->used -= (int64_t)old_size;
    if (old_size && old_size <= POOL_MAX)
        pool_give(&generation->pool, old, old_size);
    else
        drop(generation, old, old_size);
    return NULL;
}
