/* The journal: what survives a restart, a torn last line, a broken one, files, the clock. */
#include "talk.h"

#include "sandbox/journal.h"

#include <signal.h>
#include <sys/resource.h>

static char folder[] = "/tmp/bylina-sandbox-XXXXXX";
static char path[128];

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof(path), "%s/journal", folder);
    return 0;
}

static int drop_folder(void **state)
{
    char *command = mem_printf("rm -r %s", folder);
    (void)state;
    int code = system(command);
    free(command);
    return code;
}

static char *state_of(struct rig *rig)
{
    json *seen = rig_control(rig, "chat?chat=5", NULL, 200);
    json_remove(seen, "seq");
    char *text = json_print(seen);
    json_free(seen);
    return text;
}

static void play(struct rig *rig)
{
    rig_start_player(rig);
    json_free(rig_bot(rig, "setMyCommands",
                      "{\"commands\":[{\"command\":\"go\",\"description\":\"d\"}]}", 200));
    json_free(rig_bot(rig, "sendMessage",
                      "{\"chat_id\":5,\"text\":\"<b>a</b>\",\"parse_mode\":\"HTML\","
                      "\"reply_markup\":{\"keyboard\":[[\"x\"]]}}",
                      200));
    json_free(rig_bot(rig, "sendMessage", "{\"chat_id\":5,\"text\":\"gone\"}", 200));
    json_free(rig_bot(rig, "deleteMessage", "{\"chat_id\":5,\"message_id\":3}", 200));
    json_free(
        rig_bot(rig, "editMessageText", "{\"chat_id\":5,\"message_id\":2,\"text\":\"c\"}", 200));
    json_free(rig_bot(rig, "setMessageReaction",
                      "{\"chat_id\":5,\"message_id\":1,\"reaction\":[{\"type\":\"emoji\",\"emoji\":"
                      "\"\xF0\x9F\x91\x8D\"}]}",
                      200));
    json_free(rig_control(rig, "clock", "{\"skip\":3600}", 200));
}

static void append(const char *text)
{
    FILE *file = fopen(path, "ae");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void test_survives(void **state)
{
    struct rig rig;
    char *last = NULL;
    (void)state;
    rig_open(&rig, path, NULL);
    play(&rig);
    json *tap = rig_control(&rig, "tap", "{\"player\":5,\"message_id\":2,\"data\":\"d\"}", 200);
    char *params =
        mem_printf("{\"callback_query_id\":\"%s\"}", json_str(tap, "callback_query_id", ""));
    int64_t update = json_int(tap, "update_id", 0);
    json_free(tap);
    char *before = state_of(&rig);
    rig_close(&rig);
    for (int i = 0; i < 2; i++) { /* replayed as it was written, then as it was shortened */
        rig_open(&rig, path, NULL);
        last = state_of(&rig);
        assert_string_equal(last, before);
        free(last);
        json *clock = rig_control(&rig, "clock", NULL, 200);
        assert_int_equal(json_int(clock, "skipped", 0), 3600);
        json_free(clock);
        json *updates = rig_bot(&rig, "getUpdates", "{}", 200);
        const json *list = json_get(updates, "result");
        assert_int_equal(json_count(list), 2);
        assert_int_equal(json_int(json_at(list, 1), "update_id", 0), update);
        json_free(updates);
        if (i == 0)
            json_free(rig_bot(&rig, "answerCallbackQuery", params, 200));
        else
            rig_refused(&rig, "answerCallbackQuery", params, 400,
                        "Bad Request: query is too old and response timeout expired or query ID is "
                        "invalid");
        rig_close(&rig);
        append(i == 0 ? "{\"t\":\"message\",\"bot\":1,\"m\":{\"mess" : "");
    }
    free(params);
    free(before);
}

/* A line that is no JSON, or names what is unknown, costs that line only. */
static void test_broken_lines(void **state)
{
    struct rig rig;
    (void)state;
    append("rubbish\n{\"t\":\"message\",\"bot\":9}\n{\"t\":\"chat\",\"bot\":1}\n[]\n{\"t\":7}\n"
           "{\"t\":\"player\",\"user\":{\"id\":66,\"first_name\":\"After\"}}\n");
    rig_open(&rig, path, NULL);
    json *seen = rig_control(&rig, "state", NULL, 200);
    const json *players = json_get(seen, "players");
    assert_string_equal(json_str(json_at(players, json_count(players) - 1), "first_name", ""),
                        "After");
    json_free(seen);
    rig_close(&rig);
}

static void test_confirmed_stays_confirmed(void **state)
{
    struct rig rig;
    char params[64];
    (void)state;
    rig_open(&rig, path, NULL);
    json *updates = rig_bot(&rig, "getUpdates", "{\"offset\":-1}", 200);
    int64_t id = json_int(json_at(json_get(updates, "result"), 0), "update_id", 0);
    json_free(updates);
    snprintf(params, sizeof(params), "{\"offset\":%lld}", (long long)id + 1);
    json_free(rig_bot(&rig, "getUpdates", params, 200));
    rig_close(&rig);
    rig_open(&rig, path, NULL);
    updates = rig_bot(&rig, "getUpdates", "{}", 200);
    assert_int_equal(json_count(json_get(updates, "result")), 0);
    json_free(updates);
    json *sent = rig_control(&rig, "send", "{\"player\":5,\"text\":\"a\"}", 200);
    assert_int_equal(json_int(sent, "update_id", 0), id + 1);
    json_free(sent);
    rig_close(&rig);
}

static void on_uploaded(void *ctx, const struct http_response *res, const struct err *err)
{
    rig_on_done(ctx, res, err);
}

static json *send_document(struct rig *rig)
{
    struct reply reply = {.rig = rig};
    char *url = mem_printf("http://127.0.0.1:%d/bot" RIG_TOKEN "/sendDocument", rig->port);
    const struct http_part parts[] = {
        {.name = "chat_id", .data = "5", .len = 1},
        {.name = "document",
         .filename = "a.txt",
         .content_type = "text/plain",
         .data = "hi",
         .len = 2},
    };
    const struct http_request request = {
        .url = url, .parts = parts, .part_count = 2, .on_done = on_uploaded, .ctx = &reply};
    http_client_send(rig->client, &request);
    free(url);
    return rig_take(rig, &reply, 200);
}

static void check_bytes(struct rig *rig, const char *id)
{
    struct reply reply;
    char *params = mem_printf("{\"file_id\":\"%s\"}", id);
    json *file = rig_bot(rig, "getFile", params, 200);
    char *address = mem_printf("/file/bot" RIG_TOKEN "/%s",
                               json_str(json_get(file, "result"), "file_path", ""));
    rig_start(rig, &reply, "GET", address, NULL);
    rig_finish(rig, &reply);
    assert_int_equal(reply.status, 200);
    assert_string_equal(reply.text, "hi");
    reply_done(&reply);
    free(address);
    free(params);
    json_free(file);
}

static void test_files(void **state)
{
    struct rig rig;
    (void)state;
    rig_open(&rig, path, NULL);
    json *sent = send_document(&rig);
    const json *document = json_get(json_get(sent, "result"), "document");
    assert_string_equal(json_str(document, "file_name", ""), "a.txt");
    char *id = mem_strdup(json_str(document, "file_id", ""));
    json_free(sent);
    check_bytes(&rig, id);
    rig_close(&rig);
    rig_open(&rig, path, NULL);
    check_bytes(&rig, id);
    rig_close(&rig);
    rig_open(&rig, NULL, NULL); /* without a journal */
    rig_start_player(&rig);
    sent = send_document(&rig);
    check_bytes(&rig, json_str(json_get(json_get(sent, "result"), "document"), "file_id", ""));
    json_free(sent);
    rig_close(&rig);
    free(id);
}

static void test_unreadable(void **state)
{
    struct rig rig;
    struct err err = {0};
    struct sandbox *sandbox = NULL;
    (void)state;
    rig_open(&rig, NULL, NULL);
    const struct sandbox_config config = {
        .server = rig.server, .client = rig.client, .journal = folder};
    assert_true(sandbox_new(rig.loop, &config, &sandbox, &err) < 0);
    assert_non_null(strstr(err.text, folder));
    rig_close(&rig);
}

static void add_lines(struct journal *journal, int count)
{
    for (int i = 0; i < count; i++) {
        json *record = json_object();
        json_add_int(record, "i", i);
        journal_add(journal, record);
    }
}

static void dump_three(void *ctx, struct journal *journal)
{
    ++*(int *)ctx;
    add_lines(journal, 3);
}

static void count_line(void *ctx, const json *record)
{
    (void)record;
    ++*(int *)ctx;
}

static int count_lines(const char *name)
{
    int count = 0;
    assert_int_equal(journal_replay(name, count_line, &count, NULL), 0);
    return count;
}

/* A file-size limit stands for a full disk: nothing is torn, and the lines come when there is room.
 */
static void test_full_disk(void **state)
{
    struct journal *journal = NULL;
    struct err err = {0};
    struct rlimit before, tight;
    int dumps = 0;
    char *name = mem_printf("%s/full", folder);
    (void)state;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    assert_true(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    assert_int_equal(journal_open(name, dump_three, &dumps, &journal, &err), 0);
    tight = before;
    tight.rlim_cur = 100;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
    add_lines(journal, 50);
    journal_flush(journal);
    assert_int_equal(count_lines(name), 3);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    journal_flush(journal);
    assert_int_equal(count_lines(name), 53);
    assert_int_equal(dumps, 1);
    journal_free(journal);
    free(name);
}

/* When it has grown a lot it is written anew and short. */
static void test_growth(void **state)
{
    struct journal *journal = NULL;
    struct err err = {0};
    int dumps = 0;
    char *name = mem_printf("%s/growth", folder);
    char *line = mem_alloc((1u << 20) + 1);
    (void)state;
    memset(line, ' ', 1u << 20);
    memcpy(line, "{}", 2);
    assert_int_equal(journal_open(name, dump_three, &dumps, &journal, &err), 0);
    for (unsigned int bytes = 0; bytes < JOURNAL_REWRITE_BYTES; bytes += 1u << 20) {
        assert_int_equal(dumps, 1);
        journal_add_text(journal, line, 1u << 20);
        journal_flush(journal);
    }
    assert_int_equal(dumps, 2);
    journal_free(journal);
    assert_int_equal(count_lines(name), 3);
    free(line);
    free(name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_survives),
        cmocka_unit_test(test_broken_lines),
        cmocka_unit_test(test_confirmed_stays_confirmed),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_growth),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
