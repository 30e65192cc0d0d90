/* The table gives `drop` to the methods that cost money or luck when they come twice, or that mean
 * nothing a moment later. All others may come twice: a message that is seen twice is better than
 * one that is never seen, and sets, edits and deletions repeat without harm. */
#include "turn/policy.h"

#include "base/str.h"

#include <stddef.h>

static const char *const dropped[] = {
    "sendDice", /* would roll again */
    "sendInvoice",      "sendGift",          "giftPremiumSubscription", "upgradeGift",
    "transferGift",     "sendPaidMedia",     "sendChatAction", /* of the moment */
    "sendMessageDraft", "answerInlineQuery",
};

enum turn_policy policy_of(const char *method)
{
    for (size_t i = 0; i < sizeof(dropped) / sizeof(*dropped); i++)
        if (str_equal(dropped[i], method))
            return TURN_DROP;
    return TURN_RESEND;
}
