/* An update as it comes: JSON, telegram/update.c, and the port, which makes it an input of a turn.
 * What the port gives must be whole: a lane of one player, an event that is JSON with his id, and
 * the update itself, so that the inbox can give it again.
 *
 * The port's client is one that nothing is ever sent with: pre-checkout queries, which the port
 * answers at once, are read but not given to it. */
#include "fuzz.h"

#include "app/port.h"
#include "base/log.h"
#include "base/str.h"

#define TOKEN "123456789:AAFuzzSecretOfTheBot"

static struct port *port_open(void)
{
    static struct port *port;
    if (port)
        return port;
    struct loop *loop = loop_new();
    struct telegram_config config = {
        .client = http_client_new(loop), .api_url = "http://127.0.0.1:1", .token = TOKEN};
    struct port_config made = {.telegram = telegram_new(loop, &config), .content_dir = "content"};
    port = port_new(&made);
    log_setup(LOG_JSON, LOG_ERROR);
    return port;
}

static void check_update(const struct telegram_update *read)
{
    const char *const texts[] = {read->first_name, read->username, read->lang,
                                 read->chat_type,  read->text,     read->callback,
                                 read->data,       read->charge,   read->payload};
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        FUZZ_CHECK(texts[i] && utf8_valid(texts[i], strlen(texts[i])), "text %zu is broken", i);
}

static void check_input(const struct turn_input *input, const json *update)
{
    struct err err = {0};
    json *event = NULL, *raw = NULL;

    FUZZ_CHECK(json_parse(input->event, strlen(input->event), &event, &err) == 0, "event: %s",
               err.text);
    char *lane = mem_printf("player/%s", json_str(event, "player", "?"));
    FUZZ_CHECK(str_equal(lane, input->lane), "lane %s, player %s", input->lane, lane);
    FUZZ_CHECK(*json_str(event, "type", ""), "an event without a type");
    FUZZ_CHECK(json_parse(input->raw, strlen(input->raw), &raw, &err) == 0, "raw: %s", err.text);
    FUZZ_CHECK(json_same(raw, update), "the update is kept as something else");
    free(lane);
    json_free(event);
    json_free(raw);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct port *port = port_open();
    struct telegram_update read;
    struct turn_input input;
    struct err err = {0};
    json *update = NULL;

    if (json_parse((const char *)data, size, &update, &err) != 0)
        return 0;
    if (telegram_update_read(update, &read, &err) == 0) {
        check_update(&read);
        if (read.kind != TELEGRAM_PRE_CHECKOUT && port_read(port, update, &input, &err) == 0)
            check_input(&input, update);
    } else {
        FUZZ_CHECK(*err.text, "refused without words");
    }
    json_free(update);
    return 0;
}
