/* The table of emulated methods. A method of Bot API 10.3 that is not here is known and refused;
 * see api.c. */
#include "sandbox/methods.h"

#include "base/str.h"
#include "sandbox/api.h"
#include "sandbox/inline.h"
#include "sandbox/poll.h"

static const struct {
    const char *name;
    call_fn fn;
} methods[] = {
    {"sendMessage", method_send_message},
    {"editMessageText", method_edit_message_text},
    {"answerCallbackQuery", method_answer_callback_query},
    {"getUpdates", poll_get_updates},
    {"editMessageReplyMarkup", method_edit_message_reply_markup},
    {"editMessageCaption", method_edit_message_caption},
    {"editMessageMedia", method_edit_message_media},
    {"deleteMessage", method_delete_message},
    {"sendChatAction", method_send_chat_action},
    {"sendMessageDraft", method_send_message_draft},
    {"sendPhoto", method_send_photo},
    {"sendDocument", method_send_document},
    {"sendDice", method_send_dice},
    {"setMessageReaction", method_set_message_reaction},
    {"sendInvoice", method_send_invoice},
    {"answerInlineQuery", method_answer_inline_query},
    {"answerPreCheckoutQuery", method_answer_pre_checkout_query},
    {"refundStarPayment", method_refund_star_payment},
    {"setWebhook", method_set_webhook},
    {"deleteWebhook", method_delete_webhook},
    {"getWebhookInfo", method_get_webhook_info},
    {"setMyCommands", method_set_my_commands},
    {"getMyCommands", method_get_my_commands},
    {"deleteMyCommands", method_delete_my_commands},
    {"getMe", method_get_me},
    {"getChat", method_get_chat},
    {"getFile", method_get_file},
    {"logOut", method_yes},
    {"close", method_yes},
};

call_fn methods_find(const char *name)
{
    for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
        if (str_equal(methods[i].name, name))
            return methods[i].fn;
    return NULL;
}
