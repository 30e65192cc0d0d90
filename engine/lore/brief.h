/* A brief: what is asked of the model for one text, and what the answer is held to.
 *
 * The Lua half composes it as JSON (engine/lua/lore_brief.lua), an object with
 *   kind, language, prompt   what for; `prompt` is the hash of the prompt's definition
 *   system                   only what designers and the engine wrote
 *   user                     facts, players' words and an answer that was refused, as data
 *   own                      what of `user` the text may not repeat: all but the refused answer
 *   schema, max_tokens       of the answer, for the model
 *   fields                   of the answer, for the judge: {name: {type, of, min, max}}
 *   never                    words that the text may not have
 *   given.numbers, .names    what the text may say
 *   given.prose              texts of the designers, whose numbers and names it may say
 *   given.apart              names that it may not: they are elsewhere
 *   invents                  "names", "numbers": what it may make up
 *   image                    a picture is wanted and no text: there are no schema and no fields,
 *                            but `model`, and perhaps `aspect` ("16:9")
 *
 * Immutable once made; what it gives lives as long as it does. Not thread-safe. */
#ifndef BYLINA_LORE_BRIEF_H
#define BYLINA_LORE_BRIEF_H

#include "base/error.h"
#include "json/json.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LORE_BRIEF_MAX      (128u << 10) /* bytes of a brief as JSON */
#define LORE_BRIEF_TOKENS   8192         /* the most that max_tokens may be */
#define LORE_BRIEF_FIELDS   16           /* of an answer */
#define LORE_BRIEF_TEXT_MAX 4000         /* characters of one field, whatever the prompt says */

struct lore_brief {
    json *root; /* owns all the rest */
    const char *kind;
    const char *language; /* "ru" */
    const char *system;
    const char *user;
    const char *own;
    const char *prompt; /* hash */
    int64_t max_tokens;
    const json *schema;
    const json *fields;
    const json *never;
    const json *numbers;
    const json *names;
    const json *prose;
    const json *apart;
    bool invents_names;
    bool invents_numbers;
    const char *stream; /* the field that is shown while it is written; NULL: none */
    bool image;         /* a picture is wanted, */
    const char *model;  /* of this model: "" where a text is wanted; */
    const char *aspect; /* NULL: as the model likes */
};

/* ERR_INVALID names what is missing or wrong. */
int lore_brief_new(const char *text, size_t len, struct lore_brief **ret_brief, struct err *err);
void lore_brief_free(struct lore_brief *brief);

#endif
