/* The words come from the live generation by a call outside any turn, since there is no turn. The
 * player's own document is not read (the database may be what has failed): the language is the one
 * of his client.
 *
 * A call into Lua costs some ten microseconds, and an outage may ask for the same words ten
 * thousand times at once: so they are remembered until the scripts change. Codes of languages come
 * from outside, so what is remembered has a limit. */
#include "turn/notice.h"

#include "json/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_KEY = 128 };

struct notices {
    struct turns *turns;
    struct map *words; /* by language, kind and key */
};

struct notices *notices_new(struct turns *turns)
{
    struct notices *notices = mem_alloc(sizeof(*notices));
    notices->turns = turns;
    notices->words = map_new();
    return notices;
}

void notices_free(struct notices *notices)
{
    if (!notices)
        return;
    map_free_with(notices->words, free);
    free(notices);
}

void notices_forget(struct notices *notices)
{
    map_free_with(notices->words, free);
    notices->words = map_new();
}

/* The entry's result is a text in JSON. */
static char *ask(struct notices *notices, const char *key, const char *lang, bool plain)
{
    struct generation *generation = notices->turns->config.generation;
    json *asked = json_object();
    json *told = NULL;
    json *texts = NULL;
    char *result = NULL;
    struct err err = {0};
    json_add_str(asked, "key", key);
    json_add_str(asked, "lang", lang);
    json_add_bool(asked, "plain", plain);
    const char *shut = notices->turns->shut;
    if (shut && strcmp(key, NOTICE_SHUT) == 0 && json_parse(shut, strlen(shut), &texts, NULL) == 0)
        json_add(asked, "texts", texts);
    char *argument = json_print(asked);
    int code = generation_call(generation, "notice", argument, &result, &err);
    if (!code)
        code = json_parse(result, strlen(result), &told, &err);
    if (code)
        log_warn("turn", LOG_T("the game has no words for a notice"), LOG_S("key", key),
                 LOG_S("error", err.text));
    char *words = mem_strdup(json_text(told, ""));
    json_free(asked);
    json_free(told);
    free(argument);
    free(result);
    return words;
}

static const char *words_of(struct notices *notices, const char *key, const char *lang, bool plain)
{
    char code[NOTICE_LANG_MAX + 1];
    char name[WORDS_KEY];
    snprintf(code, sizeof(code), "%s", lang ? lang : "");
    snprintf(name, sizeof(name), "%s %d %s", code, plain, key);
    char *words = map_get(notices->words, name);
    if (words)
        return words;
    if (map_count(notices->words) >= NOTICE_WORDS_MAX)
        notices_forget(notices);
    words = ask(notices, key, code, plain);
    map_put(notices->words, name, words);
    return words;
}

const char *notices_plain(struct notices *notices, const char *key, const char *lang)
{
    return words_of(notices, key, lang, true);
}

const char *notices_html(struct notices *notices, const char *key, const char *lang)
{
    return words_of(notices, key, lang, false);
}
