/* The judge: good texts of both languages pass and come out in their canonical form; for each rule
 * there are texts that break it and nothing else. */
#include "lore/judge.h"

#include "base/mem.h"
#include "check.h"

static struct lore_judge *judge;

static const char RU[] =
    "{\"kind\":\"item\",\"language\":\"ru\",\"system\":\"Describe a thing from a Russian tale in "
    "two or "
    "three dry, warm sentences.\",\"user\":\"The facts, as JSON: "
    "{\\\"name\\\":\\\"Меч-кладенец\\\",\\\"hint\\\":\\\"он лежит под корнями очень старого дуба и "
    "никого не ждёт\\\"}\",\"schema\":{},\"max_tokens\":400,\"prompt\":\"0123\","
    "\"fields\":{\"text\":{\"type\":\"text\",\"min\":20,\"max\":300}},"
    "\"never\":[\"древний\",\"как языковая модель\",\"Мирослава\"],"
    "\"given\":{\"numbers\":[5,12,125],\"names\":[\"Меч-кладенец\",\"Василиса\",\"Лукоморье\"],"
    "\"apart\":[\"Старый мост\",\"Лес\"]}}";

static const char EN[] =
    "{\"kind\":\"item\",\"language\":\"en\",\"system\":\"Describe a thing.\",\"user\":\"{}\","
    "\"schema\":{},\"max_tokens\":400,\"prompt\":\"0123\","
    "\"fields\":{\"text\":{\"type\":\"text\",\"min\":20,\"max\":300},"
    "\"mood\":{\"type\":\"one_of\",\"of\":[\"wry\",\"sad\"]},"
    "\"age\":{\"type\":\"integer\",\"min\":1,\"max\":9}},\"never\":[\"whispers\"],"
    "\"given\":{\"numbers\":[5,25,1000],\"names\":[\"Vasilisa\",\"Иван\",\"The Stone at the "
    "Crossroads\"]}}";

/* For free(). `text` stands in the field of that name, as it is in JSON. */
static char *answer_of(const char *text)
{
    json *root = json_object();
    json_add_str(root, "text", text);
    char *answer = json_print(root);
    json_free(root);
    return answer;
}

static struct lore_verdict verdict_of(const char *brief_json, const char *answer,
                                      const struct lore_recent *recent)
{
    struct lore_brief *brief = NULL;
    struct lore_verdict verdict;
    struct err err = {0};

    if (lore_brief_new(brief_json, strlen(brief_json), &brief, &err))
        fail_msg("%s", err.text);
    lore_judge(judge, brief, answer, strlen(answer), recent, &verdict);
    lore_brief_free(brief);
    return verdict;
}

static void expect(const char *brief, const char *answer, enum lore_fault fault)
{
    struct lore_verdict verdict = verdict_of(brief, answer, NULL);

    if (verdict.fault != fault)
        fail_msg("%s: %s (%s), not %s", answer, lore_fault_name(verdict.fault), verdict.words,
                 lore_fault_name(fault));
    assert_true((verdict.body != NULL) == (fault == LORE_FINE));
    assert_true((*verdict.words != '\0') == (fault != LORE_FINE));
    free(verdict.body);
}

static void expect_text(const char *text, enum lore_fault fault)
{
    char *answer = answer_of(text);
    expect(RU, answer, fault);
    free(answer);
}

static void expect_english(const char *text, enum lore_fault fault)
{
    char *plain = answer_of(text), *answer;

    plain[strlen(plain) - 1] = '\0';
    answer = mem_printf("%s,\"mood\":\"wry\",\"age\":3}", plain);
    expect(EN, answer, fault);
    free(plain);
    free(answer);
}

static void good_texts_pass(void **state)
{
    static const char *const russian[] = {
        "Лежал под дубом дольше, чем стоит дуб. Сам находит, куда ударить, — надо только не "
        "мешать.",
        "Клинок помнит чужую руку и к твоей пока присматривается. Василисе он бы не понравился: "
        "слишком много молчит.",
        "Кладенца ковали двенадцать зим, а он всё равно вышел с характером.",
        "— Бери, — сказал старик. — Только Василисы не зови: она такого железа не любит!",
        "Сила его — 5, и ни на волос больше. В Лукоморье о таком не спорят.",
        "Говорят, за него давали сто двадцать пять монет и козу. Козу вернули.",
        "Первый хозяин ушёл пешком, второй — босиком. Один меч остался при деле.",
        "Сотни лет он лежал без дела, и это пошло ему на пользу.",
        "Не блестит, не звенит, не просится в руку. Зато и не подводит.",
    };
    static const char *const english[] = {
        "It lay under the oak longer than the oak has stood, and it knows where to strike.",
        "Vasilisa's aunt would not have it in the house. I think she was right about that.",
        "Twenty-five smiths swore at it in turn. None of them would sell it afterwards.",
        "Somebody called Иван scratched his name into the hilt and then thought better of it.",
        "For the first time in its life the thing is being looked at, and it does not mind.",
        "It has cost 1,000 coins once. It was 5 coins too much, and everybody knew it.",
        "The stone at the crossroads is warm, as if somebody had been sitting on it.",
    };
    (void)state;

    for (size_t i = 0; i < sizeof russian / sizeof *russian; i++)
        expect_text(russian[i], LORE_FINE);
    for (size_t i = 0; i < sizeof english / sizeof *english; i++)
        expect_english(english[i], LORE_FINE);
}

static void gives_the_canonical_body(void **state)
{
    struct lore_verdict verdict =
        verdict_of(EN,
                   "  {\"text\":\"  Still warm,\\u00a0 and\\tnot for  sale. \\r\\n\\r\\n"
                   "Vasilisa says \\\"no\\\".\\n\","
                   " \"age\": 3, \"mood\": \"sad\"} ",
                   NULL);
    (void)state;

    assert_int_equal(verdict.fault, LORE_FINE);
    assert_string_equal(verdict.body,
                        "{\"age\":3,\"mood\":\"sad\",\"text\":\"Still warm, and not for sale.\\n\\n"
                        "Vasilisa says \\\"no\\\".\"}");
    free(verdict.body);
}

static void shape_is_held(void **state)
{
    (void)state;
    expect(RU, "", LORE_EMPTY);
    expect(RU, "{\"text\":\"\"}", LORE_EMPTY);
    expect(RU, "{\"text\":\" \\n\\t \"}", LORE_EMPTY);
    expect(RU, "Меч как меч, ничего особенного в нём нет.", LORE_SHAPE);
    expect(RU, "```json\n{\"text\":\"Меч как меч, ничего особенного в нём нет.\"}\n```",
           LORE_SHAPE);
    expect(RU, "[\"Меч как меч, ничего особенного в нём нет.\"]", LORE_SHAPE);
    expect(RU, "{\"text\":\"Меч как меч, ничего особенного в нём нет.\"", LORE_SHAPE);
    expect(RU, "{\"text\":{\"text\":\"Меч как меч, ничего особенного\"}}", LORE_SHAPE);
    expect(RU, "{\"text\":\"Меч как меч, ничего особенного.\",\"price\":1}", LORE_SHAPE);
    expect(RU, "{\"text\":\"Меч как меч, ничего особенного.\",\"text\":\"Другой\"}", LORE_SHAPE);
    expect(RU, "{\"said\":\"Меч как меч, ничего особенного в нём нет.\"}", LORE_SHAPE);
    expect(RU, "{\"text\":\"Меч как меч, ничего \xFF особенного.\"}", LORE_SHAPE);
    expect(RU, "{\"text\":\"Меч\"}", LORE_LENGTH);
    expect(EN, "{\"text\":\"A sword like any other sword.\",\"mood\":\"mad\",\"age\":3}",
           LORE_SHAPE);
    expect(EN, "{\"text\":\"A sword like any other sword.\",\"mood\":\"sad\",\"age\":3.5}",
           LORE_SHAPE);
    expect(EN, "{\"text\":\"A sword like any other sword.\",\"mood\":\"sad\",\"age\":30}",
           LORE_LENGTH);
    expect(EN, "{\"text\":\"A sword like any other sword.\",\"mood\":\"sad\",\"age\":\"3\"}",
           LORE_SHAPE);
    expect(EN, "{\"text\":\"A sword like any other sword.\",\"mood\":\"sad\"}", LORE_SHAPE);
}

static void lengths_are_characters(void **state)
{
    struct buf text;
    (void)state;

    buf_init(&text, 4096);
    for (int i = 0; i < 150; i++) /* 299 letters and blanks, 449 bytes */
        buf_adds(&text, i == 0 ? "и" : i % 2 ? " а" : " и");
    expect_text(text.data, LORE_FINE);
    buf_adds(&text, " а");
    expect_text(text.data, LORE_LENGTH);
    buf_done(&text);
    char *huge = mem_alloc(LORE_ANSWER_MAX + 2);
    memset(huge, 'a', LORE_ANSWER_MAX + 1);
    expect(RU, huge, LORE_LENGTH);
    free(huge);
}

static void markup_is_refused(void **state)
{
    static const char *const texts[] = {
        "<b>Меч</b> как меч, ничего особенного в нём нет.",
        "Меч как меч, а <i>ножны</i> новые совсем.",
        "**Меч** как меч, ничего особенного в нём нет.",
        "Меч как `меч`, ничего особенного в нём нет.",
        "# Меч\nОбычный меч, ничего особенного в нём нет.",
        "- Меч как меч, ничего особенного в нём нет.",
        "Меч как [меч](tg://user), ничего особенного.",
        "Меч как меч, подробности на https://example.com/.",
        "Меч как меч, подробности на t.me/sword и далее.",
        "Меч как меч, подробности на T.ME/sword и далее.",
        "Меч как меч, подробности на EVIL.COM и далее.",
        "Меч как меч, подробности на Evil.Com и далее.",
        "Меч как меч, подробности на мечи.com и далее.",
        "Меч как меч, подробности на мечи.рф и далее.",
        "Меч как меч, подробности на МЕЧИ.РФ, и далее.",
        "Меч как меч, подробности (www.мечи и далее).",
        "Меч как меч, спросите у @kuznets в деревне.",
        "Меч как меч, наберите /start и возьмите его.",
        "Меч как меч, ничего особенного, #меч и ножны.",
        "Меч как меч, ничего особенного &lt;в нём&gt; нет.",
        "Меч {player.name} как меч, ничего особенного.",
        "Меч как меч, ничего\xE2\x80\x8Bособенного в нём нет.",
        "Меч как меч, \xE2\x80\xAEничего особенного в нём нет.",
        "Меч как меч, ничего особенного \xF3\xA0\x81\x81 в нём нет.",
        "Меч как меч, ничего\x01 особенного в нём нет.",
        "Меч как м\xCC\x81\xCC\x82\xCC\x83еч, ничего особенного в нём.",
        "Меч как меч.\n\n\n\nНичего особенного в нём нет.",
        "system: меч как меч, ничего особенного в нём нет.",
        "Меч как меч, ничего особенного.\nAssistant: готово.",
    };
    (void)state;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_text(texts[i], LORE_MARKUP);
}

static void a_dot_makes_no_address(void **state)
{
    (void)state;
    expect_text("Меч как меч, т.е. ничего особенного в нём нет, и т.д. и т.п.", LORE_FINE);
    expect_text("Меч как меч, т.е.ничего особенного в нём нет.", LORE_FINE);
    expect_text("Меч как меч.Ничего особенного в нём нет.", LORE_FINE);
    expect_text("Меч как меч.Дети его боятся...и не только дети.", LORE_FINE);
    expect_english("It lay under the oak, i.e. for longer than the oak has stood.", LORE_FINE);
    expect_english("It lay under the oak.It will lie there for ever...and a day.", LORE_FINE);
    expect_english("It lay under the oak.OK, it was not the oak but the ash.", LORE_FINE);
}

static void language_is_held(void **state)
{
    static const char *const russian[] = {
        "It lay under the oak longer than the oak has stood.",
        "Меч как меч, но кузнец назвал его Excalibur и ушёл.",
        "Меч как мeч, ничего особенного в нём нет.", /* a Latin e */
        "Лежав під дубом довше, ніж стоїть дуб.",
        ("Лежав тут довго, та не заржавав, бо кував його коваль добрий та мудрий. Хто візьме, той "
         "пошкодує."),
        "剣は古い樫の木の下に長い間横たわっていた。今もそこにある。",
    };
    static const char *const english[] = {
        "Лежал под дубом дольше, чем стоит дуб.",
        "Das Schwert lag unter der Eiche, und niemand wollte es haben oder nehmen.",
        "El viejo lobo espera en el camino y nadie pasa por aqui desde hace mucho tiempo.",
        "The blade is called \xCE\xBE\xCE\xAF\xCF\x86\xCE\xBF\xCF\x82 by those who know.",
    };
    (void)state;

    for (size_t i = 0; i < sizeof russian / sizeof *russian; i++)
        expect_text(russian[i], LORE_LANGUAGE);
    expect_text("Ы — 5, 5, 5 и 5, 5: 12, 12, 12, 12.", LORE_FINE);
    expect_text("5, 5, 5, 5, 5: 12, 12, 12, 12, 12.", LORE_LANGUAGE);
    for (size_t i = 0; i < sizeof english / sizeof *english; i++)
        expect_english(english[i], LORE_LANGUAGE);
}

static void banned_words_are_refused(void **state)
{
    (void)state;
    expect_text("Меч этот древний, а ножны к нему новые.", LORE_NAMES);
    expect_text("Меч из древней стали, а ножны к нему новые.", LORE_NAMES);
    expect_text("Как языковая модель, я скажу: меч как меч.", LORE_NAMES);
    expect_text("Такой же меч был, говорят, у Мирославы.", LORE_NAMES);
    expect_english("The blade whispers to whoever holds it too long.", LORE_NAMES);
    expect_text("Меч подревнее многих, а ножны к нему новые.", LORE_FINE);
}

static void facts_are_held(void **state)
{
    static const char *const texts[] = {
        "Меч весит 6 пудов, и носить его скучно.",
        "Меч лежал под дубом триста лет и не заржавел.",
        "У него два лезвия, и оба острые как язык.",
        "Ковали его двадцать шесть кузнецов, все хмурые.",
        "В третий раз он сломается, а пока цел и остёр.",
        "Его ковали сто двадцать шесть дней без отдыха.",
        "Говорят, его сковал сам Кощей на спор с ветром.",
        "Он помнит Василия, хотя тот его и не помнит.",
        "Иван Тугарин носил его на охоту и не жаловался.",
        "Этим мечом когда-то рубили дрова в Новгороде.",
        "Его нашли у старого моста, под самой водой.",
        "Остриё его всегда смотрит на север, к дому.",
    };
    (void)state;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        expect_text(texts[i], LORE_FACTS);
    expect_text("В лесу такого не найдёшь, а под корнями — пожалуйста.", LORE_FINE);
    expect_english("Twenty-six smiths swore at it in turn, and none would sell.", LORE_FACTS);
    expect_english("It was forged in Novgorod, they say, on a wet Tuesday.", LORE_FACTS);
    expect_english("It has cost 1,005 coins once, and everybody knew it.", LORE_FACTS);
}

static void facts_may_be_invented_if_the_prompt_says_so(void **state)
{
    const char *rest = strstr(RU, "\"max_tokens\"");
    char *brief =
        mem_printf("%.*s\"invents\":[\"names\",\"numbers\"],%s", (int)(rest - RU), RU, rest);
    char *answer = answer_of("Говорят, его сковал сам Кощей за 6 дней.");
    (void)state;

    expect(brief, answer, LORE_FINE);
    free(answer);
    free(brief);
}

static void echoes_are_refused(void **state)
{
    (void)state;
    expect_text("Он лежит под корнями очень старого дуба и никого не ждёт.", LORE_ECHO);
    expect_text("Меч: он лежит под корнями очень старого дуба. Это всё.", LORE_FINE);
}

static void duplicates_are_refused(void **state)
{
    static const char *const bodies[] = {
        ("{\"text\":\"Клинок помнит чужую руку и к твоей пока присматривается. Он не блестит и не "
         "звенит, зато и не подводит, когда до дела доходит.\"}"),
        "nonsense", "{\"name\":\"Осинка\"}"};
    const struct lore_recent recent = {bodies, 3};
    static const struct {
        const char *text;
        enum lore_fault fault;
    } cases[] = {
        {"Клинок помнит чужую руку и к твоей пока присматривается. Он не блестит и не звенит, зато "
         "и "
         "не подводит, когда до дела доходит.",
         LORE_DUPLICATE},
        {"Лезвие помнит чужую ладонь, и к твоей пока присматривается. Он не блестит и не звенит, "
         "зато никогда не подводит, если до дела доходит.",
         LORE_DUPLICATE},
        {"Клинок помнит чужую руку и молчит об этом. Рукоять обмотана бечёвкой: хозяин был "
         "бережлив.",
         LORE_DUPLICATE}, /* begins with the same words */
        {"Рукоять обмотана бечёвкой: хозяин был бережлив. Клинок же чист, будто его и не "
         "доставали.",
         LORE_FINE},
    };
    (void)state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *answer = answer_of(cases[i].text);
        struct lore_verdict verdict = verdict_of(RU, answer, &recent);
        if (verdict.fault != cases[i].fault)
            fail_msg("%s: %s (%s)", answer, lore_fault_name(verdict.fault), verdict.words);
        free(verdict.body);
        free(answer);
    }
}

static void worn_names_are_refused(void **state)
{
    static const char *const bodies[] = {
        "{\"text\":\"Здесь бывал Радомир, и ему не понравилось.\"}",
        "{\"text\":\"Сапог этот потерял Радомир, когда бежал.\"}",
        "{\"text\":\"О Радомире тут вспоминают неохотно.\"}",
        "{\"text\":\"Василиса, говорят, плакала, и снова Василиса.\"}",
    };
    const struct lore_recent recent = {bodies, 4};
    char *answer = answer_of("Радомир бы такой меч не взял: тяжёлый."), *names;
    struct lore_verdict verdict;
    (void)state;

    verdict = verdict_of(RU, answer, &recent);
    assert_int_equal(verdict.fault, LORE_NAMES);
    assert_non_null(strstr(verdict.words, "радомир"));
    free(answer);
    names = lore_overused(&recent);
    assert_string_equal(names, "[\"радомир\"]");
    free(names);
    static const char *const lone[] = {"{\"name\":\"Ждан\"}", "{\"name\":\"Еремей Кривой\"}"};
    names = lore_overused(&(struct lore_recent){lone, 2});
    assert_string_equal(names, "[\"еремей\",\"ждан\",\"кривой\"]");
    free(names);
    names = lore_overused(&(struct lore_recent){0});
    assert_string_equal(names, "[]");
    free(names);
}

static void broken_briefs_are_told(void **state)
{
    static const char *const briefs[][2] = {
        {"", "brief"},
        {"{}", "kind"},
        {"{\"kind\":\"a\",\"language\":\"ru\",\"system\":\"\",\"user\":\"\",\"prompt\":\"\","
         "\"max_tokens\":0,\"fields\":{}}",
         "max_tokens"},
        {"{\"kind\":\"a\",\"language\":\"ru\",\"system\":\"\",\"user\":\"\",\"prompt\":\"\","
         "\"max_tokens\":10,\"fields\":{}}",
         "fields"},
        {"{\"kind\":\"a\",\"language\":\"ru\",\"system\":\"\",\"user\":\"\",\"prompt\":\"\","
         "\"max_tokens\":10,\"fields\":{\"x\":{\"type\":\"map\"}}}",
         "fields.x"},
    };
    struct lore_brief *brief = NULL;
    struct err err;
    (void)state;

    for (size_t i = 0; i < sizeof briefs / sizeof *briefs; i++) {
        assert_true(lore_brief_new(briefs[i][0], strlen(briefs[i][0]), &brief, &err) < 0);
        if (!strstr(err.text, briefs[i][1]))
            fail_msg("%s: %s", briefs[i][0], err.text);
    }
    lore_brief_free(NULL);
}

static void without_data_letters_decide(void **state)
{
    struct err err;
    struct lore_judge *usual = judge;
    (void)state;

    judge = lore_judge_new("/nowhere", &err);
    assert_non_null(strstr(err.text, "libexttextcat-data"));
    expect_text("It lay under the oak longer than the oak has stood.", LORE_LANGUAGE);
    expect_text("Меч как меч, ничего особенного в нём нет.", LORE_FINE);
    lore_judge_free(judge);
    judge = usual;
}

static int start(void **state)
{
    struct err err;
    (void)state;

    judge = lore_judge_new(NULL, &err);
    return err.code;
}

static int stop(void **state)
{
    (void)state;
    lore_judge_free(judge);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_texts_pass),
        cmocka_unit_test(gives_the_canonical_body),
        cmocka_unit_test(shape_is_held),
        cmocka_unit_test(lengths_are_characters),
        cmocka_unit_test(markup_is_refused),
        cmocka_unit_test(a_dot_makes_no_address),
        cmocka_unit_test(language_is_held),
        cmocka_unit_test(banned_words_are_refused),
        cmocka_unit_test(facts_are_held),
        cmocka_unit_test(facts_may_be_invented_if_the_prompt_says_so),
        cmocka_unit_test(echoes_are_refused),
        cmocka_unit_test(duplicates_are_refused),
        cmocka_unit_test(worn_names_are_refused),
        cmocka_unit_test(broken_briefs_are_told),
        cmocka_unit_test(without_data_letters_decide),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
