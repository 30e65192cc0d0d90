/* Inside sandbox/: the methods that are emulated, by family; methods.c has the table. */
#ifndef BYLINA_SANDBOX_METHODS_H
#define BYLINA_SANDBOX_METHODS_H

#include "sandbox/call.h"

/* method_info.c */
void method_get_me(struct call *call);
void method_get_chat(struct call *call);
void method_get_file(struct call *call);
void method_yes(struct call *call); /* logOut, close */

/* method_commands.c */
void method_set_my_commands(struct call *call);
void method_get_my_commands(struct call *call);
void method_delete_my_commands(struct call *call);
/* What a player sees in a chat; never NULL, borrowed from `bot`, or an empty array. */
json *commands_in(const struct bot *bot, const struct chat *chat, const struct player *player);

/* method_send.c */
void method_send_message(struct call *call);
void method_send_message_draft(struct call *call);
void method_send_chat_action(struct call *call);
void method_send_dice(struct call *call);

/* method_media.c */
void method_send_photo(struct call *call);
void method_send_document(struct call *call);
void method_edit_message_media(struct call *call);

/* method_edit.c */
void method_edit_message_text(struct call *call);
void method_edit_message_caption(struct call *call);
void method_edit_message_reply_markup(struct call *call);
void method_delete_message(struct call *call);
void method_set_message_reaction(struct call *call);
/* The message to edit: the bot's own; NULL: the call has failed. */
struct message *edit_target(struct call *call, struct chat **ret_chat);
/* Puts `body` (taken) with the call's reply_markup in the message's place, if it differs. */
void edit_finish(struct call *call, struct chat *chat, struct message *message, json *body);

/* callbacks.c, payments.c, webhook.c */
void method_answer_callback_query(struct call *call);
void method_send_invoice(struct call *call);
void method_answer_pre_checkout_query(struct call *call);
void method_refund_star_payment(struct call *call);
void method_set_webhook(struct call *call);
void method_delete_webhook(struct call *call);
void method_get_webhook_info(struct call *call);

#endif
