/* The judge: whatever a model answers, what comes out is a body that may be kept, or a reason.
 *
 * The first byte chooses the brief; the rest is the answer, once as it is and once as the text of a
 * field, so that the rules behind the shape are reached. A body that is kept
 *
 *   - is valid UTF-8 and JSON with exactly the fields of the brief, each within its bounds;
 *   - has no character in its texts that is not seen, and nothing of markup;
 *   - is judged fine again, with itself as the same body (it is canonical), and is a duplicate of
 *     itself when it is among the recent ones. */
#include "fuzz.h"

#include "base/str.h"
#include "lore/judge.h"

#define BRIEF(kind, language, rest)                                                                \
    "{\"kind\":\"" kind "\",\"language\":\"" language "\",\"system\":\"Describe a thing.\","       \
    "\"user\":\"{}\",\"max_tokens\":400,\"prompt\":\"0\"," rest "}"

static const char *const BRIEFS[] = {
    BRIEF("item", "ru",
          "\"fields\":{\"text\":{\"type\":\"text\",\"min\":8,\"max\":120}},\"never\":[\"древний\"],"
          "\"given\":{\"numbers\":[5,12],\"names\":[\"Василиса\"]}"),
    BRIEF(
        "item", "en",
        "\"fields\":{\"text\":{\"type\":\"text\",\"min\":1,\"max\":60},"
        "\"mood\":{\"type\":\"one_of\",\"of\":[\"wry\"]},\"age\":{\"type\":\"integer\",\"max\":9}},"
        "\"invents\":[\"names\",\"numbers\"]"),
    BRIEF("name", "tlh", "\"fields\":{\"text\":{\"type\":\"text\"}},\"invents\":[\"names\"]"),
};
#define BRIEF_COUNT (sizeof BRIEFS / sizeof *BRIEFS)

static struct lore_judge *judge;
static struct lore_brief *briefs[BRIEF_COUNT];

static void start(void)
{
    struct err err = {0};

    judge = lore_judge_new(NULL, NULL);
    for (size_t i = 0; i < BRIEF_COUNT; i++)
        FUZZ_CHECK(!lore_brief_new(BRIEFS[i], strlen(BRIEFS[i]), &briefs[i], &err), "%s", err.text);
}

static void check_text(const json *field, const char *text)
{
    size_t len = strlen(text);
    int64_t count = (int64_t)utf8_count(text, len);

    FUZZ_CHECK(utf8_valid(text, len), "a text that is not UTF-8");
    FUZZ_CHECK(count >= json_int(field, "min", 1) && count <= LORE_BRIEF_TEXT_MAX &&
                   count <= json_int(field, "max", LORE_BRIEF_TEXT_MAX),
               "%lld characters", (long long)count);
    FUZZ_CHECK(!strpbrk(text, "<>[]{}`*_~\\|^"), "markup: %s", text);
    FUZZ_CHECK(!strstr(text, "://") && *text != ' ' && text[len - 1] != ' ', "not tidy: %s", text);
    for (size_t at = 0; at < len;) {
        int32_t code = utf8_next(text, len, &at);
        FUZZ_CHECK(code >= 0x20 || code == '\n', "a control character");
        FUZZ_CHECK(!(code >= 0x200B && code <= 0x200F) && !(code >= 0x202A && code <= 0x202E) &&
                       !(code >= 0x2060 && code <= 0x206F) && code < 0xE0000,
                   "U+%04X", (unsigned)code);
    }
}

static void check_body(const struct lore_brief *brief, const char *body)
{
    json *root = NULL;
    struct err err = {0};

    FUZZ_CHECK(!json_parse(body, strlen(body), &root, &err), "%s: %s", err.text, body);
    FUZZ_CHECK(json_count(root) == json_count(brief->fields), "other fields: %s", body);
    for (const json *field = json_first(brief->fields); field; field = json_next(field)) {
        const json *value = json_get(root, json_key(field));
        FUZZ_CHECK(value, "%s is missing", json_key(field));
        if (str_equal(json_str(field, "type", ""), "text"))
            check_text(field, json_text(value, ""));
    }
    json_free(root);
}

static void check_again(const struct lore_brief *brief, const char *body)
{
    const char *const bodies[] = {body};
    const struct lore_recent recent = {bodies, 1};
    struct lore_verdict again;

    lore_judge(judge, brief, body, strlen(body), NULL, &again);
    FUZZ_CHECK(again.fault == LORE_FINE && str_equal(again.body, body), "not canonical: %s: %s",
               again.words, body);
    free(again.body);
    lore_judge(judge, brief, body, strlen(body), &recent, &again);
    FUZZ_CHECK(again.fault != LORE_FINE, "no duplicate of itself: %s", body);
    free(again.body);
}

static void try(const struct lore_brief *brief, const char *answer, size_t len)
{
    const char *const bodies[] = {"{\"text\":\"Василиса спит.\"}", "", "{"};
    const struct lore_recent recent = {bodies, 3};
    struct lore_verdict verdict;

    lore_judge(judge, brief, answer, len, &recent, &verdict);
    FUZZ_CHECK((verdict.fault == LORE_FINE) == (verdict.body != NULL), "fault and body disagree");
    FUZZ_CHECK((verdict.fault == LORE_FINE) == (*verdict.words == '\0'), "no words");
    FUZZ_CHECK(utf8_valid(verdict.words, strlen(verdict.words)), "broken words");
    if (verdict.body) {
        check_body(brief, verdict.body);
        check_again(brief, verdict.body);
    }
    free(verdict.body);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!judge)
        start();
    if (size == 0)
        return 0;
    const struct lore_brief *brief = briefs[data[0] % BRIEF_COUNT];
    char *text = fuzz_text(data + 1, size - 1);
    json *root = json_object();

    try(brief, text, size - 1);
    json_add_str(root, "text", text);
    if (json_get(brief->fields, "mood"))
        json_add_str(root, "mood", "wry");
    if (json_get(brief->fields, "age"))
        json_add_int(root, "age", 3);
    char *answer = json_print(root);
    try(brief, answer, strlen(answer));
    free(answer);
    json_free(root);
    free(text);
    return 0;
}
