/* A token that is refused and an address that does not answer are what newcomers get wrong, so each
 * has its own words. */
#include "app/greeting.h"

bool greeting_may_pass(const struct telegram_result *result)
{
    return result->outcome == TELEGRAM_DOUBT && (result->code == 0 || result->code >= 500);
}

int greeting_explain(const struct telegram_result *result, const char *api, struct err *err)
{
    if (result->outcome == TELEGRAM_DENIED)
        return err_set(err, ERR_REFUSED,
                       "BOT_TOKEN: Telegram refuses this token (%s): copy it anew from @BotFather",
                       result->description);
    return err_set(err, ERR_NETWORK,
                   "BOT_API_URL: %s gives no answer (%s): is it right, and is the network there?",
                   api, result->description);
}
