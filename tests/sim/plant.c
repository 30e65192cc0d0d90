/* Which bug is planted in this process. Most are branches of the real code (base/plant.h); one is
 * in the engine's Lua half, which is given to the generation as texts and changed on the way. */
#include "plants.h"

#include "base/mem.h"
#include "base/plant.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

static const char *planted;

static const struct plant plants[] = {
    {"confirm_early", "updates are confirmed before they are safe"},
    {"no_version_check", "the commit looks at no versions"},
    {"only_writes", "only documents that are written are validated"},
    {"rerun_cached", "a rerun after a conflict reads from the cache"},
    {"timer_outside", "a timer's row is deleted outside the transaction"},
    {"live_first", "a live event goes before an overdue timer"},
    {"outbox_early", "a row of the outbox is ended before the call leaves"},
    {"backlog_twice", "a push that is read from the backlog stays in it"},
    {"backlog_overtaken", "what comes later in a chat does not wait for its backlog"},
    {"backlog_forgotten", "a push whose hint is lost is found by nobody"},
    {"seen_high_water", "seen ids are a high-water mark"},
    {"settle_by_select", "an unknown commit is settled by a SELECT"},
    {"double_tap", "a used button is heard again under a new update id"},
    {"lost_is_done", "a group whose connection is lost is taken for done (--store postgres)"},
    {NULL, NULL},
};

const struct plant *plants_all(void)
{
    return plants;
}

bool plant_choose(const char *name)
{
    for (const struct plant *plant = plants; plant->name; plant++)
        if (str_equal(plant->name, name)) {
            planted = plant->name;
            return true;
        }
    return false;
}

#ifdef BYLINA_PLANT
bool plant_is(const char *name)
{
    return planted && str_equal(planted, name);
}
#endif

/* `with` in place of `what` in one of the files: a copy for free(), or NULL if it is not there. */
static char *replaced(const struct embedded *file, const char *what, const char *with)
{
    const char *text = (const char *)file->data;
    const char *at = strstr(text, what);
    if (!at)
        return NULL;
    return mem_printf("%.*s%s%s", (int)(at - text), text, with, at + strlen(what));
}

const struct embedded *plant_lua(const struct embedded *files)
{
    if (!str_equal(planted, "double_tap"))
        return files;
    size_t count = 0;
    while (files[count].path)
        count++;
    struct embedded *changed = mem_array(count + 1, sizeof(*changed));
    bool done = false;
    for (size_t i = 0; i < count; i++) {
        changed[i] = files[i];
        char *text = str_equal(files[i].path, "screen.lua")
                         ? replaced(&files[i], "for i = at + 1, #T.session.views do",
                                    "for i = 1, #T.session.views do")
                         : NULL;
        if (!text)
            continue;
        changed[i].data = (const unsigned char *)text;
        changed[i].size = strlen(text);
        done = true;
    }
    return done ? changed : NULL;
}
