/* The prompts of the game that ships: each kind gives a brief in both languages, with what
 * designers meant to go along, and texts as a good scribe would write them are kept. So a rule of
 * the judge that is too strict for the game, or a prompt that forgets a fact, shows here and not in
 * a bill. */
#include "play.h"

#include "base/mem.h"

static struct generation *game;
static struct lore_judge *judge;

static int start(void **state)
{
    (void)state;
    judge = lore_judge_new(NULL, NULL);
    game = play_load("scripts", "content");
    return game ? 0 : -1;
}

static int stop(void **state)
{
    (void)state;
    lore_judge_free(judge);
    generation_release(game);
    return 0;
}

struct text {
    const char *kind, *language;
    const char *facts; /* JSON */
    const char *field;
    const char *good[3]; /* what a good scribe writes */
    const char *knows;   /* stands in the data */
};

#define YARD(look)                                                                                 \
    "{\"place\":\"yard\",\"hour\":\"night\",\"weather\":\"rain\",\"look\":\"" look "\"}"
#define SWORD                                                                                      \
    "{\"id\":\"sword\",\"slot\":\"hand\",\"power\":5,\"armour\":0,\"heals\":0,\"rare\":true,"      \
    "\"about\":\"\"}"

static const struct text TEXTS[] = {
    {"room",
     "ru",
     YARD("Чучело в драной рубахе, колода, ведро воды. На крыльце сидит Василиса."),
     "text",
     {"Дождь стучит по ведру, и ведро отвечает. Чучело вымокло, но стоит прямо: ему не привыкать. "
      "В окне у "
      "Василисы горит свеча, и тень за ней шьёт.",
      "Колода разбухла и пахнет грибами. По рубахе чучела бежит вода, а собака под крыльцом делает "
      "вид, что "
      "её нет. Темно, хоть глаз выколи, и только от крыльца тянет тёплым хлебом."},
     "Василиса"},
    {"room",
     "en",
     YARD("A straw man in a torn shirt, a chopping block, a pail of water."),
     "text",
     {"Rain drums on the pail, and the pail drums back. The straw man is soaked through and stands "
      "all the "
      "straighter for it. In the window Vasilisa's candle is still burning."},
     "The stone at the crossroads"},
    {"item",
     "ru",
     SWORD,
     "text",
     {"Рукоять обмотана бечёвкой: прежний хозяин был бережлив. Удар у кладенца честный, на пять, и "
      "хвастать он "
      "этим не любит. Под дождём тихонько гудит — должно быть, вспоминает дуб.",
      "Ножен к нему не нашлось, да он и не просил. Говорят, монах пробовал резать им хлеб, и хлеб "
      "обиделся."},
     "Старый дуб"},
    {"item",
     "en",
     SWORD,
     "text",
     {"It hums a little before rain and never explains why. A widow once used it to prop up a "
      "fence; the fence "
      "has not fallen since. Kladenets does not care for rust, and rust keeps away."},
     "The old oak"},
    {"monster",
     "ru",
     "{\"id\":\"wolf\",\"hp\":24,\"power\":2,\"about\":\"\"}",
     "text",
     {"Уши торчком, хвост опущен: зверь сперва слушает, а потом уж решает. Ступает мягко, будто по "
      "чужой избе, и "
      "смотрит не на руки твои, а чуть выше — туда, где страх."},
     "Волчья шкура"},
    {"monster",
     "en",
     "{\"id\":\"wolf\",\"hp\":24,\"power\":2,\"about\":\"\"}",
     "text",
     {"It walks as if the path had been laid for it alone. One ear is turned to you, the other to "
      "the thicket, "
      "and it is in no hurry to choose between them."},
     "The forest"},
    {"rumour",
     "ru",
     "{\"id\":\"crone\",\"about\":\"\"}",
     "text",
     {"— Старуха-то в избушке никого не лечит, это они сами от её ворчания встают. Дядька мой "
      "лежал — на второй "
      "день сбежал здоровый."},
     "Избушка"},
    {"rumour",
     "en",
     "{\"id\":\"crone\",\"about\":\"\"}",
     "text",
     {"“The old woman heals nobody, I tell you. It is her grumbling that gets them on their feet. "
      "My uncle lay in "
      "that hut and ran home before noon.”"},
     "The old woman"},
    {"quest",
     "ru",
     "{\"id\":\"wolf_winter\",\"giver\":\"vasilisa\",\"foe\":\"wolf\",\"count\":3,\"gold\":90,"
     "\"plea\":\"\"}",
     "text",
     {"— Собака вторую ночь за порог не выходит, а калитку кто-то погрыз. Прогони трёх волков, и "
      "остальные "
      "поймут. Девяносто монет у меня отложено: за труд платить надо."},
     "Василиса"},
    {"quest",
     "en",
     "{\"id\":\"wolf_winter\",\"giver\":\"vasilisa\",\"foe\":\"wolf\",\"count\":3,\"gold\":90,"
     "\"plea\":\"\"}",
     "text",
     {"“The dog will not go out, and something has gnawed at the gate. Drive three of the wolves "
      "away, and I will "
      "count ninety coins into your hand. I do not ask for gifts.”"},
     "Vasilisa"},
    {"chronicle",
     "ru",
     "{\"day\":20784,\"heroes\":[\"Илья\",\"Анна-Мария\"],\"deeds\":\"У старого дуба под корнями "
     "Илья находит "
     "меч-кладенец. Из леса возвращается Анна-Мария, и лес стал тише.\"}",
     "text",
     {"Ой ты гой еси, корчма, да послушай-ка.\nНе гроза над старым дубом собиралася,\nто Илья к "
      "нему пришёл, земле "
      "поклонился,\nи отдала земля, что ей не нужно было.\nА ещё скажу про девицу Анну-Марию:\nв "
      "тёмный лес она "
      "вошла тропою узкою,\nиз лесу вышла дорогою широкою,\nи примолкли в лесу все, кто выл да "
      "хвастался.\nТут и "
      "песне моей час передохнуть,\nа миске моей — наполниться."},
     "Анна-Мария"},
    {"chronicle",
     "en",
     "{\"day\":20784,\"heroes\":[\"Ilya\"],\"deeds\":\"Under the roots of the old oak Ilya finds "
     "the sword.\"}",
     "text",
     {"Hear me, good people, and leave the spoons alone.\nIt was not thunder that walked beneath "
      "the oak,\nit was "
      "our Ilya, and he walked softly.\nHe bowed to the roots, and the roots knew him,\nhe bowed "
      "to the earth, and "
      "the earth let go.\nNow the oak sleeps better than it ever slept,\nand somebody at this "
      "table owes the singer "
      "soup."},
     "Ilya"},
    {"name",
     "ru",
     "{\"day\":20784,\"trade\":\"возчик\",\"called\":\"Ждан\"}",
     "name",
     {"Кузёма", "Прошка", "Агафон"},
     "возчик"},
    {"name",
     "en",
     "{\"day\":20784,\"trade\":\"a carter\",\"called\":\"Zhdan\"}",
     "name",
     {"Kuzyoma", "Proshka", "Agafon"},
     "a carter"},
};

static void check_text(const struct text *text, const struct lore_brief *brief, const char *said)
{
    struct lore_verdict verdict;
    json *root = json_object();

    json_add_str(root, text->field, said);
    char *answer = json_print(root);
    lore_judge(judge, brief, answer, strlen(answer), NULL, &verdict);
    if (verdict.fault != LORE_FINE)
        fail_msg("%s, %s: %s: %s\n%s", text->kind, text->language, lore_fault_name(verdict.fault),
                 verdict.words, said);
    free(verdict.body);
    free(answer);
    json_free(root);
}

static void good_texts_of_every_kind_are_kept(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        const struct text *text = &TEXTS[i];
        char *request = mem_printf("{\"kind\":\"%s\",\"language\":\"%s\",\"seed\":7,\"facts\":%s}",
                                   text->kind, text->language, text->facts);
        struct lore_brief *brief = play_brief(game, request, NULL);
        assert_string_equal(brief->language, text->language);
        if (!strstr(brief->user, text->knows))
            fail_msg("%s, %s: \"%s\" is not in %s", text->kind, text->language, text->knows,
                     brief->user);
        for (size_t k = 0; k < 3 && text->good[k]; k++)
            check_text(text, brief, text->good[k]);
        lore_brief_free(brief);
        free(request);
    }
}

/* What costs: 4 bytes a token of English, 2.5 of Russian, of which a letter has 2. */
static void briefs_are_short(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        const struct text *text = &TEXTS[i];
        char *request = mem_printf("{\"kind\":\"%s\",\"language\":\"%s\",\"seed\":7,\"facts\":%s}",
                                   text->kind, text->language, text->facts);
        struct lore_brief *brief = play_brief(game, request, NULL);
        double divide = str_equal(text->language, "ru") ? 2.5 : 4;
        size_t tokens =
            (size_t)((double)strlen(brief->system) / 4 + (double)strlen(brief->user) / divide);
        print_message("%s %s: about %zu tokens, at most %lld of an answer\n", text->kind,
                      text->language, tokens, (long long)brief->max_tokens);
        assert_true(tokens < 2000);
        lore_brief_free(brief);
        free(request);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_texts_of_every_kind_are_kept),
        cmocka_unit_test(briefs_are_short),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
