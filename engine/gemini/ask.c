/* The body of a request, as the API's own clients send it: nothing that was not asked for is in it,
 * and never temperature, topP or topK, which new models refuse.
 *
 * Safety: the service's own thresholds refuse plain sword fights. So what is dangerous or rude is
 * refused only where it is certain; the rest is left as it is. */
#include "gemini/ask.h"

#include <string.h>

#define SEED_MAX      INT32_MAX
#define TOKENS_BESIDE 64 /* that a request has beside its texts, */
#define TOKENS_A_PART 8  /* and that each of them has */

static const char *const DARING[] = {"HARM_CATEGORY_HARASSMENT", "HARM_CATEGORY_DANGEROUS_CONTENT"};

static json *text_part(const char *text)
{
    json *part = json_object();
    json_add_str(part, "text", text);
    return part;
}

static json *contents_of(const struct gemini_ask *ask)
{
    json *contents = json_array();
    json *content = json_object();
    json *parts = json_array();

    for (size_t i = 0; i < ask->part_count; i++)
        json_push(parts, text_part(ask->parts[i]));
    json_add_str(content, "role", "user");
    json_add(content, "parts", parts);
    json_push(contents, content);
    return contents;
}

static json *system_of(const char *system)
{
    json *content = json_object();
    json *parts = json_array();
    json_push(parts, text_part(system));
    json_add_str(content, "role", "user");
    json_add(content, "parts", parts);
    return content;
}

static json *safety(void)
{
    json *list = json_array();
    for (size_t i = 0; i < sizeof(DARING) / sizeof(DARING[0]); i++) {
        json *one = json_object();
        json_add_str(one, "category", DARING[i]);
        json_add_str(one, "threshold", "BLOCK_ONLY_HIGH");
        json_push(list, one);
    }
    return list;
}

static void add_image(json *generation, const struct gemini_ask *ask)
{
    json *modalities = json_array();

    json_push(modalities, json_new_str("IMAGE"));
    json_add(generation, "responseModalities", modalities);
    if (ask->aspect_ratio) {
        json *image = json_object();
        json_add_str(image, "aspectRatio", ask->aspect_ratio);
        json_add(generation, "imageConfig", image);
    }
}

static int add_schema(json *generation, const char *schema, struct err *err)
{
    json *tree = NULL;
    if (json_parse(schema, strlen(schema), &tree, err) != 0)
        return err_prefix(err, "the schema of an answer");
    json_add_str(generation, "responseMimeType", "application/json");
    json_add(generation, "responseJsonSchema", tree);
    return 0;
}

static int add_generation(json *body, const struct gemini_ask *ask, struct err *err)
{
    json *generation = json_object();
    int code = ask->schema ? add_schema(generation, ask->schema, err) : 0;

    if (ask->max_tokens > 0)
        json_add_int(generation, "maxOutputTokens", ask->max_tokens);
    if (ask->seed > 0 && ask->seed <= SEED_MAX)
        json_add_int(generation, "seed", ask->seed);
    if (ask->thinking) {
        json *thinking = json_object();
        json_add_str(thinking, "thinkingLevel", ask->thinking);
        json_add(generation, "thinkingConfig", thinking);
    }
    if (ask->image)
        add_image(generation, ask);
    json_add(body, "generationConfig", generation);
    return code;
}

int ask_build(const struct gemini_ask *ask, json **ret_body, struct err *err)
{
    if (ask->part_count == 0)
        return err_set(err, ERR_INVALID, "an ask without a text");
    json *body = json_object();
    json_add(body, "contents", contents_of(ask));
    if (ask->system)
        json_add(body, "systemInstruction", system_of(ask->system));
    json_add(body, "safetySettings", safety());
    int code = add_generation(body, ask, err);
    if (code != 0)
        json_free(body);
    else
        *ret_body = body;
    return code;
}

int ask_print(const json *body, const char *token, char **ret_text, size_t *ret_len,
              struct err *err)
{
    struct buf text;
    buf_init(&text, GEMINI_ASK_MAX);
    json *whole = json_clone(body);
    if (token)
        json_add_str(whole, "continuationToken", token);
    int code = json_write(whole, &text);
    json_free(whole);
    if (code == 0)
        *ret_text = buf_detach(&text, ret_len);
    else
        err_set(err, ERR_LIMIT, "the ask is longer than %u bytes (GEMINI_ASK_MAX)", GEMINI_ASK_MAX);
    buf_done(&text);
    return code == 0 ? 0 : ERR_LIMIT;
}

int64_t gemini_ask_tokens(const struct gemini_ask *ask)
{
    size_t bytes = TOKENS_BESIDE;
    for (size_t i = 0; i < ask->part_count; i++)
        bytes += strlen(ask->parts[i]) + TOKENS_A_PART;
    if (ask->system)
        bytes += strlen(ask->system);
    if (ask->schema)
        bytes += strlen(ask->schema);
    return (int64_t)bytes;
}
