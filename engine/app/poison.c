/* The page is anonymous shared memory, inherited over the fork. So the mark costs no system call
 * and no page fault, cannot meet a full disk, and is read by the supervisor when the child has
 * ended in whatever way; and what is left of it when the supervisor itself ends is nothing, which
 * is right: that end (a kill -9 of all, a power cut) says nothing about any event.
 *
 *     child       mark the event -> VM -> clear       (each stay in the VM)
 *     watchdog    adds in which line it hangs
 *     supervisor  marked, and a guilty end: event -> suspects, with its ends counted
 *     next child  ends() > 0: alone, or condemned; settled(): no suspect any more
 *
 * What a child left may be damaged, if a damaged child is why it ended: all of it is read as
 * bounded text and numbers, and a wrong id harms nobody, because it never comes again. Suspects
 * that never come again (a cancelled timer) are pushed out by new ones. */
#include "app/poison.h"

#include "base/mem.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/commit.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define NAME_MAX_KEPT 64

struct id { /* of an event; an engine's own event with a long name is told by the hash */
    int64_t kind;
    int64_t bot;
    int64_t number;
    uint64_t hash;
};

struct mark {
    struct id id;
    char name[NAME_MAX_KEPT]; /* of an engine's own event, perhaps cut: for the words only */
    char lane[NAME_MAX_KEPT];
    char where[POISON_WORDS_MAX];
};

struct suspect {
    struct mark mark;
    int ends; /* 0: free */
};

struct page {
    atomic_bool running; /* `mark` is in the VM */
    struct mark mark;
    struct suspect suspects[POISON_SUSPECTS_MAX]; /* the newest first */
};

struct poison {
    struct page *page;
    const struct script_run *_Atomic run; /* of this process */
};

/* --- the child ------------------------------------------------------------------------------- */

static void keep(char out[NAME_MAX_KEPT], const char *text)
{
    size_t len = text ? strnlen(text, NAME_MAX_KEPT - 1) : 0;
    memcpy(out, text ? text : "", len);
    out[len] = '\0';
}

static struct id id_of(const struct store_event *event)
{
    static const uint8_t key[16];
    struct id id = {.kind = event->kind, .bot = event->bot, .number = event->number};
    if (event->kind == STORE_OTHER && event->name)
        id.hash = hash_keyed(key, event->name, strlen(event->name));
    return id;
}

static bool same(const struct id *a, const struct id *b)
{
    return a->kind == b->kind && a->bot == b->bot && a->number == b->number && a->hash == b->hash;
}

static void on_enter(void *self, const struct store_event *event, const char *lane,
                     const struct script_run *run)
{
    struct poison *poison = self;
    struct mark *mark = &poison->page->mark;
    mark->id = id_of(event);
    keep(mark->name, event->kind == STORE_OTHER ? event->name : NULL);
    keep(mark->lane, lane);
    atomic_store_explicit(&poison->run, run, memory_order_release);
    atomic_store_explicit(&poison->page->running, true, memory_order_release);
}

static void on_leave(void *self)
{
    struct poison *poison = self;
    atomic_store_explicit(&poison->page->running, false, memory_order_release);
    atomic_store_explicit(&poison->run, NULL, memory_order_release);
}

static struct suspect *find(struct page *page, const struct id *id)
{
    for (size_t i = 0; i < POISON_SUSPECTS_MAX; i++)
        if (page->suspects[i].ends > 0 && same(&page->suspects[i].mark.id, id))
            return &page->suspects[i];
    return NULL;
}

static int on_ends(void *self, const struct store_event *event, const char **ret_where)
{
    const struct poison *poison = self;
    struct id id = id_of(event);
    const struct suspect *suspect = find(poison->page, &id);
    *ret_where = suspect ? suspect->mark.where : "";
    return suspect ? suspect->ends : 0;
}

static void on_settled(void *self, const struct store_event *event)
{
    const struct poison *poison = self;
    struct id id = id_of(event);
    struct suspect *suspect = find(poison->page, &id);
    if (suspect)
        suspect->ends = 0;
}

struct turn_guard poison_guard(struct poison *poison)
{
    return (struct turn_guard){poison, on_enter, on_leave, on_ends, on_settled};
}

/* --- the supervisor -------------------------------------------------------------------------- */

static void print_mark(const struct mark *mark, char out[POISON_WORDS_MAX])
{
    const int name = NAME_MAX_KEPT - 1;
    if (mark->id.kind == STORE_UPDATE)
        snprintf(out, POISON_WORDS_MAX, "update %" PRId64 "/%" PRId64 " in %.*s", mark->id.bot,
                 mark->id.number, name, mark->lane);
    else if (mark->id.kind == STORE_TIMER)
        snprintf(out, POISON_WORDS_MAX, "timer %" PRId64 " in %.*s", mark->id.number, name,
                 mark->lane);
    else
        snprintf(out, POISON_WORDS_MAX, "event %.*s in %.*s", name, mark->name, name, mark->lane);
}

/* The suspect of this mark, in the first place; perhaps new, in place of a free or the oldest. */
static struct suspect *raise_suspect(struct page *page, const struct mark *mark)
{
    struct suspect found = {.mark = *mark};
    size_t at = 0;
    while (at < POISON_SUSPECTS_MAX - 1 && page->suspects[at].ends > 0 &&
           !same(&page->suspects[at].mark.id, &mark->id))
        at++;
    if (page->suspects[at].ends > 0 && same(&page->suspects[at].mark.id, &mark->id))
        found.ends = page->suspects[at].ends;
    memmove(page->suspects + 1, page->suspects, at * sizeof(*page->suspects));
    page->suspects[0] = found;
    return page->suspects;
}

void poison_blame(struct poison *poison, bool guilty, char out[POISON_WORDS_MAX])
{
    struct page *page = poison->page;
    out[0] = '\0';
    if (atomic_exchange(&page->running, false) && guilty) {
        page->mark.where[POISON_WORDS_MAX - 1] = '\0';
        struct suspect *suspect = raise_suspect(page, &page->mark);
        suspect->ends++;
        print_mark(&page->mark, out);
    }
    page->mark = (struct mark){.id = {.kind = -1}};
    atomic_store(&poison->run, NULL);
}

/* --- the watchdog ---------------------------------------------------------------------------- */

void poison_running(const struct poison *poison, char out[POISON_WORDS_MAX])
{
    out[0] = '\0';
    if (atomic_load(&poison->page->running))
        print_mark(&poison->page->mark, out);
}

/* The innermost line of the designers' own code, or of any; its end is that of the line. */
static const char *choose_line(const char *where)
{
    for (const char *at = where; at; at = strchr(at, '\n')) {
        at += *at == '\n';
        if (str_starts(at, "scripts/") || str_starts(at, "content/"))
            return at;
    }
    return where;
}

void poison_found(struct poison *poison, const char *where)
{
    char *kept = poison->page->mark.where;
    if (!atomic_load(&poison->page->running))
        return;
    str_copy(kept, POISON_WORDS_MAX, choose_line(where));
    kept[strcspn(kept, "\n")] = '\0';
}

void poison_where(const struct poison *poison, char *out, size_t size)
{
    const struct script_run *run = atomic_load(&poison->run);
    out[0] = '\0';
    if (run)
        script_run_where(run, out, size);
}

/* --- life ------------------------------------------------------------------------------------ */

struct poison *poison_new(void)
{
    struct poison *poison = mem_alloc(sizeof(*poison));
    void *page = mmap(NULL, sizeof(*poison->page), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    poison->page = mem_need(page == MAP_FAILED ? NULL : page);
    return poison;
}

void poison_free(struct poison *poison)
{
    if (!poison)
        return;
    munmap(poison->page, sizeof(*poison->page));
    free(poison);
}
