/* All taps wait equally long, so those that wait are a queue, and one alarm serves its head.
 * Answers are not durable: after a crash Telegram's clients give up by themselves. */
#include "turn/answer.h"

#include <stdlib.h>

struct answers {
    struct turns *turns;
    struct list waiting; /* by age */
    struct loop_timer *alarm;
};

static void set_alarm(struct answers *answers)
{
    const struct event *first = LIST_OF(list_first(&answers->waiting), struct event, unanswered);
    if (!first) {
        loop_timer_stop(answers->alarm);
        return;
    }
    int64_t left = first->taken_ms + TURN_ANSWER_MS - game_clock_mono_ms(answers->turns->clock);
    loop_timer_start(answers->alarm, left > 0 ? left : 0);
}

static void on_alarm(void *ctx)
{
    struct answers *answers = ctx;
    int64_t old = game_clock_mono_ms(answers->turns->clock) - TURN_ANSWER_MS;
    struct event *first;
    while ((first = LIST_OF(list_first(&answers->waiting), struct event, unanswered)) &&
           first->taken_ms <= old)
        answers_give(answers, first, "", false);
    set_alarm(answers);
}

struct answers *answers_new(struct turns *turns)
{
    struct answers *answers = mem_alloc(sizeof(*answers));
    answers->turns = turns;
    list_init(&answers->waiting);
    answers->alarm = loop_timer_new(turns->config.loop, on_alarm, answers);
    return answers;
}

void answers_free(struct answers *answers)
{
    if (!answers)
        return;
    loop_timer_free(answers->alarm);
    free(answers);
}

void answers_expect(struct answers *answers, struct event *event)
{
    if (!event->callback)
        return;
    list_push(&answers->waiting, &event->unanswered);
    if (!loop_timer_active(answers->alarm))
        set_alarm(answers);
}

void answers_give(struct answers *answers, struct event *event, const char *text, bool alert)
{
    const struct turn_port *port = &answers->turns->config.port;
    if (!event->callback || event->answered)
        return;
    event->answered = true;
    list_remove(&event->unanswered);
    port->answer(port->self, event->callback, text, alert);
}
