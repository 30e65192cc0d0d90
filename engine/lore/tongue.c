/* In which language is a text? By the letters first, then by libexttextcat.
 *
 * The letters decide what they can: a Russian text is in Cyrillic, an English one in Latin, and a
 * word of the other alphabet may stand there only if it is one of the names that were given (a hero
 * called John in a Russian game). A word of two alphabets is a disguise, and a third alphabet is
 * none of ours. Letters that only the neighbours have (і, ї, є, ґ, ў, ђ, ...) tell Ukrainian,
 * Belarusian and Serbian from Russian even in two words.
 *
 * What is left is told by n-grams (Cavnar and Trenkle, 1994): libexttextcat, with the fingerprints
 * of those languages alone that a model might drift into. It takes a few sentences to be sure, so
 * it is asked from SURE_LETTERS on, and the text passes if its language is among those that score
 * nearly as well as the best (of 924 sentences of docs/ one is taken for another language, and that
 * is a line of code; of the Russian words of engine/lua none). Shorter ones are told by their
 * letters alone. A language without a fingerprint in the list is not checked.
 *
 * The list of fingerprints is a file for the library, so it is given one in memory. */
#include "lore/judge_inner.h"

#include "base/mem.h"
#include "base/str.h"

#include <libexttextcat/textcat.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define SURE_LETTERS  40  /* fewer are not asked of the library */
#define ASKED_MAX     800 /* bytes of a text that it reads: more do not make it surer */
#define LETTERS_LEAST 2   /* a text has letters */

struct script {
    const char *language;
    unsigned alphabet;
    const char *strange; /* letters of its alphabet that it has not */
};

static const struct script SCRIPTS[] = {
    {"ru", WORD_CYRILLIC, "іїєґўђјљњћџѓќѕәғқңөұүһ"},
    {"en", WORD_LATIN, "äöüßñçřšžčěůąęłńśźżğışőűæøå"},
};

/* For special_textcat_Init: a fingerprint's file and what its language is called, a line each. */
static const char LANGUAGES[] =
    "ru.lm ru\nuk.lm uk\nbe.lm be\nbg.lm bg\nmk.lm mk\nsr-Cyrl.lm sr\nkk.lm kk\n"
    "en.lm en\nde.lm de\nfr.lm fr\nes.lm es\nit.lm it\npt.lm pt\nnl.lm nl\npl.lm pl\ncs.lm cs\n"
    "sv.lm sv\nda.lm da\nnb.lm nb\nro.lm ro\nfi.lm fi\nhu.lm hu\nlt.lm lt\nlv.lm lv\net.lm et\n"
    "hr.lm hr\nsk.lm sk\nsl.lm sl\ntr.lm tr\nid.lm id\nla.lm la\n";

struct tongue {
    void *library; /* NULL: by letters alone */
};

/* The library exits or dereferences nothing where a fingerprint is missing: look before. */
static bool has_data(const char *data)
{
    char *path = mem_printf("%sru.lm", data);
    bool has = access(path, R_OK) == 0;

    free(path);
    return has;
}

static void *open_library(const char *data)
{
    size_t len = sizeof LANGUAGES - 1;
    void *library = NULL;
    int file = memfd_create("languages", MFD_CLOEXEC);

    if (file < 0)
        return NULL;
    if (write(file, LANGUAGES, len) == (ssize_t)len) {
        char *path = mem_printf("/proc/self/fd/%d", file);
        library = special_textcat_Init(path, data);
        free(path);
    }
    close(file);
    return library;
}

struct tongue *tongue_new(const char *data, struct err *err)
{
    struct tongue *tongue = mem_alloc(sizeof *tongue);
    char *folder = mem_printf("%s/", data ? data : BYLINA_TEXTCAT_DATA);

    if (err)
        *err = (struct err){0};
    if (has_data(folder))
        tongue->library = open_library(folder);
    if (!tongue->library)
        err_set(err, ERR_NOT_FOUND,
                "%s has no data of libexttextcat: languages are told by their letters alone; "
                "install libexttextcat-data",
                folder);
    free(folder);
    return tongue;
}

void tongue_free(struct tongue *tongue)
{
    if (!tongue)
        return;
    if (tongue->library)
        textcat_Done(tongue->library);
    free(tongue);
}

static const struct script *script_of(const char *language)
{
    for (size_t i = 0; i < sizeof SCRIPTS / sizeof *SCRIPTS; i++)
        if (str_equal(language, SCRIPTS[i].language))
            return &SCRIPTS[i];
    return NULL;
}

static bool has_strange(const char *fold, const char *strange)
{
    char letter[5] = "";
    size_t len = strlen(fold);

    for (size_t at = 0; at < len;) {
        int32_t code = utf8_next(fold, len, &at);
        letter[utf8_put(code, letter)] = '\0';
        if (code >= 0x80 && strstr(strange, letter))
            return true;
    }
    return false;
}

/* Is the word one of those that were given, letter for letter? */
static bool is_given(const struct words *given, const char *fold)
{
    for (size_t i = 0; i < given->count; i++)
        if (words_same(fold, words_fold(given, i)))
            return true;
    return false;
}

static enum lore_fault check_word(const struct script *script, const struct words *given,
                                  const struct answer *answer, size_t i,
                                  struct lore_verdict *verdict)
{
    const struct word *word = &answer->words.list[i];
    const char *fold = words_fold(&answer->words, i);
    int len = (int)word->len;
    const char *said = answer->text.data + word->from;

    if (word->alphabets == WORD_DIGITS || is_given(given, fold))
        return LORE_FINE;
    if (word->alphabets & (word->alphabets - 1))
        return lore_refuse(verdict, LORE_LANGUAGE, "the word \"%.*s\" mixes alphabets", len, said);
    if (word->alphabets != script->alphabet)
        return lore_refuse(verdict, LORE_LANGUAGE,
                           "the word \"%.*s\" is not in the alphabet of the language \"%s\"", len,
                           said, script->language);
    if (has_strange(fold, script->strange))
        return lore_refuse(verdict, LORE_LANGUAGE,
                           "the word \"%.*s\" has letters that the language \"%s\" has not", len,
                           said, script->language);
    return LORE_FINE;
}

static enum lore_fault by_letters(const struct lore_brief *brief, const struct answer *answer,
                                  struct lore_verdict *verdict)
{
    const struct script *script = script_of(brief->language);
    enum lore_fault fault = LORE_FINE;
    struct words given;

    if (!script)
        return LORE_FINE;
    names_given(brief, &given);
    for (size_t i = 0; i < answer->words.count && !fault; i++)
        fault = check_word(script, &given, answer, i, verdict);
    words_done(&given);
    return fault;
}

static size_t count_letters(const struct answer *answer)
{
    size_t letters = 0;

    for (size_t i = 0; i < answer->words.count; i++)
        if (answer->words.list[i].alphabets != WORD_DIGITS) {
            const char *fold = words_fold(&answer->words, i);
            letters += utf8_count(fold, strlen(fold));
        }
    return letters;
}

static enum lore_fault by_library(struct tongue *tongue, const struct lore_brief *brief,
                                  const struct answer *answer, struct lore_verdict *verdict)
{
    size_t len = answer->text.len < ASKED_MAX ? answer->text.len : ASKED_MAX;
    enum lore_fault fault = LORE_FINE;

    while (len && len < answer->text.len && ((unsigned char)answer->text.data[len] & 0xC0) == 0x80)
        len--;
    candidate_t *found = textcat_GetClassifyFullOutput(tongue->library);
    int count = textcat_ClassifyFull(tongue->library, answer->text.data, len, found);
    char *row = mem_printf(" %s\n", brief->language);
    bool is_it = count <= 0 || !strstr(LANGUAGES, row); /* no fingerprint: nothing to say */
    free(row);
    for (int i = 0; i < count && !is_it; i++)
        is_it = str_equal(found[i].name, brief->language);
    if (!is_it)
        fault = lore_refuse(verdict, LORE_LANGUAGE,
                            "the text is not in the language \"%s\"; it looks like \"%s\"",
                            brief->language, found[0].name);
    textcat_ReleaseClassifyFullOutput(tongue->library, found);
    return fault;
}

enum lore_fault lore_language(struct tongue *tongue, const struct lore_brief *brief,
                              const struct answer *answer, struct lore_verdict *verdict)
{
    size_t letters = count_letters(answer);
    enum lore_fault fault = by_letters(brief, answer, verdict);

    if (fault || answer->text.len == 0)
        return fault;
    if (letters < LETTERS_LEAST)
        return lore_refuse(verdict, LORE_LANGUAGE, "the text has hardly a letter");
    if (!tongue->library || letters < SURE_LETTERS)
        return LORE_FINE;
    return by_library(tongue, brief, answer, verdict);
}
