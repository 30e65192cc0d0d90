/* Bot API 10.3: methods, types and unions, each table sorted by name.
 * Generated from bot-api.json by generate.mjs: do not edit. */
/* clang-format off */
#include "botapi/inner.h"

static const struct botapi_field method_addStickerToSet[] = {
    {"user_id", "number", true, false, 0, 0},
    {"name", "string", true, false, 0, 0},
    {"sticker", "InputSticker", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_answerCallbackQuery[] = {
    {"callback_query_id", "string", true, false, 0, 0},
    {"text", "string", false, false, 0, 200},
    {"show_alert", "boolean", false, false, 0, 0},
    {"url", "string", false, false, 0, 0},
    {"cache_time", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_answerChatJoinRequestQuery[] = {
    {"chat_join_request_query_id", "string", true, false, 0, 0},
    {"result", "AnswerChatJoinRequestQueryResult", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_answerGuestQuery[] = {
    {"guest_query_id", "string", true, false, 0, 0},
    {"result", "InlineQueryResult", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_answerInlineQuery[] = {
    {"inline_query_id", "string", true, false, 0, 0},
    {"results", "InlineQueryResult[]", true, false, 0, 0},
    {"cache_time", "number", false, false, 0, 0},
    {"is_personal", "boolean", false, false, 0, 0},
    {"next_offset", "string", false, false, 0, 0},
    {"button", "InlineQueryResultsButton", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_answerPreCheckoutQuery[] = {
    {"pre_checkout_query_id", "string", true, false, 0, 0},
    {"ok", "boolean", true, false, 0, 0},
    {"error_message", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_answerShippingQuery[] = {
    {"shipping_query_id", "string", true, false, 0, 0},
    {"ok", "boolean", true, false, 0, 0},
    {"shipping_options", "ShippingOption[]", false, false, 0, 0},
    {"error_message", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_answerWebAppQuery[] = {
    {"web_app_query_id", "string", true, false, 0, 0},
    {"result", "InlineQueryResult", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_approveChatJoinRequest[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"user_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_approveSuggestedPost[] = {
    {"chat_id", "number", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {"send_date", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_banChatMember[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"user_id", "number", true, false, 0, 0},
    {"until_date", "number", false, false, 0, 0},
    {"revoke_messages", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_banChatSenderChat[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"sender_chat_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_close[] = {
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_closeForumTopic[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_closeGeneralForumTopic[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_convertGiftToStars[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"owned_gift_id", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_copyMessage[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"from_chat_id", "number | string", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {"video_start_timestamp", "number", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_copyMessages[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"from_chat_id", "number | string", true, false, 0, 0},
    {"message_ids", "number[]", true, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"remove_caption", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_createChatInviteLink[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"name", "string", false, false, 0, 32},
    {"expire_date", "number", false, false, 0, 0},
    {"member_limit", "number", false, false, 0, 0},
    {"creates_join_request", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_createChatSubscriptionInviteLink[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"name", "string", false, false, 0, 32},
    {"subscription_period", "number", true, false, 0, 0},
    {"subscription_price", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_createForumTopic[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"name", "string", true, false, 1, 128},
    {"icon_color", "CreateForumTopicIconColor", false, false, 0, 0},
    {"icon_custom_emoji_id", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_createInvoiceLink[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"title", "string", true, false, 1, 32},
    {"description", "string", true, false, 1, 255},
    {"payload", "string", true, true, 1, 128},
    {"provider_token", "string", false, false, 0, 0},
    {"currency", "Currencies", true, false, 0, 0},
    {"prices", "LabeledPrice[]", true, false, 0, 0},
    {"subscription_period", "number", false, false, 0, 0},
    {"max_tip_amount", "number", false, false, 0, 0},
    {"suggested_tip_amounts", "number[]", false, false, 0, 0},
    {"provider_data", "string", false, false, 0, 0},
    {"photo_url", "string", false, false, 0, 0},
    {"photo_size", "number", false, false, 0, 0},
    {"photo_width", "number", false, false, 0, 0},
    {"photo_height", "number", false, false, 0, 0},
    {"need_name", "boolean", false, false, 0, 0},
    {"need_phone_number", "boolean", false, false, 0, 0},
    {"need_email", "boolean", false, false, 0, 0},
    {"need_shipping_address", "boolean", false, false, 0, 0},
    {"send_phone_number_to_provider", "boolean", false, false, 0, 0},
    {"send_email_to_provider", "boolean", false, false, 0, 0},
    {"is_flexible", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_createNewStickerSet[] = {
    {"user_id", "number", true, false, 0, 0},
    {"name", "string", true, false, 1, 64},
    {"title", "string", true, false, 1, 64},
    {"stickers", "InputSticker[]", true, false, 0, 0},
    {"sticker_type", "CreateNewStickerSetStickerType", false, false, 0, 0},
    {"needs_repainting", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_declineChatJoinRequest[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"user_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_declineSuggestedPost[] = {
    {"chat_id", "number", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {"comment", "string", false, false, 0, 128},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteAllMessageReactions[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"user_id", "number", false, false, 0, 0},
    {"actor_chat_id", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteBusinessMessages[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"message_ids", "number[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteChatPhoto[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteChatStickerSet[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteEphemeralMessage[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"receiver_user_id", "number", true, false, 0, 0},
    {"ephemeral_message_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteForumTopic[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteMessage[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteMessageReaction[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {"user_id", "number", false, false, 0, 0},
    {"actor_chat_id", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteMessages[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_ids", "number[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteMyCommands[] = {
    {"scope", "BotCommandScope", false, false, 0, 0},
    {"language_code", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteStickerFromSet[] = {
    {"sticker", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteStickerSet[] = {
    {"name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteStory[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"story_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_deleteWebhook[] = {
    {"drop_pending_updates", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editChatInviteLink[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"invite_link", "string", true, false, 0, 0},
    {"name", "string", false, false, 0, 32},
    {"expire_date", "number", false, false, 0, 0},
    {"member_limit", "number", false, false, 0, 0},
    {"creates_join_request", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editChatSubscriptionInviteLink[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"invite_link", "string", true, false, 0, 0},
    {"name", "string", false, false, 0, 32},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editEphemeralMessageCaption[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"receiver_user_id", "number", true, false, 0, 0},
    {"ephemeral_message_id", "number", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editEphemeralMessageMedia[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"receiver_user_id", "number", true, false, 0, 0},
    {"ephemeral_message_id", "number", true, false, 0, 0},
    {"media", "InputMedia", true, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editEphemeralMessageReplyMarkup[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"receiver_user_id", "number", true, false, 0, 0},
    {"ephemeral_message_id", "number", true, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editEphemeralMessageText[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"receiver_user_id", "number", true, false, 0, 0},
    {"ephemeral_message_id", "number", true, false, 0, 0},
    {"text", "string", false, false, 1, 4096},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"entities", "MessageEntity[]", false, false, 0, 0},
    {"rich_message", "InputRichMessage", false, false, 0, 0},
    {"link_preview_options", "LinkPreviewOptions", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editForumTopic[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", true, false, 0, 0},
    {"name", "string", false, false, 0, 128},
    {"icon_custom_emoji_id", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editGeneralForumTopic[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"name", "string", true, false, 1, 128},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editMessageCaption[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", false, false, 0, 0},
    {"message_id", "number", false, false, 0, 0},
    {"inline_message_id", "string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editMessageChecklist[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {"checklist", "InputChecklist", true, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editMessageLiveLocation[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", false, false, 0, 0},
    {"message_id", "number", false, false, 0, 0},
    {"inline_message_id", "string", false, false, 0, 0},
    {"latitude", "number", true, false, 0, 0},
    {"longitude", "number", true, false, 0, 0},
    {"live_period", "number", false, false, 0, 0},
    {"horizontal_accuracy", "number", false, false, 0, 0},
    {"heading", "number", false, false, 0, 0},
    {"proximity_alert_radius", "number", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editMessageMedia[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", false, false, 0, 0},
    {"message_id", "number", false, false, 0, 0},
    {"inline_message_id", "string", false, false, 0, 0},
    {"media", "InputMedia", true, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editMessageReplyMarkup[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", false, false, 0, 0},
    {"message_id", "number", false, false, 0, 0},
    {"inline_message_id", "string", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editMessageText[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", false, false, 0, 0},
    {"message_id", "number", false, false, 0, 0},
    {"inline_message_id", "string", false, false, 0, 0},
    {"text", "string", false, false, 1, 4096},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"entities", "MessageEntity[]", false, false, 0, 0},
    {"link_preview_options", "LinkPreviewOptions", false, false, 0, 0},
    {"rich_message", "InputRichMessage", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editStory[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"story_id", "number", true, false, 0, 0},
    {"content", "InputStoryContent", true, false, 0, 0},
    {"caption", "string", false, false, 0, 2048},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"areas", "StoryArea[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_editUserStarSubscription[] = {
    {"user_id", "number", true, false, 0, 0},
    {"telegram_payment_charge_id", "string", true, false, 0, 0},
    {"is_canceled", "boolean", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_exportChatInviteLink[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_forwardMessage[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"from_chat_id", "number | string", true, false, 0, 0},
    {"video_start_timestamp", "number", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_forwardMessages[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"from_chat_id", "number | string", true, false, 0, 0},
    {"message_ids", "number[]", true, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getAvailableGifts[] = {
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getBusinessAccountGifts[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"exclude_unsaved", "boolean", false, false, 0, 0},
    {"exclude_saved", "boolean", false, false, 0, 0},
    {"exclude_unlimited", "boolean", false, false, 0, 0},
    {"exclude_limited_upgradable", "boolean", false, false, 0, 0},
    {"exclude_limited_non_upgradable", "boolean", false, false, 0, 0},
    {"exclude_unique", "boolean", false, false, 0, 0},
    {"exclude_from_blockchain", "boolean", false, false, 0, 0},
    {"sort_by_price", "boolean", false, false, 0, 0},
    {"offset", "string", false, false, 0, 0},
    {"limit", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getBusinessAccountStarBalance[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getBusinessConnection[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getChat[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getChatAdministrators[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"return_bots", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getChatGifts[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"exclude_unsaved", "boolean", false, false, 0, 0},
    {"exclude_saved", "boolean", false, false, 0, 0},
    {"exclude_unlimited", "boolean", false, false, 0, 0},
    {"exclude_limited_upgradable", "boolean", false, false, 0, 0},
    {"exclude_limited_non_upgradable", "boolean", false, false, 0, 0},
    {"exclude_from_blockchain", "boolean", false, false, 0, 0},
    {"exclude_unique", "boolean", false, false, 0, 0},
    {"sort_by_price", "boolean", false, false, 0, 0},
    {"offset", "string", false, false, 0, 0},
    {"limit", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getChatMember[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"user_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getChatMemberCount[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getChatMenuButton[] = {
    {"chat_id", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getCustomEmojiStickers[] = {
    {"custom_emoji_ids", "string[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getFile[] = {
    {"file_id", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getForumTopicIconStickers[] = {
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getGameHighScores[] = {
    {"user_id", "number", true, false, 0, 0},
    {"chat_id", "number", false, false, 0, 0},
    {"message_id", "number", false, false, 0, 0},
    {"inline_message_id", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getManagedBotAccessSettings[] = {
    {"user_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getManagedBotToken[] = {
    {"user_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getMe[] = {
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getMyCommands[] = {
    {"scope", "BotCommandScope", false, false, 0, 0},
    {"language_code", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getMyDefaultAdministratorRights[] = {
    {"for_channels", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getMyDescription[] = {
    {"language_code", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getMyName[] = {
    {"language_code", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getMyShortDescription[] = {
    {"language_code", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getMyStarBalance[] = {
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getStarTransactions[] = {
    {"offset", "number", false, false, 0, 0},
    {"limit", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getStickerSet[] = {
    {"name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getUpdates[] = {
    {"offset", "number", false, false, 0, 0},
    {"limit", "number", false, false, 0, 0},
    {"timeout", "number", false, false, 0, 0},
    {"allowed_updates", "UpdateKind[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getUserChatBoosts[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"user_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getUserGifts[] = {
    {"user_id", "number", true, false, 0, 0},
    {"exclude_unlimited", "boolean", false, false, 0, 0},
    {"exclude_limited_upgradable", "boolean", false, false, 0, 0},
    {"exclude_limited_non_upgradable", "boolean", false, false, 0, 0},
    {"exclude_from_blockchain", "boolean", false, false, 0, 0},
    {"exclude_unique", "boolean", false, false, 0, 0},
    {"sort_by_price", "boolean", false, false, 0, 0},
    {"offset", "string", false, false, 0, 0},
    {"limit", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getUserPersonalChatMessages[] = {
    {"user_id", "number", true, false, 0, 0},
    {"limit", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getUserProfileAudios[] = {
    {"user_id", "number", true, false, 0, 0},
    {"offset", "number", false, false, 0, 0},
    {"limit", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getUserProfilePhotos[] = {
    {"user_id", "number", true, false, 0, 0},
    {"offset", "number", false, false, 0, 0},
    {"limit", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_getWebhookInfo[] = {
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_giftPremiumSubscription[] = {
    {"user_id", "number", true, false, 0, 0},
    {"month_count", "GiftPremiumSubscriptionMonthCount", true, false, 0, 0},
    {"star_count", "number", true, false, 0, 0},
    {"text", "string", false, false, 0, 128},
    {"text_parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"text_entities", "MessageEntity[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_hideGeneralForumTopic[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_leaveChat[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_logOut[] = {
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_pinChatMessage[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_postStory[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"content", "InputStoryContent", true, false, 0, 0},
    {"active_period", "PostStoryActivePeriod", true, false, 0, 0},
    {"caption", "string", false, false, 0, 2048},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"areas", "StoryArea[]", false, false, 0, 0},
    {"post_to_chat_page", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_promoteChatMember[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"user_id", "number", true, false, 0, 0},
    {"is_anonymous", "boolean", false, false, 0, 0},
    {"can_manage_chat", "boolean", false, false, 0, 0},
    {"can_delete_messages", "boolean", false, false, 0, 0},
    {"can_manage_video_chats", "boolean", false, false, 0, 0},
    {"can_restrict_members", "boolean", false, false, 0, 0},
    {"can_promote_members", "boolean", false, false, 0, 0},
    {"can_change_info", "boolean", false, false, 0, 0},
    {"can_invite_users", "boolean", false, false, 0, 0},
    {"can_post_stories", "boolean", false, false, 0, 0},
    {"can_edit_stories", "boolean", false, false, 0, 0},
    {"can_delete_stories", "boolean", false, false, 0, 0},
    {"can_post_messages", "boolean", false, false, 0, 0},
    {"can_edit_messages", "boolean", false, false, 0, 0},
    {"can_pin_messages", "boolean", false, false, 0, 0},
    {"can_manage_topics", "boolean", false, false, 0, 0},
    {"can_manage_direct_messages", "boolean", false, false, 0, 0},
    {"can_manage_tags", "boolean", false, false, 0, 0},
    {"can_send_welcome_messages", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_readBusinessMessage[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"chat_id", "number", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_refundStarPayment[] = {
    {"user_id", "number", true, false, 0, 0},
    {"telegram_payment_charge_id", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_removeBusinessAccountProfilePhoto[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"is_public", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_removeChatVerification[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_removeMyProfilePhoto[] = {
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_removeUserVerification[] = {
    {"user_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_reopenForumTopic[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_reopenGeneralForumTopic[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_replaceManagedBotToken[] = {
    {"user_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_replaceStickerInSet[] = {
    {"user_id", "number", true, false, 0, 0},
    {"name", "string", true, false, 0, 0},
    {"old_sticker", "string", true, false, 0, 0},
    {"sticker", "InputSticker", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_repostStory[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"from_chat_id", "number", true, false, 0, 0},
    {"from_story_id", "number", true, false, 0, 0},
    {"active_period", "RepostStoryActivePeriod", true, false, 0, 0},
    {"post_to_chat_page", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_restrictChatMember[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"user_id", "number", true, false, 0, 0},
    {"permissions", "ChatPermissions", true, false, 0, 0},
    {"use_independent_chat_permissions", "boolean", false, false, 0, 0},
    {"until_date", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_revokeChatInviteLink[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"invite_link", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_savePreparedInlineMessage[] = {
    {"user_id", "number", true, false, 0, 0},
    {"result", "InlineQueryResult", true, false, 0, 0},
    {"allow_user_chats", "boolean", false, false, 0, 0},
    {"allow_bot_chats", "boolean", false, false, 0, 0},
    {"allow_group_chats", "boolean", false, false, 0, 0},
    {"allow_channel_chats", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_savePreparedKeyboardButton[] = {
    {"user_id", "number", true, false, 0, 0},
    {"button", "KeyboardButton", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendAnimation[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"animation", "InputFile | string", true, false, 0, 0},
    {"duration", "number", false, false, 0, 0},
    {"width", "number", false, false, 0, 0},
    {"height", "number", false, false, 0, 0},
    {"thumbnail", "InputFile | string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"has_spoiler", "boolean", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendAudio[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"audio", "InputFile | string", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"duration", "number", false, false, 0, 0},
    {"performer", "string", false, false, 0, 0},
    {"title", "string", false, false, 0, 0},
    {"thumbnail", "InputFile | string", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendChatAction[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"action", "SendChatActionAction", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendChatJoinRequestWebApp[] = {
    {"chat_join_request_query_id", "string", true, false, 0, 0},
    {"web_app_url", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendChecklist[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"checklist", "InputChecklist", true, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendContact[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"phone_number", "string", true, false, 0, 0},
    {"first_name", "string", true, false, 0, 0},
    {"last_name", "string", false, false, 0, 0},
    {"vcard", "string", false, true, 0, 2048},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendDice[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"emoji", "SendDiceEmoji", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendDocument[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"document", "InputFile | string", true, false, 0, 0},
    {"thumbnail", "InputFile | string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"disable_content_type_detection", "boolean", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendGame[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"game_short_name", "string", true, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendGift[] = {
    {"user_id", "number", false, false, 0, 0},
    {"chat_id", "number | string", false, false, 0, 0},
    {"gift_id", "string", true, false, 0, 0},
    {"pay_for_upgrade", "boolean", false, false, 0, 0},
    {"text", "string", false, false, 0, 128},
    {"text_parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"text_entities", "MessageEntity[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendInvoice[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"title", "string", true, false, 1, 32},
    {"description", "string", true, false, 1, 255},
    {"payload", "string", true, true, 1, 128},
    {"provider_token", "string", false, false, 0, 0},
    {"currency", "Currencies", true, false, 0, 0},
    {"prices", "LabeledPrice[]", true, false, 0, 0},
    {"max_tip_amount", "number", false, false, 0, 0},
    {"suggested_tip_amounts", "number[]", false, false, 0, 0},
    {"start_parameter", "string", false, false, 0, 0},
    {"provider_data", "string", false, false, 0, 0},
    {"photo_url", "string", false, false, 0, 0},
    {"photo_size", "number", false, false, 0, 0},
    {"photo_width", "number", false, false, 0, 0},
    {"photo_height", "number", false, false, 0, 0},
    {"need_name", "boolean", false, false, 0, 0},
    {"need_phone_number", "boolean", false, false, 0, 0},
    {"need_email", "boolean", false, false, 0, 0},
    {"need_shipping_address", "boolean", false, false, 0, 0},
    {"send_phone_number_to_provider", "boolean", false, false, 0, 0},
    {"send_email_to_provider", "boolean", false, false, 0, 0},
    {"is_flexible", "boolean", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendLivePhoto[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"live_photo", "InputFile | string", true, false, 0, 0},
    {"photo", "InputFile | string", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"has_spoiler", "boolean", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendLocation[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"latitude", "number", true, false, 0, 0},
    {"longitude", "number", true, false, 0, 0},
    {"horizontal_accuracy", "number", false, false, 0, 0},
    {"live_period", "number", false, false, 0, 0},
    {"heading", "number", false, false, 0, 0},
    {"proximity_alert_radius", "number", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendMediaGroup[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"media", "(InputMediaAudio | InputMediaDocument | InputMediaLivePhoto | InputMediaPhoto | InputMediaVideo )[]", true, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendMessage[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"text", "string", true, false, 1, 4096},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"entities", "MessageEntity[]", false, false, 0, 0},
    {"link_preview_options", "LinkPreviewOptions", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendMessageDraft[] = {
    {"chat_id", "number", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"draft_id", "number", true, false, 0, 0},
    {"text", "string", false, false, 0, 4096},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"entities", "MessageEntity[]", false, false, 0, 0},
    {"can_stop", "boolean", false, false, 0, 0},
    {"keep_on_stop", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendPaidMedia[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"star_count", "number", true, false, 0, 0},
    {"media", "InputPaidMedia[]", true, false, 0, 0},
    {"payload", "string", false, true, 0, 128},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendPhoto[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"photo", "InputFile | string", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"has_spoiler", "boolean", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendPoll[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"question", "string", true, false, 1, 300},
    {"question_parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"question_entities", "MessageEntity[]", false, false, 0, 0},
    {"options", "InputPollOption[]", true, false, 0, 0},
    {"is_anonymous", "boolean", false, false, 0, 0},
    {"type", "SendPollType", false, false, 0, 0},
    {"allows_multiple_answers", "boolean", false, false, 0, 0},
    {"allows_revoting", "boolean", false, false, 0, 0},
    {"shuffle_options", "boolean", false, false, 0, 0},
    {"allow_adding_options", "boolean", false, false, 0, 0},
    {"hide_results_until_closes", "boolean", false, false, 0, 0},
    {"members_only", "boolean", false, false, 0, 0},
    {"country_codes", "string[]", false, false, 0, 0},
    {"correct_option_ids", "number[]", false, false, 0, 0},
    {"explanation", "string", false, false, 0, 200},
    {"explanation_parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"explanation_entities", "MessageEntity[]", false, false, 0, 0},
    {"explanation_media", "InputPollMedia", false, false, 0, 0},
    {"open_period", "number", false, false, 0, 0},
    {"close_date", "number", false, false, 0, 0},
    {"is_closed", "boolean", false, false, 0, 0},
    {"description", "string", false, false, 0, 1024},
    {"description_parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"description_entities", "MessageEntity[]", false, false, 0, 0},
    {"media", "InputPollMedia", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendRichMessage[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"rich_message", "InputRichMessage", true, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendRichMessageDraft[] = {
    {"chat_id", "number", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"draft_id", "number", true, false, 0, 0},
    {"rich_message", "InputRichMessage", true, false, 0, 0},
    {"can_stop", "boolean", false, false, 0, 0},
    {"keep_on_stop", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendSticker[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"sticker", "InputFile | string", true, false, 0, 0},
    {"emoji", "string", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendVenue[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"latitude", "number", true, false, 0, 0},
    {"longitude", "number", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"address", "string", true, false, 0, 0},
    {"foursquare_id", "string", false, false, 0, 0},
    {"foursquare_type", "string", false, false, 0, 0},
    {"google_place_id", "string", false, false, 0, 0},
    {"google_place_type", "string", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendVideo[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"video", "InputFile | string", true, false, 0, 0},
    {"duration", "number", false, false, 0, 0},
    {"width", "number", false, false, 0, 0},
    {"height", "number", false, false, 0, 0},
    {"thumbnail", "InputFile | string", false, false, 0, 0},
    {"cover", "InputFile | string", false, false, 0, 0},
    {"start_timestamp", "number", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"has_spoiler", "boolean", false, false, 0, 0},
    {"supports_streaming", "boolean", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendVideoNote[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"video_note", "InputFile | string", true, false, 0, 0},
    {"duration", "number", false, false, 0, 0},
    {"length", "number", false, false, 0, 0},
    {"thumbnail", "InputFile | string", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_sendVoice[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic_id", "number", false, false, 0, 0},
    {"ephemeral_message_parameters", "EphemeralMessageParameters", false, false, 0, 0},
    {"voice", "InputFile | string", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"duration", "number", false, false, 0, 0},
    {"disable_notification", "boolean", false, false, 0, 0},
    {"protect_content", "boolean", false, false, 0, 0},
    {"allow_paid_broadcast", "boolean", false, false, 0, 0},
    {"message_effect_id", "string", false, false, 0, 0},
    {"suggested_post_parameters", "SuggestedPostParameters", false, false, 0, 0},
    {"reply_parameters", "ReplyParameters", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | ForceReply", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setBusinessAccountBio[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"bio", "string", false, false, 0, 140},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setBusinessAccountGiftSettings[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"show_gift_button", "boolean", true, false, 0, 0},
    {"accepted_gift_types", "AcceptedGiftTypes", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setBusinessAccountName[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"first_name", "string", true, false, 1, 64},
    {"last_name", "string", false, false, 0, 64},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setBusinessAccountProfilePhoto[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"photo", "InputProfilePhoto", true, false, 0, 0},
    {"is_public", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setBusinessAccountUsername[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"username", "string", false, false, 0, 32},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setChatAdministratorCustomTitle[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"user_id", "number", true, false, 0, 0},
    {"custom_title", "string", true, false, 0, 16},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setChatDescription[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"description", "string", false, false, 0, 255},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setChatMemberTag[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"user_id", "number", true, false, 0, 0},
    {"tag", "string", false, false, 0, 16},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setChatMenuButton[] = {
    {"chat_id", "number", false, false, 0, 0},
    {"menu_button", "MenuButton", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setChatPermissions[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"permissions", "ChatPermissions", true, false, 0, 0},
    {"use_independent_chat_permissions", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setChatPhoto[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"photo", "InputFile", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setChatStickerSet[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"sticker_set_name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setChatTitle[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"title", "string", true, false, 1, 128},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setCustomEmojiStickerSetThumbnail[] = {
    {"name", "string", true, false, 0, 0},
    {"custom_emoji_id", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setGameScore[] = {
    {"user_id", "number", true, false, 0, 0},
    {"score", "number", true, false, 0, 0},
    {"force", "boolean", false, false, 0, 0},
    {"disable_edit_message", "boolean", false, false, 0, 0},
    {"chat_id", "number", false, false, 0, 0},
    {"message_id", "number", false, false, 0, 0},
    {"inline_message_id", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setManagedBotAccessSettings[] = {
    {"user_id", "number", true, false, 0, 0},
    {"is_access_restricted", "boolean", true, false, 0, 0},
    {"added_user_ids", "number[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setMessageReaction[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {"reaction", "ReactionType[]", false, false, 0, 0},
    {"is_big", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setMyCommands[] = {
    {"commands", "BotCommand[]", true, false, 0, 0},
    {"scope", "BotCommandScope", false, false, 0, 0},
    {"language_code", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setMyDefaultAdministratorRights[] = {
    {"rights", "ChatAdministratorRights", false, false, 0, 0},
    {"for_channels", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setMyDescription[] = {
    {"description", "string", false, false, 0, 512},
    {"language_code", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setMyName[] = {
    {"name", "string", false, false, 0, 64},
    {"language_code", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setMyProfilePhoto[] = {
    {"photo", "InputProfilePhoto", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setMyShortDescription[] = {
    {"short_description", "string", false, false, 0, 120},
    {"language_code", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setPassportDataErrors[] = {
    {"user_id", "number", true, false, 0, 0},
    {"errors", "PassportElementError[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setStickerEmojiList[] = {
    {"sticker", "string", true, false, 0, 0},
    {"emoji_list", "string[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setStickerKeywords[] = {
    {"sticker", "string", true, false, 0, 0},
    {"keywords", "string[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setStickerMaskPosition[] = {
    {"sticker", "string", true, false, 0, 0},
    {"mask_position", "MaskPosition", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setStickerPositionInSet[] = {
    {"sticker", "string", true, false, 0, 0},
    {"position", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setStickerSetThumbnail[] = {
    {"name", "string", true, false, 0, 0},
    {"user_id", "number", true, false, 0, 0},
    {"thumbnail", "InputFile | string", false, false, 0, 0},
    {"format", "SetStickerSetThumbnailFormat", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setStickerSetTitle[] = {
    {"name", "string", true, false, 0, 0},
    {"title", "string", true, false, 1, 64},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setUserEmojiStatus[] = {
    {"user_id", "number", true, false, 0, 0},
    {"emoji_status_custom_emoji_id", "string", false, false, 0, 0},
    {"emoji_status_expiration_date", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_setWebhook[] = {
    {"url", "string", true, false, 0, 0},
    {"certificate", "InputFile", false, false, 0, 0},
    {"ip_address", "string", false, false, 0, 0},
    {"max_connections", "number", false, false, 0, 0},
    {"allowed_updates", "UpdateKind[]", false, false, 0, 0},
    {"drop_pending_updates", "boolean", false, false, 0, 0},
    {"secret_token", "string", false, false, 1, 256},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_stopMessageLiveLocation[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", false, false, 0, 0},
    {"message_id", "number", false, false, 0, 0},
    {"inline_message_id", "string", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_stopPoll[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_transferBusinessAccountStars[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"star_count", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_transferGift[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"owned_gift_id", "string", true, false, 0, 0},
    {"new_owner_chat_id", "number", true, false, 0, 0},
    {"star_count", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_unbanChatMember[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"user_id", "number", true, false, 0, 0},
    {"only_if_banned", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_unbanChatSenderChat[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"sender_chat_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_unhideGeneralForumTopic[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_unpinAllChatMessages[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_unpinAllForumTopicMessages[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_thread_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_unpinAllGeneralForumTopicMessages[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_unpinChatMessage[] = {
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"message_id", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_upgradeGift[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"owned_gift_id", "string", true, false, 0, 0},
    {"keep_original_details", "boolean", false, false, 0, 0},
    {"star_count", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_uploadStickerFile[] = {
    {"user_id", "number", true, false, 0, 0},
    {"sticker", "InputFile", true, false, 0, 0},
    {"sticker_format", "UploadStickerFileStickerFormat", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_verifyChat[] = {
    {"chat_id", "number | string", true, false, 0, 0},
    {"custom_description", "string", false, false, 0, 70},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field method_verifyUser[] = {
    {"user_id", "number", true, false, 0, 0},
    {"custom_description", "string", false, false, 0, 70},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_APIResponseError[] = {
    {"ok", "false", true, false, 0, 0},
    {"description", "string", true, false, 0, 0},
    {"error_code", "number", true, false, 0, 0},
    {"parameters", "ResponseParameters", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_APIResponseOk[] = {
    {"ok", "true", true, false, 0, 0},
    {"result", "APIMethodReturn<Methods>", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_AcceptedGiftTypes[] = {
    {"unlimited_gifts", "boolean", true, false, 0, 0},
    {"limited_gifts", "boolean", true, false, 0, 0},
    {"unique_gifts", "boolean", true, false, 0, 0},
    {"premium_subscription", "boolean", true, false, 0, 0},
    {"gifts_from_channels", "boolean", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_AffiliateInfo[] = {
    {"affiliate_user", "User", false, false, 0, 0},
    {"affiliate_chat", "Chat", false, false, 0, 0},
    {"commission_per_mille", "number", true, false, 0, 0},
    {"amount", "number", true, false, 0, 0},
    {"nanostar_amount", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Animation[] = {
    {"file_id", "string", true, false, 0, 0},
    {"file_unique_id", "string", true, false, 0, 0},
    {"width", "number", true, false, 0, 0},
    {"height", "number", true, false, 0, 0},
    {"duration", "number", true, false, 0, 0},
    {"thumbnail", "PhotoSize", false, false, 0, 0},
    {"file_name", "string", false, false, 0, 0},
    {"mime_type", "string", false, false, 0, 0},
    {"file_size", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Audio[] = {
    {"file_id", "string", true, false, 0, 0},
    {"file_unique_id", "string", true, false, 0, 0},
    {"duration", "number", true, false, 0, 0},
    {"performer", "string", false, false, 0, 0},
    {"title", "string", false, false, 0, 0},
    {"file_name", "string", false, false, 0, 0},
    {"mime_type", "string", false, false, 0, 0},
    {"file_size", "number", false, false, 0, 0},
    {"thumbnail", "PhotoSize", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BackgroundFillFreeformGradient[] = {
    {"type", "\"freeform_gradient\"", true, false, 0, 0},
    {"colors", "number[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BackgroundFillGradient[] = {
    {"type", "\"gradient\"", true, false, 0, 0},
    {"top_color", "number", true, false, 0, 0},
    {"bottom_color", "number", true, false, 0, 0},
    {"rotation_angle", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BackgroundFillSolid[] = {
    {"type", "\"solid\"", true, false, 0, 0},
    {"color", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BackgroundTypeChatTheme[] = {
    {"type", "\"chat_theme\"", true, false, 0, 0},
    {"theme_name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BackgroundTypeFill[] = {
    {"type", "\"fill\"", true, false, 0, 0},
    {"fill", "BackgroundFill", true, false, 0, 0},
    {"dark_theme_dimming", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BackgroundTypePattern[] = {
    {"type", "\"pattern\"", true, false, 0, 0},
    {"document", "Document", true, false, 0, 0},
    {"fill", "BackgroundFill", true, false, 0, 0},
    {"intensity", "number", true, false, 0, 0},
    {"is_inverted", "true", false, false, 0, 0},
    {"is_moving", "true", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BackgroundTypeWallpaper[] = {
    {"type", "\"wallpaper\"", true, false, 0, 0},
    {"document", "Document", true, false, 0, 0},
    {"dark_theme_dimming", "number", true, false, 0, 0},
    {"is_blurred", "true", false, false, 0, 0},
    {"is_moving", "true", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Birthdate[] = {
    {"day", "number", true, false, 0, 0},
    {"month", "number", true, false, 0, 0},
    {"year", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BotAccessSettings[] = {
    {"is_access_restricted", "boolean", true, false, 0, 0},
    {"added_users", "User[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BotCommand[] = {
    {"command", "string", true, false, 1, 32},
    {"description", "string", true, false, 1, 256},
    {"is_ephemeral", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BotCommandScopeAllChatAdministrators[] = {
    {"type", "\"all_chat_administrators\"", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BotCommandScopeAllGroupChats[] = {
    {"type", "\"all_group_chats\"", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BotCommandScopeAllPrivateChats[] = {
    {"type", "\"all_private_chats\"", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BotCommandScopeChat[] = {
    {"type", "\"chat\"", true, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BotCommandScopeChatAdministrators[] = {
    {"type", "\"chat_administrators\"", true, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BotCommandScopeChatMember[] = {
    {"type", "\"chat_member\"", true, false, 0, 0},
    {"chat_id", "number | string", true, false, 0, 0},
    {"user_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BotCommandScopeDefault[] = {
    {"type", "\"default\"", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BotDescription[] = {
    {"description", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BotName[] = {
    {"name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BotShortDescription[] = {
    {"short_description", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BotSubscriptionUpdated[] = {
    {"user", "User", true, false, 0, 0},
    {"invoice_payload", "string", true, false, 0, 0},
    {"state", "BotSubscriptionUpdatedState", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BusinessBotRights[] = {
    {"can_reply", "true", false, false, 0, 0},
    {"can_read_messages", "true", false, false, 0, 0},
    {"can_delete_sent_messages", "true", false, false, 0, 0},
    {"can_delete_all_messages", "true", false, false, 0, 0},
    {"can_edit_name", "true", false, false, 0, 0},
    {"can_edit_bio", "true", false, false, 0, 0},
    {"can_edit_profile_photo", "true", false, false, 0, 0},
    {"can_edit_username", "true", false, false, 0, 0},
    {"can_change_gift_settings", "true", false, false, 0, 0},
    {"can_view_gifts_and_stars", "true", false, false, 0, 0},
    {"can_convert_gifts_to_stars", "true", false, false, 0, 0},
    {"can_transfer_and_upgrade_gifts", "true", false, false, 0, 0},
    {"can_transfer_stars", "true", false, false, 0, 0},
    {"can_manage_stories", "true", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BusinessConnection[] = {
    {"id", "string", true, false, 0, 0},
    {"user", "User", true, false, 0, 0},
    {"user_chat_id", "number", true, false, 0, 0},
    {"date", "number", true, false, 0, 0},
    {"rights", "BusinessBotRights", false, false, 0, 0},
    {"is_enabled", "boolean", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BusinessIntro[] = {
    {"title", "string", false, false, 0, 0},
    {"message", "string", false, false, 0, 0},
    {"sticker", "Sticker", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BusinessLocation[] = {
    {"address", "string", true, false, 0, 0},
    {"location", "Location", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BusinessMessagesDeleted[] = {
    {"business_connection_id", "string", true, false, 0, 0},
    {"chat", "Chat", true, false, 0, 0},
    {"message_ids", "number[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BusinessOpeningHours[] = {
    {"time_zone_name", "string", true, false, 0, 0},
    {"opening_hours", "BusinessOpeningHoursInterval[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_BusinessOpeningHoursInterval[] = {
    {"opening_minute", "number", true, false, 0, 0},
    {"closing_minute", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_CallbackQuery[] = {
    {"id", "string", true, false, 0, 0},
    {"from", "User", true, false, 0, 0},
    {"message", "MaybeInaccessibleMessage", false, false, 0, 0},
    {"inline_message_id", "string", false, false, 0, 0},
    {"chat_instance", "string", true, false, 0, 0},
    {"data", "string", false, false, 0, 0},
    {"game_short_name", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Chat[] = {
    {"id", "number", true, false, 0, 0},
    {"type", "ChatType", true, false, 0, 0},
    {"title", "string", false, false, 0, 0},
    {"username", "string", false, false, 0, 0},
    {"first_name", "string", false, false, 0, 0},
    {"last_name", "string", false, false, 0, 0},
    {"is_forum", "true", false, false, 0, 0},
    {"is_direct_messages", "true", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatAdministratorRights[] = {
    {"is_anonymous", "boolean", true, false, 0, 0},
    {"can_manage_chat", "boolean", true, false, 0, 0},
    {"can_delete_messages", "boolean", true, false, 0, 0},
    {"can_manage_video_chats", "boolean", true, false, 0, 0},
    {"can_restrict_members", "boolean", true, false, 0, 0},
    {"can_promote_members", "boolean", true, false, 0, 0},
    {"can_change_info", "boolean", true, false, 0, 0},
    {"can_invite_users", "boolean", true, false, 0, 0},
    {"can_post_stories", "boolean", true, false, 0, 0},
    {"can_edit_stories", "boolean", true, false, 0, 0},
    {"can_delete_stories", "boolean", true, false, 0, 0},
    {"can_post_messages", "boolean", false, false, 0, 0},
    {"can_edit_messages", "boolean", false, false, 0, 0},
    {"can_pin_messages", "boolean", false, false, 0, 0},
    {"can_manage_topics", "boolean", false, false, 0, 0},
    {"can_manage_direct_messages", "boolean", false, false, 0, 0},
    {"can_manage_tags", "boolean", false, false, 0, 0},
    {"can_send_welcome_messages", "boolean", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatBackground[] = {
    {"type", "BackgroundType", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatBoost[] = {
    {"boost_id", "string", true, false, 0, 0},
    {"add_date", "number", true, false, 0, 0},
    {"expiration_date", "number", true, false, 0, 0},
    {"source", "ChatBoostSource", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatBoostAdded[] = {
    {"boost_count", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatBoostRemoved[] = {
    {"chat", "Chat", true, false, 0, 0},
    {"boost_id", "string", true, false, 0, 0},
    {"remove_date", "number", true, false, 0, 0},
    {"source", "ChatBoostSource", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatBoostSourceGiftCode[] = {
    {"source", "\"gift_code\"", true, false, 0, 0},
    {"user", "User", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatBoostSourceGiveaway[] = {
    {"source", "\"giveaway\"", true, false, 0, 0},
    {"giveaway_message_id", "number", true, false, 0, 0},
    {"user", "User", false, false, 0, 0},
    {"prize_star_count", "number", false, false, 0, 0},
    {"is_unclaimed", "true", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatBoostSourcePremium[] = {
    {"source", "\"premium\"", true, false, 0, 0},
    {"user", "User", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatBoostUpdated[] = {
    {"chat", "Chat", true, false, 0, 0},
    {"boost", "ChatBoost", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatFullInfo[] = {
    {"id", "number", true, false, 0, 0},
    {"type", "ChatFullInfoType", true, false, 0, 0},
    {"title", "string", false, false, 0, 0},
    {"username", "string", false, false, 0, 0},
    {"first_name", "string", false, false, 0, 0},
    {"last_name", "string", false, false, 0, 0},
    {"is_forum", "true", false, false, 0, 0},
    {"is_direct_messages", "true", false, false, 0, 0},
    {"accent_color_id", "number", true, false, 0, 0},
    {"max_reaction_count", "number", true, false, 0, 0},
    {"photo", "ChatPhoto", false, false, 0, 0},
    {"active_usernames", "string[]", false, false, 0, 0},
    {"birthdate", "Birthdate", false, false, 0, 0},
    {"business_intro", "BusinessIntro", false, false, 0, 0},
    {"business_location", "BusinessLocation", false, false, 0, 0},
    {"business_opening_hours", "BusinessOpeningHours", false, false, 0, 0},
    {"personal_chat", "Chat", false, false, 0, 0},
    {"parent_chat", "Chat", false, false, 0, 0},
    {"available_reactions", "ReactionType[]", false, false, 0, 0},
    {"background_custom_emoji_id", "string", false, false, 0, 0},
    {"profile_accent_color_id", "number", false, false, 0, 0},
    {"profile_background_custom_emoji_id", "string", false, false, 0, 0},
    {"emoji_status_custom_emoji_id", "string", false, false, 0, 0},
    {"emoji_status_expiration_date", "number", false, false, 0, 0},
    {"bio", "string", false, false, 0, 0},
    {"has_private_forwards", "true", false, false, 0, 0},
    {"has_restricted_voice_and_video_messages", "true", false, false, 0, 0},
    {"join_to_send_messages", "true", false, false, 0, 0},
    {"join_by_request", "true", false, false, 0, 0},
    {"description", "string", false, false, 0, 0},
    {"invite_link", "string", false, false, 0, 0},
    {"pinned_message", "Message", false, false, 0, 0},
    {"permissions", "ChatPermissions", false, false, 0, 0},
    {"accepted_gift_types", "AcceptedGiftTypes", true, false, 0, 0},
    {"can_send_paid_media", "true", false, false, 0, 0},
    {"slow_mode_delay", "number", false, false, 0, 0},
    {"unrestrict_boost_count", "number", false, false, 0, 0},
    {"message_auto_delete_time", "number", false, false, 0, 0},
    {"has_aggressive_anti_spam_enabled", "true", false, false, 0, 0},
    {"has_hidden_members", "true", false, false, 0, 0},
    {"has_protected_content", "true", false, false, 0, 0},
    {"has_visible_history", "true", false, false, 0, 0},
    {"sticker_set_name", "string", false, false, 0, 0},
    {"can_set_sticker_set", "true", false, false, 0, 0},
    {"custom_emoji_sticker_set_name", "string", false, false, 0, 0},
    {"linked_chat_id", "number", false, false, 0, 0},
    {"location", "ChatLocation", false, false, 0, 0},
    {"rating", "UserRating", false, false, 0, 0},
    {"first_profile_audio", "Audio", false, false, 0, 0},
    {"unique_gift_colors", "UniqueGiftColors", false, false, 0, 0},
    {"paid_message_star_count", "number", false, false, 0, 0},
    {"guard_bot", "User", false, false, 0, 0},
    {"community", "Community", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatInviteLink[] = {
    {"invite_link", "string", true, false, 0, 0},
    {"creator", "User", true, false, 0, 0},
    {"creates_join_request", "boolean", true, false, 0, 0},
    {"is_primary", "boolean", true, false, 0, 0},
    {"is_revoked", "boolean", true, false, 0, 0},
    {"name", "string", false, false, 0, 0},
    {"expire_date", "number", false, false, 0, 0},
    {"member_limit", "number", false, false, 0, 0},
    {"pending_join_request_count", "number", false, false, 0, 0},
    {"subscription_period", "number", false, false, 0, 0},
    {"subscription_price", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatJoinRequest[] = {
    {"chat", "Chat", true, false, 0, 0},
    {"from", "User", true, false, 0, 0},
    {"user_chat_id", "number", true, false, 0, 0},
    {"date", "number", true, false, 0, 0},
    {"bio", "string", false, false, 0, 0},
    {"invite_link", "ChatInviteLink", false, false, 0, 0},
    {"query_id", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatLocation[] = {
    {"location", "Location", true, false, 0, 0},
    {"address", "string", true, false, 1, 64},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatMemberAdministrator[] = {
    {"status", "\"administrator\"", true, false, 0, 0},
    {"user", "User", true, false, 0, 0},
    {"can_be_edited", "boolean", true, false, 0, 0},
    {"is_anonymous", "boolean", true, false, 0, 0},
    {"can_manage_chat", "boolean", true, false, 0, 0},
    {"can_delete_messages", "boolean", true, false, 0, 0},
    {"can_manage_video_chats", "boolean", true, false, 0, 0},
    {"can_restrict_members", "boolean", true, false, 0, 0},
    {"can_promote_members", "boolean", true, false, 0, 0},
    {"can_change_info", "boolean", true, false, 0, 0},
    {"can_invite_users", "boolean", true, false, 0, 0},
    {"can_post_stories", "boolean", true, false, 0, 0},
    {"can_edit_stories", "boolean", true, false, 0, 0},
    {"can_delete_stories", "boolean", true, false, 0, 0},
    {"can_post_messages", "boolean", false, false, 0, 0},
    {"can_edit_messages", "boolean", false, false, 0, 0},
    {"can_pin_messages", "boolean", false, false, 0, 0},
    {"can_manage_topics", "boolean", false, false, 0, 0},
    {"can_manage_direct_messages", "boolean", false, false, 0, 0},
    {"can_manage_tags", "boolean", false, false, 0, 0},
    {"can_send_welcome_messages", "boolean", true, false, 0, 0},
    {"custom_title", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatMemberBanned[] = {
    {"status", "\"kicked\"", true, false, 0, 0},
    {"user", "User", true, false, 0, 0},
    {"until_date", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatMemberLeft[] = {
    {"status", "\"left\"", true, false, 0, 0},
    {"user", "User", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatMemberMember[] = {
    {"status", "\"member\"", true, false, 0, 0},
    {"tag", "string", false, false, 0, 0},
    {"user", "User", true, false, 0, 0},
    {"until_date", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatMemberOwner[] = {
    {"status", "\"creator\"", true, false, 0, 0},
    {"user", "User", true, false, 0, 0},
    {"is_anonymous", "boolean", true, false, 0, 0},
    {"custom_title", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatMemberRestricted[] = {
    {"status", "\"restricted\"", true, false, 0, 0},
    {"tag", "string", false, false, 0, 0},
    {"user", "User", true, false, 0, 0},
    {"is_member", "boolean", true, false, 0, 0},
    {"can_send_messages", "boolean", true, false, 0, 0},
    {"can_send_audios", "boolean", true, false, 0, 0},
    {"can_send_documents", "boolean", true, false, 0, 0},
    {"can_send_photos", "boolean", true, false, 0, 0},
    {"can_send_videos", "boolean", true, false, 0, 0},
    {"can_send_video_notes", "boolean", true, false, 0, 0},
    {"can_send_voice_notes", "boolean", true, false, 0, 0},
    {"can_send_polls", "boolean", true, false, 0, 0},
    {"can_send_other_messages", "boolean", true, false, 0, 0},
    {"can_add_web_page_previews", "boolean", true, false, 0, 0},
    {"can_react_to_messages", "boolean", true, false, 0, 0},
    {"can_edit_tag", "boolean", true, false, 0, 0},
    {"can_change_info", "boolean", true, false, 0, 0},
    {"can_invite_users", "boolean", true, false, 0, 0},
    {"can_pin_messages", "boolean", true, false, 0, 0},
    {"can_manage_topics", "boolean", true, false, 0, 0},
    {"until_date", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatMemberUpdated[] = {
    {"chat", "Chat", true, false, 0, 0},
    {"from", "User", true, false, 0, 0},
    {"date", "number", true, false, 0, 0},
    {"old_chat_member", "ChatMember", true, false, 0, 0},
    {"new_chat_member", "ChatMember", true, false, 0, 0},
    {"invite_link", "ChatInviteLink", false, false, 0, 0},
    {"via_join_request", "boolean", false, false, 0, 0},
    {"via_chat_folder_invite_link", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatOwnerChanged[] = {
    {"new_owner", "User", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatOwnerLeft[] = {
    {"new_owner", "User", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatPermissions[] = {
    {"can_send_messages", "boolean", false, false, 0, 0},
    {"can_send_audios", "boolean", false, false, 0, 0},
    {"can_send_documents", "boolean", false, false, 0, 0},
    {"can_send_photos", "boolean", false, false, 0, 0},
    {"can_send_videos", "boolean", false, false, 0, 0},
    {"can_send_video_notes", "boolean", false, false, 0, 0},
    {"can_send_voice_notes", "boolean", false, false, 0, 0},
    {"can_send_polls", "boolean", false, false, 0, 0},
    {"can_send_other_messages", "boolean", false, false, 0, 0},
    {"can_add_web_page_previews", "boolean", false, false, 0, 0},
    {"can_react_to_messages", "boolean", false, false, 0, 0},
    {"can_edit_tag", "boolean", false, false, 0, 0},
    {"can_change_info", "boolean", false, false, 0, 0},
    {"can_invite_users", "boolean", false, false, 0, 0},
    {"can_pin_messages", "boolean", false, false, 0, 0},
    {"can_manage_topics", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatPhoto[] = {
    {"small_file_id", "string", true, false, 0, 0},
    {"small_file_unique_id", "string", true, false, 0, 0},
    {"big_file_id", "string", true, false, 0, 0},
    {"big_file_unique_id", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChatShared[] = {
    {"request_id", "number", true, false, 0, 0},
    {"chat_id", "number", true, false, 0, 0},
    {"title", "string", false, false, 0, 0},
    {"username", "string", false, false, 0, 0},
    {"photo", "PhotoSize[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Checklist[] = {
    {"title", "string", true, false, 0, 0},
    {"title_entities", "MessageEntity[]", false, false, 0, 0},
    {"tasks", "ChecklistTask[]", true, false, 0, 0},
    {"others_can_add_tasks", "true", false, false, 0, 0},
    {"others_can_mark_tasks_as_done", "true", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChecklistTask[] = {
    {"id", "number", true, false, 0, 0},
    {"text", "string", true, false, 0, 0},
    {"text_entities", "MessageEntity[]", false, false, 0, 0},
    {"completed_by_user", "User", false, false, 0, 0},
    {"completed_by_chat", "Chat", false, false, 0, 0},
    {"completion_date", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChecklistTasksAdded[] = {
    {"checklist_message", "Message", false, false, 0, 0},
    {"tasks", "ChecklistTask[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChecklistTasksDone[] = {
    {"checklist_message", "Message", false, false, 0, 0},
    {"marked_as_done_task_ids", "number[]", false, false, 0, 0},
    {"marked_as_not_done_task_ids", "number[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ChosenInlineResult[] = {
    {"result_id", "string", true, false, 0, 0},
    {"from", "User", true, false, 0, 0},
    {"location", "Location", false, false, 0, 0},
    {"inline_message_id", "string", false, false, 0, 0},
    {"query", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Community[] = {
    {"id", "number", true, false, 0, 0},
    {"name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_CommunityChatAdded[] = {
    {"community", "Community", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_CommunityChatJoined[] = {
    {"community", "Community", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Contact[] = {
    {"phone_number", "string", true, false, 0, 0},
    {"first_name", "string", true, false, 0, 0},
    {"last_name", "string", false, false, 0, 0},
    {"user_id", "number", false, false, 0, 0},
    {"vcard", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_CopyTextButton[] = {
    {"text", "string", true, false, 1, 256},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Dice[] = {
    {"emoji", "string", true, false, 0, 0},
    {"value", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_DirectMessagePriceChanged[] = {
    {"are_direct_messages_enabled", "boolean", true, false, 0, 0},
    {"direct_message_star_count", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_DirectMessagesTopic[] = {
    {"topic_id", "number", true, false, 0, 0},
    {"user", "User", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Document[] = {
    {"file_id", "string", true, false, 0, 0},
    {"file_unique_id", "string", true, false, 0, 0},
    {"thumbnail", "PhotoSize", false, false, 0, 0},
    {"file_name", "string", false, false, 0, 0},
    {"mime_type", "string", false, false, 0, 0},
    {"file_size", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_EncryptedCredentials[] = {
    {"data", "string", true, false, 0, 0},
    {"hash", "string", true, false, 0, 0},
    {"secret", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_EncryptedPassportElement[] = {
    {"type", "EncryptedPassportElementType", true, false, 0, 0},
    {"data", "string", false, false, 0, 0},
    {"phone_number", "string", false, false, 0, 0},
    {"email", "string", false, false, 0, 0},
    {"files", "PassportFile[]", false, false, 0, 0},
    {"front_side", "PassportFile", false, false, 0, 0},
    {"reverse_side", "PassportFile", false, false, 0, 0},
    {"selfie", "PassportFile", false, false, 0, 0},
    {"translation", "PassportFile[]", false, false, 0, 0},
    {"hash", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_EphemeralMessageParameters[] = {
    {"receiver_user_id", "number", true, false, 0, 0},
    {"callback_query_id", "string", false, false, 0, 0},
    {"replace_callback_query_message", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ExternalReplyInfo[] = {
    {"origin", "MessageOrigin", true, false, 0, 0},
    {"chat", "Chat", false, false, 0, 0},
    {"message_id", "number", false, false, 0, 0},
    {"link_preview_options", "LinkPreviewOptions", false, false, 0, 0},
    {"animation", "Animation", false, false, 0, 0},
    {"audio", "Audio", false, false, 0, 0},
    {"document", "Document", false, false, 0, 0},
    {"live_photo", "LivePhoto", false, false, 0, 0},
    {"paid_media", "PaidMediaInfo", false, false, 0, 0},
    {"photo", "PhotoSize[]", false, false, 0, 0},
    {"sticker", "Sticker", false, false, 0, 0},
    {"story", "Story", false, false, 0, 0},
    {"video", "Video", false, false, 0, 0},
    {"video_note", "VideoNote", false, false, 0, 0},
    {"voice", "Voice", false, false, 0, 0},
    {"has_media_spoiler", "true", false, false, 0, 0},
    {"checklist", "Checklist", false, false, 0, 0},
    {"contact", "Contact", false, false, 0, 0},
    {"dice", "Dice", false, false, 0, 0},
    {"game", "Game", false, false, 0, 0},
    {"giveaway", "Giveaway", false, false, 0, 0},
    {"giveaway_winners", "GiveawayWinners", false, false, 0, 0},
    {"invoice", "Invoice", false, false, 0, 0},
    {"location", "Location", false, false, 0, 0},
    {"poll", "Poll", false, false, 0, 0},
    {"venue", "Venue", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_File[] = {
    {"file_id", "string", true, false, 0, 0},
    {"file_unique_id", "string", true, false, 0, 0},
    {"file_size", "number", false, false, 0, 0},
    {"file_path", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ForceReply[] = {
    {"force_reply", "true", true, false, 0, 0},
    {"input_field_placeholder", "string", false, false, 1, 64},
    {"selective", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ForumTopic[] = {
    {"message_thread_id", "number", true, false, 0, 0},
    {"name", "string", true, false, 0, 0},
    {"icon_color", "number", true, false, 0, 0},
    {"icon_custom_emoji_id", "string", false, false, 0, 0},
    {"is_name_implicit", "true", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ForumTopicCreated[] = {
    {"name", "string", true, false, 0, 0},
    {"icon_color", "number", true, false, 0, 0},
    {"icon_custom_emoji_id", "string", false, false, 0, 0},
    {"is_name_implicit", "true", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ForumTopicEdited[] = {
    {"name", "string", false, false, 0, 0},
    {"icon_custom_emoji_id", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Game[] = {
    {"title", "string", true, false, 0, 0},
    {"description", "string", true, false, 0, 0},
    {"photo", "PhotoSize[]", true, false, 0, 0},
    {"text", "string", false, false, 0, 4096},
    {"text_entities", "MessageEntity[]", false, false, 0, 0},
    {"animation", "Animation", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_GameHighScore[] = {
    {"position", "number", true, false, 0, 0},
    {"user", "User", true, false, 0, 0},
    {"score", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Gift[] = {
    {"id", "string", true, false, 0, 0},
    {"sticker", "Sticker", true, false, 0, 0},
    {"star_count", "number", true, false, 0, 0},
    {"upgrade_star_count", "number", false, false, 0, 0},
    {"is_premium", "true", false, false, 0, 0},
    {"has_colors", "true", false, false, 0, 0},
    {"total_count", "number", false, false, 0, 0},
    {"remaining_count", "number", false, false, 0, 0},
    {"personal_total_count", "number", false, false, 0, 0},
    {"personal_remaining_count", "number", false, false, 0, 0},
    {"background", "GiftBackground", false, false, 0, 0},
    {"unique_gift_variant_count", "number", false, false, 0, 0},
    {"publisher_chat", "Chat", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_GiftBackground[] = {
    {"center_color", "number", true, false, 0, 0},
    {"edge_color", "number", true, false, 0, 0},
    {"text_color", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_GiftInfo[] = {
    {"gift", "Gift", true, false, 0, 0},
    {"owned_gift_id", "string", false, false, 0, 0},
    {"convert_star_count", "number", false, false, 0, 0},
    {"prepaid_upgrade_star_count", "number", false, false, 0, 0},
    {"is_upgrade_separate", "true", false, false, 0, 0},
    {"can_be_upgraded", "true", false, false, 0, 0},
    {"text", "string", false, false, 0, 0},
    {"entities", "MessageEntity[]", false, false, 0, 0},
    {"is_private", "true", false, false, 0, 0},
    {"unique_gift_number", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Gifts[] = {
    {"gifts", "Gift[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Giveaway[] = {
    {"chats", "Chat[]", true, false, 0, 0},
    {"winners_selection_date", "number", true, false, 0, 0},
    {"winner_count", "number", true, false, 0, 0},
    {"only_new_members", "true", false, false, 0, 0},
    {"has_public_winners", "true", false, false, 0, 0},
    {"prize_description", "string", false, false, 0, 0},
    {"country_codes", "string[]", false, false, 0, 0},
    {"prize_star_count", "number", false, false, 0, 0},
    {"premium_subscription_month_count", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_GiveawayCompleted[] = {
    {"winner_count", "number", true, false, 0, 0},
    {"unclaimed_prize_count", "number", false, false, 0, 0},
    {"giveaway_message", "Message", false, false, 0, 0},
    {"is_star_giveaway", "true", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_GiveawayCreated[] = {
    {"prize_star_count", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_GiveawayWinners[] = {
    {"chat", "Chat", true, false, 0, 0},
    {"giveaway_message_id", "number", true, false, 0, 0},
    {"winners_selection_date", "number", true, false, 0, 0},
    {"winner_count", "number", true, false, 0, 0},
    {"winners", "User[]", true, false, 0, 0},
    {"additional_chat_count", "number", false, false, 0, 0},
    {"prize_star_count", "number", false, false, 0, 0},
    {"premium_subscription_month_count", "number", false, false, 0, 0},
    {"unclaimed_prize_count", "number", false, false, 0, 0},
    {"only_new_members", "true", false, false, 0, 0},
    {"was_refunded", "true", false, false, 0, 0},
    {"prize_description", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InaccessibleMessage[] = {
    {"chat", "Chat", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {"date", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineKeyboardButton[] = {
    {"text", "string", true, false, 0, 0},
    {"icon_custom_emoji_id", "string", false, false, 0, 0},
    {"style", "InlineKeyboardButtonStyle", false, false, 0, 0},
    {"url", "string", false, false, 0, 0},
    {"callback_data", "string", false, true, 1, 64},
    {"web_app", "WebAppInfo", false, false, 0, 0},
    {"login_url", "LoginUrl", false, false, 0, 0},
    {"switch_inline_query", "string", false, false, 0, 0},
    {"switch_inline_query_current_chat", "string", false, false, 0, 0},
    {"switch_inline_query_chosen_chat", "SwitchInlineQueryChosenChat", false, false, 0, 0},
    {"copy_text", "CopyTextButton", false, false, 0, 0},
    {"callback_game", "CallbackGame", false, false, 0, 0},
    {"pay", "boolean", false, false, 0, 0},
    {"disabled", "DisabledButton", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineKeyboardMarkup[] = {
    {"inline_keyboard", "InlineKeyboardButton[][]", true, false, 0, 0},
    {"force_reply", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQuery[] = {
    {"id", "string", true, false, 0, 0},
    {"from", "User", true, false, 0, 0},
    {"query", "string", true, false, 0, 0},
    {"offset", "string", true, false, 0, 0},
    {"chat_type", "InlineQueryChatType", false, false, 0, 0},
    {"location", "Location", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultArticle[] = {
    {"type", "\"article\"", true, false, 0, 0},
    {"id", "string", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"input_message_content", "InputMessageContent", true, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"url", "string", false, false, 0, 0},
    {"description", "string", false, false, 0, 0},
    {"thumbnail_url", "string", false, false, 0, 0},
    {"thumbnail_width", "number", false, false, 0, 0},
    {"thumbnail_height", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultAudio[] = {
    {"type", "\"audio\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"audio_url", "string", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"performer", "string", false, false, 0, 0},
    {"audio_duration", "number", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultCachedAudio[] = {
    {"type", "\"audio\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"audio_file_id", "string", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultCachedDocument[] = {
    {"type", "\"document\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"title", "string", true, false, 0, 0},
    {"document_file_id", "string", true, false, 0, 0},
    {"description", "string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultCachedGif[] = {
    {"type", "\"gif\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"gif_file_id", "string", true, false, 0, 0},
    {"title", "string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultCachedMpeg4Gif[] = {
    {"type", "\"mpeg4_gif\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"mpeg4_file_id", "string", true, false, 0, 0},
    {"title", "string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultCachedPhoto[] = {
    {"type", "\"photo\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"photo_file_id", "string", true, false, 0, 0},
    {"title", "string", false, false, 0, 0},
    {"description", "string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultCachedSticker[] = {
    {"type", "\"sticker\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"sticker_file_id", "string", true, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultCachedVideo[] = {
    {"type", "\"video\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"video_file_id", "string", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"description", "string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultCachedVoice[] = {
    {"type", "\"voice\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"voice_file_id", "string", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultContact[] = {
    {"type", "\"contact\"", true, false, 0, 0},
    {"id", "string", true, false, 0, 0},
    {"phone_number", "string", true, false, 0, 0},
    {"first_name", "string", true, false, 0, 0},
    {"last_name", "string", false, false, 0, 0},
    {"vcard", "string", false, true, 0, 2048},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {"thumbnail_url", "string", false, false, 0, 0},
    {"thumbnail_width", "number", false, false, 0, 0},
    {"thumbnail_height", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultDocument[] = {
    {"type", "\"document\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"title", "string", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"document_url", "string", true, false, 0, 0},
    {"mime_type", "InlineQueryResultDocumentMimeType", true, false, 0, 0},
    {"description", "string", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {"thumbnail_url", "string", false, false, 0, 0},
    {"thumbnail_width", "number", false, false, 0, 0},
    {"thumbnail_height", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultGame[] = {
    {"type", "\"game\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"game_short_name", "string", true, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultGif[] = {
    {"type", "\"gif\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"gif_url", "string", true, false, 0, 0},
    {"gif_width", "number", false, false, 0, 0},
    {"gif_height", "number", false, false, 0, 0},
    {"gif_duration", "number", false, false, 0, 0},
    {"thumbnail_url", "string", true, false, 0, 0},
    {"thumbnail_mime_type", "InlineQueryResultGifThumbnailMimeType", false, false, 0, 0},
    {"title", "string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultLocation[] = {
    {"type", "\"location\"", true, false, 0, 0},
    {"id", "string", true, false, 0, 0},
    {"latitude", "number", true, false, 0, 0},
    {"longitude", "number", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"horizontal_accuracy", "number", false, false, 0, 0},
    {"live_period", "number", false, false, 0, 0},
    {"heading", "number", false, false, 0, 0},
    {"proximity_alert_radius", "number", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {"thumbnail_url", "string", false, false, 0, 0},
    {"thumbnail_width", "number", false, false, 0, 0},
    {"thumbnail_height", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultMpeg4Gif[] = {
    {"type", "\"mpeg4_gif\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"mpeg4_url", "string", true, false, 0, 0},
    {"mpeg4_width", "number", false, false, 0, 0},
    {"mpeg4_height", "number", false, false, 0, 0},
    {"mpeg4_duration", "number", false, false, 0, 0},
    {"thumbnail_url", "string", true, false, 0, 0},
    {"thumbnail_mime_type", "InlineQueryResultMpeg4GifThumbnailMimeType", false, false, 0, 0},
    {"title", "string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultPhoto[] = {
    {"type", "\"photo\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"photo_url", "string", true, false, 0, 0},
    {"thumbnail_url", "string", true, false, 0, 0},
    {"photo_width", "number", false, false, 0, 0},
    {"photo_height", "number", false, false, 0, 0},
    {"title", "string", false, false, 0, 0},
    {"description", "string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultVenue[] = {
    {"type", "\"venue\"", true, false, 0, 0},
    {"id", "string", true, false, 0, 0},
    {"latitude", "number", true, false, 0, 0},
    {"longitude", "number", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"address", "string", true, false, 0, 0},
    {"foursquare_id", "string", false, false, 0, 0},
    {"foursquare_type", "string", false, false, 0, 0},
    {"google_place_id", "string", false, false, 0, 0},
    {"google_place_type", "string", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {"thumbnail_url", "string", false, false, 0, 0},
    {"thumbnail_width", "number", false, false, 0, 0},
    {"thumbnail_height", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultVideo[] = {
    {"type", "\"video\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"video_url", "string", true, false, 0, 0},
    {"mime_type", "InlineQueryResultVideoMimeType", true, false, 0, 0},
    {"thumbnail_url", "string", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"video_width", "number", false, false, 0, 0},
    {"video_height", "number", false, false, 0, 0},
    {"video_duration", "number", false, false, 0, 0},
    {"description", "string", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultVoice[] = {
    {"type", "\"voice\"", true, false, 0, 0},
    {"id", "string", true, true, 1, 64},
    {"voice_url", "string", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"voice_duration", "number", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {"input_message_content", "InputMessageContent", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InlineQueryResultsButton[] = {
    {"text", "string", true, false, 0, 0},
    {"web_app", "WebAppInfo", false, false, 0, 0},
    {"start_parameter", "string", false, false, 1, 64},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputChecklist[] = {
    {"title", "string", true, false, 1, 255},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"title_entities", "MessageEntity[]", false, false, 0, 0},
    {"tasks", "InputChecklistTask[]", true, false, 0, 0},
    {"others_can_add_tasks", "boolean", false, false, 0, 0},
    {"others_can_mark_tasks_as_done", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputChecklistTask[] = {
    {"id", "number", true, false, 0, 0},
    {"text", "string", true, false, 1, 100},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"text_entities", "MessageEntity[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputContactMessageContent[] = {
    {"phone_number", "string", true, false, 0, 0},
    {"first_name", "string", true, false, 0, 0},
    {"last_name", "string", false, false, 0, 0},
    {"vcard", "string", false, true, 0, 2048},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputInvoiceMessageContent[] = {
    {"title", "string", true, false, 1, 32},
    {"description", "string", true, false, 1, 255},
    {"payload", "string", true, true, 1, 128},
    {"provider_token", "string", false, false, 0, 0},
    {"currency", "Currencies", true, false, 0, 0},
    {"prices", "LabeledPrice[]", true, false, 0, 0},
    {"max_tip_amount", "number", false, false, 0, 0},
    {"suggested_tip_amounts", "number[]", false, false, 0, 0},
    {"provider_data", "string", false, false, 0, 0},
    {"photo_url", "string", false, false, 0, 0},
    {"photo_size", "number", false, false, 0, 0},
    {"photo_width", "number", false, false, 0, 0},
    {"photo_height", "number", false, false, 0, 0},
    {"need_name", "boolean", false, false, 0, 0},
    {"need_phone_number", "boolean", false, false, 0, 0},
    {"need_email", "boolean", false, false, 0, 0},
    {"need_shipping_address", "boolean", false, false, 0, 0},
    {"send_phone_number_to_provider", "boolean", false, false, 0, 0},
    {"send_email_to_provider", "boolean", false, false, 0, 0},
    {"is_flexible", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputLocationMessageContent[] = {
    {"latitude", "number", true, false, 0, 0},
    {"longitude", "number", true, false, 0, 0},
    {"horizontal_accuracy", "number", false, false, 0, 0},
    {"live_period", "number", false, false, 0, 0},
    {"heading", "number", false, false, 0, 0},
    {"proximity_alert_radius", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputMediaAnimation[] = {
    {"type", "\"animation\"", true, false, 0, 0},
    {"media", "InputFile | string", true, false, 0, 0},
    {"thumbnail", "InputFile | string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"width", "number", false, false, 0, 0},
    {"height", "number", false, false, 0, 0},
    {"duration", "number", false, false, 0, 0},
    {"has_spoiler", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputMediaAudio[] = {
    {"type", "\"audio\"", true, false, 0, 0},
    {"media", "InputFile | string", true, false, 0, 0},
    {"thumbnail", "InputFile | string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"duration", "number", false, false, 0, 0},
    {"performer", "string", false, false, 0, 0},
    {"title", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputMediaDocument[] = {
    {"type", "\"document\"", true, false, 0, 0},
    {"media", "InputFile | string", true, false, 0, 0},
    {"thumbnail", "InputFile | string", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"disable_content_type_detection", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputMediaLink[] = {
    {"type", "\"link\"", true, false, 0, 0},
    {"url", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputMediaLivePhoto[] = {
    {"type", "\"live_photo\"", true, false, 0, 0},
    {"media", "InputFile | string", true, false, 0, 0},
    {"photo", "InputFile | string", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"has_spoiler", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputMediaLocation[] = {
    {"type", "\"location\"", true, false, 0, 0},
    {"latitude", "number", true, false, 0, 0},
    {"longitude", "number", true, false, 0, 0},
    {"horizontal_accuracy", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputMediaPhoto[] = {
    {"type", "\"photo\"", true, false, 0, 0},
    {"media", "InputFile | string", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"has_spoiler", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputMediaSticker[] = {
    {"type", "\"sticker\"", true, false, 0, 0},
    {"media", "InputFile | string", true, false, 0, 0},
    {"emoji", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputMediaVenue[] = {
    {"type", "\"venue\"", true, false, 0, 0},
    {"latitude", "number", true, false, 0, 0},
    {"longitude", "number", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"address", "string", true, false, 0, 0},
    {"foursquare_id", "string", false, false, 0, 0},
    {"foursquare_type", "string", false, false, 0, 0},
    {"google_place_id", "string", false, false, 0, 0},
    {"google_place_type", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputMediaVideo[] = {
    {"type", "\"video\"", true, false, 0, 0},
    {"media", "InputFile | string", true, false, 0, 0},
    {"thumbnail", "InputFile | string", false, false, 0, 0},
    {"cover", "InputFile | string", false, false, 0, 0},
    {"start_timestamp", "number", false, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "boolean", false, false, 0, 0},
    {"width", "number", false, false, 0, 0},
    {"height", "number", false, false, 0, 0},
    {"duration", "number", false, false, 0, 0},
    {"supports_streaming", "boolean", false, false, 0, 0},
    {"has_spoiler", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputMediaVoiceNote[] = {
    {"type", "\"voice_note\"", true, false, 0, 0},
    {"media", "InputFile | string", true, false, 0, 0},
    {"caption", "string", false, false, 0, 1024},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"duration", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputPaidMediaLivePhoto[] = {
    {"type", "\"live_photo\"", true, false, 0, 0},
    {"media", "InputFile | string", true, false, 0, 0},
    {"photo", "InputFile | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputPaidMediaPhoto[] = {
    {"type", "\"photo\"", true, false, 0, 0},
    {"media", "InputFile | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputPaidMediaVideo[] = {
    {"type", "\"video\"", true, false, 0, 0},
    {"media", "InputFile | string", true, false, 0, 0},
    {"thumbnail", "InputFile | string", false, false, 0, 0},
    {"cover", "InputFile | string", false, false, 0, 0},
    {"start_timestamp", "number", false, false, 0, 0},
    {"width", "number", false, false, 0, 0},
    {"height", "number", false, false, 0, 0},
    {"duration", "number", false, false, 0, 0},
    {"supports_streaming", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputPollOption[] = {
    {"text", "string", true, false, 1, 100},
    {"text_parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"text_entities", "MessageEntity[]", false, false, 0, 0},
    {"media", "InputPollOptionMedia", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputProfilePhotoAnimated[] = {
    {"type", "\"animated\"", true, false, 0, 0},
    {"animation", "InputFile | string", true, false, 0, 0},
    {"main_frame_timestamp", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputProfilePhotoStatic[] = {
    {"type", "\"static\"", true, false, 0, 0},
    {"photo", "InputFile | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockAnchor[] = {
    {"type", "\"anchor\"", true, false, 0, 0},
    {"name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockAnimation[] = {
    {"type", "\"animation\"", true, false, 0, 0},
    {"animation", "InputMediaAnimation", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockAudio[] = {
    {"type", "\"audio\"", true, false, 0, 0},
    {"audio", "InputMediaAudio", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockBlockQuotation[] = {
    {"type", "\"blockquote\"", true, false, 0, 0},
    {"blocks", "InputRichBlock[]", true, false, 0, 0},
    {"credit", "RichText", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockButtons[] = {
    {"type", "\"buttons\"", true, false, 0, 0},
    {"buttons", "RichMessageButton[]", true, false, 0, 0},
    {"align", "InputRichBlockButtonsAlign", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockCollage[] = {
    {"type", "\"collage\"", true, false, 0, 0},
    {"blocks", "InputRichBlock[]", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockDetails[] = {
    {"type", "\"details\"", true, false, 0, 0},
    {"summary", "RichText", true, false, 0, 0},
    {"blocks", "InputRichBlock[]", true, false, 0, 0},
    {"is_open", "true", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockDivider[] = {
    {"type", "\"divider\"", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockDocument[] = {
    {"type", "\"document\"", true, false, 0, 0},
    {"document", "InputMediaDocument", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockExpandableBlockQuotation[] = {
    {"type", "\"expandable_blockquote\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"credit", "RichText", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockFooter[] = {
    {"type", "\"footer\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockList[] = {
    {"type", "\"list\"", true, false, 0, 0},
    {"items", "InputRichBlockListItem[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockListItem[] = {
    {"blocks", "InputRichBlock[]", true, false, 0, 0},
    {"has_checkbox", "true", false, false, 0, 0},
    {"is_checked", "true", false, false, 0, 0},
    {"value", "number", false, false, 0, 0},
    {"type", "InputRichBlockListItemType", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockMap[] = {
    {"type", "\"map\"", true, false, 0, 0},
    {"location", "Location", true, false, 0, 0},
    {"zoom", "number", false, false, 0, 0},
    {"width", "number", false, false, 0, 0},
    {"height", "number", false, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockMathematicalExpression[] = {
    {"type", "\"mathematical_expression\"", true, false, 0, 0},
    {"expression", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockParagraph[] = {
    {"type", "\"paragraph\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockPhoto[] = {
    {"type", "\"photo\"", true, false, 0, 0},
    {"photo", "InputMediaPhoto", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockPreformatted[] = {
    {"type", "\"pre\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"language", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockPullQuotation[] = {
    {"type", "\"pullquote\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"credit", "RichText", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockSectionHeading[] = {
    {"type", "\"heading\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"size", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockSlideshow[] = {
    {"type", "\"slideshow\"", true, false, 0, 0},
    {"blocks", "InputRichBlock[]", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockTable[] = {
    {"type", "\"table\"", true, false, 0, 0},
    {"cells", "RichBlockTableCell[][]", true, false, 0, 0},
    {"is_bordered", "true", false, false, 0, 0},
    {"is_striped", "true", false, false, 0, 0},
    {"is_compact", "true", false, false, 0, 0},
    {"caption", "RichText", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockThinking[] = {
    {"type", "\"thinking\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockVideo[] = {
    {"type", "\"video\"", true, false, 0, 0},
    {"video", "InputMediaVideo", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichBlockVoiceNote[] = {
    {"type", "\"voice_note\"", true, false, 0, 0},
    {"voice_note", "InputMediaVoiceNote", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichMessage[] = {
    {"blocks", "InputRichBlock[]", false, false, 0, 0},
    {"html", "string", false, false, 0, 0},
    {"markdown", "string", false, false, 0, 0},
    {"media", "InputRichMessageMedia[]", false, false, 0, 0},
    {"is_rtl", "boolean", false, false, 0, 0},
    {"skip_entity_detection", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichMessageContent[] = {
    {"rich_message", "InputRichMessage", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputRichMessageMedia[] = {
    {"id", "string", true, false, 1, 64},
    {"media", "InputMediaAnimation | InputMediaAudio | InputMediaDocument | InputMediaPhoto | InputMediaVideo | InputMediaVoiceNote", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputSticker[] = {
    {"sticker", "InputFile | string", true, false, 0, 0},
    {"format", "InputStickerFormat", true, false, 0, 0},
    {"emoji_list", "string[]", true, false, 0, 0},
    {"mask_position", "MaskPosition", false, false, 0, 0},
    {"keywords", "string[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputStoryContentPhoto[] = {
    {"type", "\"photo\"", true, false, 0, 0},
    {"photo", "InputFile | string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputStoryContentVideo[] = {
    {"type", "\"video\"", true, false, 0, 0},
    {"video", "InputFile | string", true, false, 0, 0},
    {"duration", "number", false, false, 0, 0},
    {"cover_frame_timestamp", "number", false, false, 0, 0},
    {"is_animation", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputTextMessageContent[] = {
    {"message_text", "string", true, false, 1, 4096},
    {"parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"entities", "MessageEntity[]", false, false, 0, 0},
    {"link_preview_options", "LinkPreviewOptions", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_InputVenueMessageContent[] = {
    {"latitude", "number", true, false, 0, 0},
    {"longitude", "number", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"address", "string", true, false, 0, 0},
    {"foursquare_id", "string", false, false, 0, 0},
    {"foursquare_type", "string", false, false, 0, 0},
    {"google_place_id", "string", false, false, 0, 0},
    {"google_place_type", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Invoice[] = {
    {"title", "string", true, false, 0, 0},
    {"description", "string", true, false, 0, 0},
    {"start_parameter", "string", true, false, 0, 0},
    {"currency", "Currencies", true, false, 0, 0},
    {"total_amount", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_KeyboardButton[] = {
    {"text", "string", true, false, 0, 0},
    {"icon_custom_emoji_id", "string", false, false, 0, 0},
    {"style", "KeyboardButtonStyle", false, false, 0, 0},
    {"request_users", "KeyboardButtonRequestUsers", false, false, 0, 0},
    {"request_chat", "KeyboardButtonRequestChat", false, false, 0, 0},
    {"request_managed_bot", "KeyboardButtonRequestManagedBot", false, false, 0, 0},
    {"request_contact", "boolean", false, false, 0, 0},
    {"request_location", "boolean", false, false, 0, 0},
    {"request_poll", "KeyboardButtonPollType", false, false, 0, 0},
    {"web_app", "WebAppInfo", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_KeyboardButtonPollType[] = {
    {"type", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_KeyboardButtonRequestChat[] = {
    {"request_id", "number", true, false, 0, 0},
    {"chat_is_channel", "boolean", true, false, 0, 0},
    {"chat_is_forum", "boolean", false, false, 0, 0},
    {"chat_has_username", "boolean", false, false, 0, 0},
    {"chat_is_created", "boolean", false, false, 0, 0},
    {"user_administrator_rights", "ChatAdministratorRights", false, false, 0, 0},
    {"bot_administrator_rights", "ChatAdministratorRights", false, false, 0, 0},
    {"bot_is_member", "boolean", false, false, 0, 0},
    {"request_title", "boolean", false, false, 0, 0},
    {"request_username", "boolean", false, false, 0, 0},
    {"request_photo", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_KeyboardButtonRequestManagedBot[] = {
    {"request_id", "number", true, false, 0, 0},
    {"suggested_name", "string", false, false, 0, 0},
    {"suggested_username", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_KeyboardButtonRequestUsers[] = {
    {"request_id", "number", true, false, 0, 0},
    {"user_is_bot", "boolean", false, false, 0, 0},
    {"user_is_premium", "boolean", false, false, 0, 0},
    {"max_quantity", "number", false, false, 0, 0},
    {"request_name", "boolean", false, false, 0, 0},
    {"request_username", "boolean", false, false, 0, 0},
    {"request_photo", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_LabeledPrice[] = {
    {"label", "string", true, false, 0, 0},
    {"amount", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Link[] = {
    {"url", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_LinkPreviewOptions[] = {
    {"is_disabled", "boolean", false, false, 0, 0},
    {"url", "string", false, false, 0, 0},
    {"prefer_small_media", "boolean", false, false, 0, 0},
    {"prefer_large_media", "boolean", false, false, 0, 0},
    {"show_above_text", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_LivePhoto[] = {
    {"photo", "PhotoSize[]", false, false, 0, 0},
    {"file_id", "string", true, false, 0, 0},
    {"file_unique_id", "string", true, false, 0, 0},
    {"width", "number", true, false, 0, 0},
    {"height", "number", true, false, 0, 0},
    {"duration", "number", true, false, 0, 0},
    {"mime_type", "string", false, false, 0, 0},
    {"file_size", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Location[] = {
    {"latitude", "number", true, false, 0, 0},
    {"longitude", "number", true, false, 0, 0},
    {"horizontal_accuracy", "number", false, false, 0, 0},
    {"live_period", "number", false, false, 0, 0},
    {"heading", "number", false, false, 0, 0},
    {"proximity_alert_radius", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_LocationAddress[] = {
    {"country_code", "string", true, false, 0, 0},
    {"state", "string", false, false, 0, 0},
    {"city", "string", false, false, 0, 0},
    {"street", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_LoginUrl[] = {
    {"url", "string", true, false, 0, 0},
    {"forward_text", "string", false, false, 0, 0},
    {"bot_username", "string", false, false, 0, 0},
    {"request_write_access", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ManagedBotCreated[] = {
    {"bot", "User", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ManagedBotUpdated[] = {
    {"user", "User", true, false, 0, 0},
    {"bot", "User", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MaskPosition[] = {
    {"point", "MaskPositionPoint", true, false, 0, 0},
    {"x_shift", "number", true, false, 0, 0},
    {"y_shift", "number", true, false, 0, 0},
    {"scale", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MenuButtonCommands[] = {
    {"type", "\"commands\"", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MenuButtonDefault[] = {
    {"type", "\"default\"", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MenuButtonWebApp[] = {
    {"type", "\"web_app\"", true, false, 0, 0},
    {"text", "string", true, false, 0, 0},
    {"web_app", "WebAppInfo", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Message[] = {
    {"message_id", "number", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"direct_messages_topic", "DirectMessagesTopic", false, false, 0, 0},
    {"from", "User", false, false, 0, 0},
    {"sender_chat", "Chat", false, false, 0, 0},
    {"sender_boost_count", "number", false, false, 0, 0},
    {"sender_business_bot", "User", false, false, 0, 0},
    {"sender_tag", "string", false, false, 0, 0},
    {"receiver_user", "User", false, false, 0, 0},
    {"ephemeral_message_id", "number", false, false, 0, 0},
    {"date", "number", true, false, 0, 0},
    {"guest_query_id", "string", false, false, 0, 0},
    {"business_connection_id", "string", false, false, 0, 0},
    {"chat", "Chat", true, false, 0, 0},
    {"forward_origin", "MessageOrigin", false, false, 0, 0},
    {"is_topic_message", "true", false, false, 0, 0},
    {"is_automatic_forward", "true", false, false, 0, 0},
    {"reply_to_message", "Message", false, false, 0, 0},
    {"external_reply", "ExternalReplyInfo", false, false, 0, 0},
    {"quote", "TextQuote", false, false, 0, 0},
    {"reply_to_story", "Story", false, false, 0, 0},
    {"reply_to_checklist_task_id", "number", false, false, 0, 0},
    {"reply_to_poll_option_id", "string", false, false, 0, 0},
    {"via_bot", "User", false, false, 0, 0},
    {"guest_bot_caller_user", "User", false, false, 0, 0},
    {"guest_bot_caller_chat", "Chat", false, false, 0, 0},
    {"edit_date", "number", false, false, 0, 0},
    {"has_protected_content", "true", false, false, 0, 0},
    {"is_from_offline", "true", false, false, 0, 0},
    {"is_paid_post", "true", false, false, 0, 0},
    {"media_group_id", "string", false, false, 0, 0},
    {"author_signature", "string", false, false, 0, 0},
    {"paid_star_count", "number", false, false, 0, 0},
    {"text", "string", false, false, 0, 0},
    {"entities", "MessageEntity[]", false, false, 0, 0},
    {"link_preview_options", "LinkPreviewOptions", false, false, 0, 0},
    {"suggested_post_info", "SuggestedPostInfo", false, false, 0, 0},
    {"effect_id", "string", false, false, 0, 0},
    {"rich_message", "RichMessage", false, false, 0, 0},
    {"animation", "Animation", false, false, 0, 0},
    {"audio", "Audio", false, false, 0, 0},
    {"document", "Document", false, false, 0, 0},
    {"live_photo", "LivePhoto", false, false, 0, 0},
    {"paid_media", "PaidMediaInfo", false, false, 0, 0},
    {"photo", "PhotoSize[]", false, false, 0, 0},
    {"sticker", "Sticker", false, false, 0, 0},
    {"story", "Story", false, false, 0, 0},
    {"video", "Video", false, false, 0, 0},
    {"video_note", "VideoNote", false, false, 0, 0},
    {"voice", "Voice", false, false, 0, 0},
    {"caption", "string", false, false, 0, 0},
    {"caption_entities", "MessageEntity[]", false, false, 0, 0},
    {"show_caption_above_media", "true", false, false, 0, 0},
    {"has_media_spoiler", "true", false, false, 0, 0},
    {"checklist", "Checklist", false, false, 0, 0},
    {"contact", "Contact", false, false, 0, 0},
    {"dice", "Dice", false, false, 0, 0},
    {"game", "Game", false, false, 0, 0},
    {"poll", "Poll", false, false, 0, 0},
    {"venue", "Venue", false, false, 0, 0},
    {"location", "Location", false, false, 0, 0},
    {"new_chat_members", "User[]", false, false, 0, 0},
    {"left_chat_member", "User", false, false, 0, 0},
    {"chat_owner_left", "ChatOwnerLeft", false, false, 0, 0},
    {"chat_owner_changed", "ChatOwnerChanged", false, false, 0, 0},
    {"new_chat_title", "string", false, false, 0, 0},
    {"new_chat_photo", "PhotoSize[]", false, false, 0, 0},
    {"delete_chat_photo", "true", false, false, 0, 0},
    {"group_chat_created", "true", false, false, 0, 0},
    {"supergroup_chat_created", "true", false, false, 0, 0},
    {"channel_chat_created", "true", false, false, 0, 0},
    {"message_auto_delete_timer_changed", "MessageAutoDeleteTimerChanged", false, false, 0, 0},
    {"migrate_to_chat_id", "number", false, false, 0, 0},
    {"migrate_from_chat_id", "number", false, false, 0, 0},
    {"pinned_message", "MaybeInaccessibleMessage", false, false, 0, 0},
    {"invoice", "Invoice", false, false, 0, 0},
    {"successful_payment", "SuccessfulPayment", false, false, 0, 0},
    {"refunded_payment", "RefundedPayment", false, false, 0, 0},
    {"users_shared", "UsersShared", false, false, 0, 0},
    {"chat_shared", "ChatShared", false, false, 0, 0},
    {"gift", "GiftInfo", false, false, 0, 0},
    {"unique_gift", "UniqueGiftInfo", false, false, 0, 0},
    {"gift_upgrade_sent", "GiftInfo", false, false, 0, 0},
    {"connected_website", "string", false, false, 0, 0},
    {"write_access_allowed", "WriteAccessAllowed", false, false, 0, 0},
    {"passport_data", "PassportData", false, false, 0, 0},
    {"proximity_alert_triggered", "ProximityAlertTriggered", false, false, 0, 0},
    {"boost_added", "ChatBoostAdded", false, false, 0, 0},
    {"chat_background_set", "ChatBackground", false, false, 0, 0},
    {"checklist_tasks_done", "ChecklistTasksDone", false, false, 0, 0},
    {"checklist_tasks_added", "ChecklistTasksAdded", false, false, 0, 0},
    {"community_chat_added", "CommunityChatAdded", false, false, 0, 0},
    {"community_chat_joined", "CommunityChatJoined", false, false, 0, 0},
    {"community_chat_removed", "CommunityChatRemoved", false, false, 0, 0},
    {"direct_message_price_changed", "DirectMessagePriceChanged", false, false, 0, 0},
    {"forum_topic_created", "ForumTopicCreated", false, false, 0, 0},
    {"forum_topic_edited", "ForumTopicEdited", false, false, 0, 0},
    {"forum_topic_closed", "ForumTopicClosed", false, false, 0, 0},
    {"forum_topic_reopened", "ForumTopicReopened", false, false, 0, 0},
    {"general_forum_topic_hidden", "GeneralForumTopicHidden", false, false, 0, 0},
    {"general_forum_topic_unhidden", "GeneralForumTopicUnhidden", false, false, 0, 0},
    {"giveaway_created", "GiveawayCreated", false, false, 0, 0},
    {"giveaway", "Giveaway", false, false, 0, 0},
    {"giveaway_winners", "GiveawayWinners", false, false, 0, 0},
    {"giveaway_completed", "GiveawayCompleted", false, false, 0, 0},
    {"managed_bot_created", "ManagedBotCreated", false, false, 0, 0},
    {"paid_message_price_changed", "PaidMessagePriceChanged", false, false, 0, 0},
    {"poll_option_added", "PollOptionAdded", false, false, 0, 0},
    {"poll_option_deleted", "PollOptionDeleted", false, false, 0, 0},
    {"suggested_post_approved", "SuggestedPostApproved", false, false, 0, 0},
    {"suggested_post_approval_failed", "SuggestedPostApprovalFailed", false, false, 0, 0},
    {"suggested_post_declined", "SuggestedPostDeclined", false, false, 0, 0},
    {"suggested_post_paid", "SuggestedPostPaid", false, false, 0, 0},
    {"suggested_post_refunded", "SuggestedPostRefunded", false, false, 0, 0},
    {"video_chat_scheduled", "VideoChatScheduled", false, false, 0, 0},
    {"video_chat_started", "VideoChatStarted", false, false, 0, 0},
    {"video_chat_ended", "VideoChatEnded", false, false, 0, 0},
    {"video_chat_participants_invited", "VideoChatParticipantsInvited", false, false, 0, 0},
    {"web_app_data", "WebAppData", false, false, 0, 0},
    {"reply_markup", "InlineKeyboardMarkup", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MessageAutoDeleteTimerChanged[] = {
    {"message_auto_delete_time", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MessageEntity[] = {
    {"type", "MessageEntityType", true, false, 0, 0},
    {"offset", "number", true, false, 0, 0},
    {"length", "number", true, false, 0, 0},
    {"url", "string", false, false, 0, 0},
    {"user", "User", false, false, 0, 0},
    {"language", "string", false, false, 0, 0},
    {"custom_emoji_id", "string", false, false, 0, 0},
    {"unix_time", "number", false, false, 0, 0},
    {"date_time_format", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MessageGenerationStopped[] = {
    {"chat", "Chat", true, false, 0, 0},
    {"message_thread_id", "number", false, false, 0, 0},
    {"draft_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MessageId[] = {
    {"message_id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MessageOriginChannel[] = {
    {"type", "\"channel\"", true, false, 0, 0},
    {"date", "number", true, false, 0, 0},
    {"chat", "Chat", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {"author_signature", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MessageOriginChat[] = {
    {"type", "\"chat\"", true, false, 0, 0},
    {"date", "number", true, false, 0, 0},
    {"sender_chat", "Chat", true, false, 0, 0},
    {"author_signature", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MessageOriginHiddenUser[] = {
    {"type", "\"hidden_user\"", true, false, 0, 0},
    {"date", "number", true, false, 0, 0},
    {"sender_user_name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MessageOriginUser[] = {
    {"type", "\"user\"", true, false, 0, 0},
    {"date", "number", true, false, 0, 0},
    {"sender_user", "User", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MessageReactionCountUpdated[] = {
    {"chat", "Chat", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {"date", "number", true, false, 0, 0},
    {"reactions", "ReactionCount[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_MessageReactionUpdated[] = {
    {"chat", "Chat", true, false, 0, 0},
    {"message_id", "number", true, false, 0, 0},
    {"user", "User", false, false, 0, 0},
    {"actor_chat", "Chat", false, false, 0, 0},
    {"date", "number", true, false, 0, 0},
    {"old_reaction", "ReactionType[]", true, false, 0, 0},
    {"new_reaction", "ReactionType[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_OrderInfo[] = {
    {"name", "string", false, false, 0, 0},
    {"phone_number", "string", false, false, 0, 0},
    {"email", "string", false, false, 0, 0},
    {"shipping_address", "ShippingAddress", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_OwnedGiftRegular[] = {
    {"type", "\"regular\"", true, false, 0, 0},
    {"gift", "Gift", true, false, 0, 0},
    {"owned_gift_id", "string", false, false, 0, 0},
    {"sender_user", "User", false, false, 0, 0},
    {"send_date", "number", true, false, 0, 0},
    {"text", "string", false, false, 0, 0},
    {"entities", "MessageEntity[]", false, false, 0, 0},
    {"is_private", "true", false, false, 0, 0},
    {"is_saved", "true", false, false, 0, 0},
    {"can_be_upgraded", "true", false, false, 0, 0},
    {"was_refunded", "true", false, false, 0, 0},
    {"convert_star_count", "number", false, false, 0, 0},
    {"prepaid_upgrade_star_count", "number", false, false, 0, 0},
    {"is_upgrade_separate", "true", false, false, 0, 0},
    {"unique_gift_number", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_OwnedGiftUnique[] = {
    {"type", "\"unique\"", true, false, 0, 0},
    {"gift", "UniqueGift", true, false, 0, 0},
    {"owned_gift_id", "string", false, false, 0, 0},
    {"sender_user", "User", false, false, 0, 0},
    {"send_date", "number", true, false, 0, 0},
    {"is_saved", "true", false, false, 0, 0},
    {"can_be_transferred", "true", false, false, 0, 0},
    {"transfer_star_count", "number", false, false, 0, 0},
    {"next_transfer_date", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_OwnedGifts[] = {
    {"total_count", "number", true, false, 0, 0},
    {"gifts", "OwnedGift[]", true, false, 0, 0},
    {"next_offset", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PaidMediaInfo[] = {
    {"star_count", "number", true, false, 0, 0},
    {"paid_media", "PaidMedia[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PaidMediaLivePhoto[] = {
    {"type", "\"live_photo\"", true, false, 0, 0},
    {"live_photo", "LivePhoto", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PaidMediaPhoto[] = {
    {"type", "\"photo\"", true, false, 0, 0},
    {"photo", "PhotoSize[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PaidMediaPreview[] = {
    {"type", "\"preview\"", true, false, 0, 0},
    {"width", "number", false, false, 0, 0},
    {"height", "number", false, false, 0, 0},
    {"duration", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PaidMediaPurchased[] = {
    {"from", "User", true, false, 0, 0},
    {"paid_media_payload", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PaidMediaVideo[] = {
    {"type", "\"video\"", true, false, 0, 0},
    {"video", "Video", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PaidMessagePriceChanged[] = {
    {"paid_message_star_count", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PassportData[] = {
    {"data", "EncryptedPassportElement[]", true, false, 0, 0},
    {"credentials", "EncryptedCredentials", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PassportElementErrorDataField[] = {
    {"source", "\"data\"", true, false, 0, 0},
    {"type", "PassportElementErrorDataFieldType", true, false, 0, 0},
    {"field_name", "string", true, false, 0, 0},
    {"data_hash", "string", true, false, 0, 0},
    {"message", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PassportElementErrorFile[] = {
    {"source", "\"file\"", true, false, 0, 0},
    {"type", "PassportElementErrorFileType", true, false, 0, 0},
    {"file_hash", "string", true, false, 0, 0},
    {"message", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PassportElementErrorFiles[] = {
    {"source", "\"files\"", true, false, 0, 0},
    {"type", "PassportElementErrorFilesType", true, false, 0, 0},
    {"file_hashes", "string[]", true, false, 0, 0},
    {"message", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PassportElementErrorFrontSide[] = {
    {"source", "\"front_side\"", true, false, 0, 0},
    {"type", "PassportElementErrorFrontSideType", true, false, 0, 0},
    {"file_hash", "string", true, false, 0, 0},
    {"message", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PassportElementErrorReverseSide[] = {
    {"source", "\"reverse_side\"", true, false, 0, 0},
    {"type", "PassportElementErrorReverseSideType", true, false, 0, 0},
    {"file_hash", "string", true, false, 0, 0},
    {"message", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PassportElementErrorSelfie[] = {
    {"source", "\"selfie\"", true, false, 0, 0},
    {"type", "PassportElementErrorSelfieType", true, false, 0, 0},
    {"file_hash", "string", true, false, 0, 0},
    {"message", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PassportElementErrorTranslationFile[] = {
    {"source", "\"translation_file\"", true, false, 0, 0},
    {"type", "PassportElementErrorTranslationFileType", true, false, 0, 0},
    {"file_hash", "string", true, false, 0, 0},
    {"message", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PassportElementErrorTranslationFiles[] = {
    {"source", "\"translation_files\"", true, false, 0, 0},
    {"type", "PassportElementErrorTranslationFilesType", true, false, 0, 0},
    {"file_hashes", "string[]", true, false, 0, 0},
    {"message", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PassportElementErrorUnspecified[] = {
    {"source", "\"unspecified\"", true, false, 0, 0},
    {"type", "string", true, false, 0, 0},
    {"element_hash", "string", true, false, 0, 0},
    {"message", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PassportFile[] = {
    {"file_id", "string", true, false, 0, 0},
    {"file_unique_id", "string", true, false, 0, 0},
    {"file_size", "number", true, false, 0, 0},
    {"file_date", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PhotoSize[] = {
    {"file_id", "string", true, false, 0, 0},
    {"file_unique_id", "string", true, false, 0, 0},
    {"width", "number", true, false, 0, 0},
    {"height", "number", true, false, 0, 0},
    {"file_size", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Poll[] = {
    {"id", "string", true, false, 0, 0},
    {"question", "string", true, false, 1, 300},
    {"question_entities", "MessageEntity[]", false, false, 0, 0},
    {"options", "PollOption[]", true, false, 0, 0},
    {"total_voter_count", "number", true, false, 0, 0},
    {"is_closed", "boolean", true, false, 0, 0},
    {"is_anonymous", "boolean", true, false, 0, 0},
    {"type", "PollType", true, false, 0, 0},
    {"allows_multiple_answers", "boolean", true, false, 0, 0},
    {"allows_revoting", "boolean", true, false, 0, 0},
    {"members_only", "boolean", true, false, 0, 0},
    {"country_codes", "string[]", false, false, 0, 0},
    {"correct_option_ids", "number[]", false, false, 0, 0},
    {"explanation", "string", false, false, 0, 200},
    {"explanation_entities", "MessageEntity[]", false, false, 0, 0},
    {"explanation_media", "PollMedia", false, false, 0, 0},
    {"open_period", "number", false, false, 0, 0},
    {"close_date", "number", false, false, 0, 0},
    {"description", "string", false, false, 0, 0},
    {"description_entities", "MessageEntity[]", false, false, 0, 0},
    {"media", "PollMedia", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PollAnswer[] = {
    {"poll_id", "string", true, false, 0, 0},
    {"voter_chat", "Chat", false, false, 0, 0},
    {"user", "User", false, false, 0, 0},
    {"option_ids", "number[]", true, false, 0, 0},
    {"option_persistent_ids", "string[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PollMedia[] = {
    {"animation", "Animation", false, false, 0, 0},
    {"audio", "Audio", false, false, 0, 0},
    {"document", "Document", false, false, 0, 0},
    {"link", "Link", false, false, 0, 0},
    {"live_photo", "LivePhoto", false, false, 0, 0},
    {"location", "Location", false, false, 0, 0},
    {"photo", "PhotoSize[]", false, false, 0, 0},
    {"sticker", "Sticker", false, false, 0, 0},
    {"venue", "Venue", false, false, 0, 0},
    {"video", "Video", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PollOption[] = {
    {"persistent_id", "string", true, false, 0, 0},
    {"text", "string", true, false, 1, 100},
    {"text_entities", "MessageEntity[]", false, false, 0, 0},
    {"media", "PollMedia", false, false, 0, 0},
    {"voter_count", "number", true, false, 0, 0},
    {"added_by_user", "User", false, false, 0, 0},
    {"added_by_chat", "Chat", false, false, 0, 0},
    {"addition_date", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PollOptionAdded[] = {
    {"poll_message", "MaybeInaccessibleMessage", false, false, 0, 0},
    {"option_persistent_id", "string", true, false, 0, 0},
    {"option_text", "string", true, false, 0, 0},
    {"option_text_entities", "MessageEntity[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PollOptionDeleted[] = {
    {"poll_message", "MaybeInaccessibleMessage", false, false, 0, 0},
    {"option_persistent_id", "string", true, false, 0, 0},
    {"option_text", "string", true, false, 0, 0},
    {"option_text_entities", "MessageEntity[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PreCheckoutQuery[] = {
    {"id", "string", true, false, 0, 0},
    {"from", "User", true, false, 0, 0},
    {"currency", "Currencies", true, false, 0, 0},
    {"total_amount", "number", true, false, 0, 0},
    {"invoice_payload", "string", true, false, 0, 0},
    {"shipping_option_id", "string", false, false, 0, 0},
    {"order_info", "OrderInfo", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PreparedInlineMessage[] = {
    {"id", "string", true, false, 0, 0},
    {"expiration_date", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_PreparedKeyboardButton[] = {
    {"id", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ProximityAlertTriggered[] = {
    {"traveler", "User", true, false, 0, 0},
    {"watcher", "User", true, false, 0, 0},
    {"distance", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ReactionCount[] = {
    {"type", "ReactionType", true, false, 0, 0},
    {"total_count", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ReactionTypeCustomEmoji[] = {
    {"type", "\"custom_emoji\"", true, false, 0, 0},
    {"custom_emoji_id", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ReactionTypeEmoji[] = {
    {"type", "\"emoji\"", true, false, 0, 0},
    {"emoji", "ReactionTypeEmojiEmoji", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ReactionTypePaid[] = {
    {"type", "\"paid\"", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RefundedPayment[] = {
    {"currency", "Currencies", true, false, 0, 0},
    {"total_amount", "number", true, false, 0, 0},
    {"invoice_payload", "string", true, false, 0, 0},
    {"telegram_payment_charge_id", "string", true, false, 0, 0},
    {"provider_payment_charge_id", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ReplyKeyboardMarkup[] = {
    {"keyboard", "KeyboardButton[][]", true, false, 0, 0},
    {"is_persistent", "boolean", false, false, 0, 0},
    {"resize_keyboard", "boolean", false, false, 0, 0},
    {"one_time_keyboard", "boolean", false, false, 0, 0},
    {"input_field_placeholder", "string", false, false, 1, 64},
    {"selective", "boolean", false, false, 0, 0},
    {"force_reply", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ReplyKeyboardRemove[] = {
    {"remove_keyboard", "true", true, false, 0, 0},
    {"selective", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ReplyParameters[] = {
    {"message_id", "number", false, false, 0, 0},
    {"chat_id", "number | string", false, false, 0, 0},
    {"ephemeral_message_id", "number", false, false, 0, 0},
    {"allow_sending_without_reply", "boolean", false, false, 0, 0},
    {"quote", "string", false, false, 0, 1024},
    {"quote_parse_mode", "\"HTML\" | \"MarkdownV2\" | \"Markdown\"", false, false, 0, 0},
    {"quote_entities", "MessageEntity[]", false, false, 0, 0},
    {"quote_position", "number", false, false, 0, 0},
    {"checklist_task_id", "number", false, false, 0, 0},
    {"poll_option_id", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ResponseParameters[] = {
    {"migrate_to_chat_id", "number", false, false, 0, 0},
    {"retry_after", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RevenueWithdrawalStateFailed[] = {
    {"type", "\"failed\"", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RevenueWithdrawalStatePending[] = {
    {"type", "\"pending\"", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RevenueWithdrawalStateSucceeded[] = {
    {"type", "\"succeeded\"", true, false, 0, 0},
    {"date", "number", true, false, 0, 0},
    {"url", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockAnchor[] = {
    {"type", "\"anchor\"", true, false, 0, 0},
    {"name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockAnimation[] = {
    {"type", "\"animation\"", true, false, 0, 0},
    {"animation", "Animation", true, false, 0, 0},
    {"has_spoiler", "true", false, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockAudio[] = {
    {"type", "\"audio\"", true, false, 0, 0},
    {"audio", "Audio", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockBlockQuotation[] = {
    {"type", "\"blockquote\"", true, false, 0, 0},
    {"blocks", "RichBlock[]", true, false, 0, 0},
    {"credit", "RichText", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockButtons[] = {
    {"type", "\"buttons\"", true, false, 0, 0},
    {"buttons", "RichMessageButton[]", true, false, 0, 0},
    {"align", "RichBlockButtonsAlign", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockCaption[] = {
    {"text", "RichText", true, false, 0, 0},
    {"credit", "RichText", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockCollage[] = {
    {"type", "\"collage\"", true, false, 0, 0},
    {"blocks", "RichBlock[]", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockDetails[] = {
    {"type", "\"details\"", true, false, 0, 0},
    {"summary", "RichText", true, false, 0, 0},
    {"blocks", "RichBlock[]", true, false, 0, 0},
    {"is_open", "true", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockDivider[] = {
    {"type", "\"divider\"", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockDocument[] = {
    {"type", "\"document\"", true, false, 0, 0},
    {"document", "Document", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockExpandableBlockQuotation[] = {
    {"type", "\"expandable_blockquote\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"credit", "RichText", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockFooter[] = {
    {"type", "\"footer\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockList[] = {
    {"type", "\"list\"", true, false, 0, 0},
    {"items", "RichBlockListItem[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockListItem[] = {
    {"label", "string", true, false, 0, 0},
    {"blocks", "RichBlock[]", true, false, 0, 0},
    {"has_checkbox", "true", false, false, 0, 0},
    {"is_checked", "true", false, false, 0, 0},
    {"value", "number", false, false, 0, 0},
    {"type", "RichBlockListItemType", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockMap[] = {
    {"type", "\"map\"", true, false, 0, 0},
    {"location", "Location", true, false, 0, 0},
    {"zoom", "number", true, false, 0, 0},
    {"width", "number", true, false, 0, 0},
    {"height", "number", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockMathematicalExpression[] = {
    {"type", "\"mathematical_expression\"", true, false, 0, 0},
    {"expression", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockParagraph[] = {
    {"type", "\"paragraph\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockPhoto[] = {
    {"type", "\"photo\"", true, false, 0, 0},
    {"photo", "PhotoSize[]", true, false, 0, 0},
    {"has_spoiler", "true", false, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockPreformatted[] = {
    {"type", "\"pre\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"language", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockPullQuotation[] = {
    {"type", "\"pullquote\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"credit", "RichText", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockSectionHeading[] = {
    {"type", "\"heading\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"size", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockSlideshow[] = {
    {"type", "\"slideshow\"", true, false, 0, 0},
    {"blocks", "RichBlock[]", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockTable[] = {
    {"type", "\"table\"", true, false, 0, 0},
    {"cells", "RichBlockTableCell[][]", true, false, 0, 0},
    {"is_bordered", "true", false, false, 0, 0},
    {"is_striped", "true", false, false, 0, 0},
    {"is_compact", "true", false, false, 0, 0},
    {"caption", "RichText", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockTableCell[] = {
    {"text", "RichText", false, false, 0, 0},
    {"is_header", "true", false, false, 0, 0},
    {"colspan", "number", false, false, 0, 0},
    {"rowspan", "number", false, false, 0, 0},
    {"align", "RichBlockTableCellAlign", true, false, 0, 0},
    {"valign", "RichBlockTableCellValign", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockThinking[] = {
    {"type", "\"thinking\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockVideo[] = {
    {"type", "\"video\"", true, false, 0, 0},
    {"video", "Video", true, false, 0, 0},
    {"has_spoiler", "true", false, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichBlockVoiceNote[] = {
    {"type", "\"voice_note\"", true, false, 0, 0},
    {"voice_note", "Voice", true, false, 0, 0},
    {"caption", "RichBlockCaption", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichMessage[] = {
    {"blocks", "RichBlock[]", true, false, 0, 0},
    {"is_rtl", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichMessageButton[] = {
    {"text", "RichText", true, false, 0, 0},
    {"style", "RichMessageButtonStyle", false, false, 0, 0},
    {"url", "string", false, false, 0, 0},
    {"callback_data", "string", false, true, 1, 64},
    {"web_app", "WebAppInfo", false, false, 0, 0},
    {"login_url", "LoginUrl", false, false, 0, 0},
    {"switch_inline_query", "string", false, false, 0, 0},
    {"switch_inline_query_current_chat", "string", false, false, 0, 0},
    {"switch_inline_query_chosen_chat", "SwitchInlineQueryChosenChat", false, false, 0, 0},
    {"copy_text", "CopyTextButton", false, false, 0, 0},
    {"disabled", "DisabledButton", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextAnchor[] = {
    {"type", "\"anchor\"", true, false, 0, 0},
    {"name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextAnchorLink[] = {
    {"type", "\"anchor_link\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"anchor_name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextBankCardNumber[] = {
    {"type", "\"bank_card_number\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"bank_card_number", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextBold[] = {
    {"type", "\"bold\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextBotCommand[] = {
    {"type", "\"bot_command\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"bot_command", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextButton[] = {
    {"type", "\"button\"", true, false, 0, 0},
    {"button", "RichMessageButton", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextCashtag[] = {
    {"type", "\"cashtag\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"cashtag", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextCode[] = {
    {"type", "\"code\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextCustomEmoji[] = {
    {"type", "\"custom_emoji\"", true, false, 0, 0},
    {"custom_emoji_id", "string", true, false, 0, 0},
    {"alternative_text", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextDateTime[] = {
    {"type", "\"date_time\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"unix_time", "number", true, false, 0, 0},
    {"date_time_format", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextEmailAddress[] = {
    {"type", "\"email_address\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"email_address", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextHashtag[] = {
    {"type", "\"hashtag\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"hashtag", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextItalic[] = {
    {"type", "\"italic\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextMarked[] = {
    {"type", "\"marked\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextMathematicalExpression[] = {
    {"type", "\"mathematical_expression\"", true, false, 0, 0},
    {"expression", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextMention[] = {
    {"type", "\"mention\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"username", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextPhoneNumber[] = {
    {"type", "\"phone_number\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"phone_number", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextReference[] = {
    {"type", "\"reference\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextReferenceLink[] = {
    {"type", "\"reference_link\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"reference_name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextSpoiler[] = {
    {"type", "\"spoiler\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextStrikethrough[] = {
    {"type", "\"strikethrough\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextSubscript[] = {
    {"type", "\"subscript\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextSuperscript[] = {
    {"type", "\"superscript\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextTextMention[] = {
    {"type", "\"text_mention\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"user", "User", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextUnderline[] = {
    {"type", "\"underline\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_RichTextUrl[] = {
    {"type", "\"url\"", true, false, 0, 0},
    {"text", "RichText", true, false, 0, 0},
    {"url", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_SentGuestMessage[] = {
    {"inline_message_id", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_SentWebAppMessage[] = {
    {"inline_message_id", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_SharedUser[] = {
    {"user_id", "number", true, false, 0, 0},
    {"first_name", "string", false, false, 0, 0},
    {"last_name", "string", false, false, 0, 0},
    {"username", "string", false, false, 0, 0},
    {"photo", "PhotoSize[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ShippingAddress[] = {
    {"country_code", "string", true, false, 0, 0},
    {"state", "string", true, false, 0, 0},
    {"city", "string", true, false, 0, 0},
    {"street_line1", "string", true, false, 0, 0},
    {"street_line2", "string", true, false, 0, 0},
    {"post_code", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ShippingOption[] = {
    {"id", "string", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"prices", "LabeledPrice[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_ShippingQuery[] = {
    {"id", "string", true, false, 0, 0},
    {"from", "User", true, false, 0, 0},
    {"invoice_payload", "string", true, false, 0, 0},
    {"shipping_address", "ShippingAddress", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_StarAmount[] = {
    {"amount", "number", true, false, 0, 0},
    {"nanostar_amount", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_StarTransaction[] = {
    {"id", "string", true, false, 0, 0},
    {"amount", "number", true, false, 0, 0},
    {"nanostar_amount", "number", false, false, 0, 0},
    {"date", "number", true, false, 0, 0},
    {"source", "TransactionPartner", false, false, 0, 0},
    {"receiver", "TransactionPartner", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_StarTransactions[] = {
    {"transactions", "StarTransaction[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Sticker[] = {
    {"file_id", "string", true, false, 0, 0},
    {"file_unique_id", "string", true, false, 0, 0},
    {"type", "StickerType", true, false, 0, 0},
    {"width", "number", true, false, 0, 0},
    {"height", "number", true, false, 0, 0},
    {"is_animated", "boolean", true, false, 0, 0},
    {"is_video", "boolean", true, false, 0, 0},
    {"thumbnail", "PhotoSize", false, false, 0, 0},
    {"emoji", "string", false, false, 0, 0},
    {"set_name", "string", false, false, 0, 0},
    {"premium_animation", "File", false, false, 0, 0},
    {"mask_position", "MaskPosition", false, false, 0, 0},
    {"custom_emoji_id", "string", false, false, 0, 0},
    {"needs_repainting", "true", false, false, 0, 0},
    {"file_size", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_StickerSet[] = {
    {"name", "string", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"sticker_type", "StickerSetStickerType", true, false, 0, 0},
    {"stickers", "Sticker[]", true, false, 0, 0},
    {"thumbnail", "PhotoSize", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Story[] = {
    {"chat", "Chat", true, false, 0, 0},
    {"id", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_StoryArea[] = {
    {"position", "StoryAreaPosition", true, false, 0, 0},
    {"type", "StoryAreaType", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_StoryAreaPosition[] = {
    {"x_percentage", "number", true, false, 0, 0},
    {"y_percentage", "number", true, false, 0, 0},
    {"width_percentage", "number", true, false, 0, 0},
    {"height_percentage", "number", true, false, 0, 0},
    {"rotation_angle", "number", true, false, 0, 0},
    {"corner_radius_percentage", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_StoryAreaTypeLink[] = {
    {"type", "\"link\"", true, false, 0, 0},
    {"url", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_StoryAreaTypeLocation[] = {
    {"type", "\"location\"", true, false, 0, 0},
    {"latitude", "number", true, false, 0, 0},
    {"longitude", "number", true, false, 0, 0},
    {"address", "LocationAddress", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_StoryAreaTypeSuggestedReaction[] = {
    {"type", "\"suggested_reaction\"", true, false, 0, 0},
    {"reaction_type", "ReactionType", true, false, 0, 0},
    {"is_dark", "boolean", false, false, 0, 0},
    {"is_flipped", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_StoryAreaTypeUniqueGift[] = {
    {"type", "\"unique_gift\"", true, false, 0, 0},
    {"name", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_StoryAreaTypeWeather[] = {
    {"type", "\"weather\"", true, false, 0, 0},
    {"temperature", "number", true, false, 0, 0},
    {"emoji", "string", true, false, 0, 0},
    {"background_color", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_SuccessfulPayment[] = {
    {"currency", "Currencies", true, false, 0, 0},
    {"total_amount", "number", true, false, 0, 0},
    {"invoice_payload", "string", true, false, 0, 0},
    {"subscription_expiration_date", "number", false, false, 0, 0},
    {"is_recurring", "true", false, false, 0, 0},
    {"is_first_recurring", "true", false, false, 0, 0},
    {"shipping_option_id", "string", false, false, 0, 0},
    {"order_info", "OrderInfo", false, false, 0, 0},
    {"telegram_payment_charge_id", "string", true, false, 0, 0},
    {"provider_payment_charge_id", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_SuggestedPostApprovalFailed[] = {
    {"suggested_post_message", "Message", false, false, 0, 0},
    {"price", "SuggestedPostPrice", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_SuggestedPostApproved[] = {
    {"suggested_post_message", "Message", false, false, 0, 0},
    {"price", "SuggestedPostPrice", false, false, 0, 0},
    {"send_date", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_SuggestedPostDeclined[] = {
    {"suggested_post_message", "Message", false, false, 0, 0},
    {"comment", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_SuggestedPostInfo[] = {
    {"state", "SuggestedPostInfoState", true, false, 0, 0},
    {"price", "SuggestedPostPrice", false, false, 0, 0},
    {"send_date", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_SuggestedPostPaid[] = {
    {"suggested_post_message", "Message", false, false, 0, 0},
    {"currency", "SuggestedPostPaidCurrency", true, false, 0, 0},
    {"amount", "number", false, false, 0, 0},
    {"star_amount", "StarAmount", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_SuggestedPostParameters[] = {
    {"price", "SuggestedPostPrice", false, false, 0, 0},
    {"send_date", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_SuggestedPostPrice[] = {
    {"currency", "SuggestedPostPriceCurrency", true, false, 0, 0},
    {"amount", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_SuggestedPostRefunded[] = {
    {"suggested_post_message", "Message", false, false, 0, 0},
    {"reason", "SuggestedPostRefundedReason", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_SwitchInlineQueryChosenChat[] = {
    {"query", "string", false, false, 0, 0},
    {"allow_user_chats", "boolean", false, false, 0, 0},
    {"allow_bot_chats", "boolean", false, false, 0, 0},
    {"allow_group_chats", "boolean", false, false, 0, 0},
    {"allow_channel_chats", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_TextQuote[] = {
    {"text", "string", true, false, 0, 0},
    {"entities", "MessageEntity[]", false, false, 0, 0},
    {"position", "number", true, false, 0, 0},
    {"is_manual", "true", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_TransactionPartnerAffiliateProgram[] = {
    {"type", "\"affiliate_program\"", true, false, 0, 0},
    {"sponsor_user", "User", false, false, 0, 0},
    {"commission_per_mille", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_TransactionPartnerChat[] = {
    {"type", "\"chat\"", true, false, 0, 0},
    {"chat", "Chat", true, false, 0, 0},
    {"gift", "Gift", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_TransactionPartnerFragment[] = {
    {"type", "\"fragment\"", true, false, 0, 0},
    {"withdrawal_state", "RevenueWithdrawalState", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_TransactionPartnerOther[] = {
    {"type", "\"other\"", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_TransactionPartnerTelegramAds[] = {
    {"type", "\"telegram_ads\"", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_TransactionPartnerTelegramApi[] = {
    {"type", "\"telegram_api\"", true, false, 0, 0},
    {"request_count", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_TransactionPartnerUser[] = {
    {"type", "\"user\"", true, false, 0, 0},
    {"transaction_type", "TransactionPartnerUserTransactionType", true, false, 0, 0},
    {"user", "User", true, false, 0, 0},
    {"affiliate", "AffiliateInfo", false, false, 0, 0},
    {"invoice_payload", "string", false, false, 0, 0},
    {"subscription_period", "number", false, false, 0, 0},
    {"paid_media", "PaidMedia[]", false, false, 0, 0},
    {"paid_media_payload", "string", false, false, 0, 0},
    {"gift", "Gift", false, false, 0, 0},
    {"premium_subscription_duration", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_UniqueGift[] = {
    {"gift_id", "string", true, false, 0, 0},
    {"base_name", "string", true, false, 0, 0},
    {"name", "string", true, false, 0, 0},
    {"number", "number", true, false, 0, 0},
    {"model", "UniqueGiftModel", true, false, 0, 0},
    {"symbol", "UniqueGiftSymbol", true, false, 0, 0},
    {"backdrop", "UniqueGiftBackdrop", true, false, 0, 0},
    {"is_premium", "true", false, false, 0, 0},
    {"is_burned", "true", false, false, 0, 0},
    {"is_from_blockchain", "true", false, false, 0, 0},
    {"colors", "UniqueGiftColors", false, false, 0, 0},
    {"publisher_chat", "Chat", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_UniqueGiftBackdrop[] = {
    {"name", "string", true, false, 0, 0},
    {"colors", "UniqueGiftBackdropColors", true, false, 0, 0},
    {"rarity_per_mille", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_UniqueGiftBackdropColors[] = {
    {"center_color", "number", true, false, 0, 0},
    {"edge_color", "number", true, false, 0, 0},
    {"symbol_color", "number", true, false, 0, 0},
    {"text_color", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_UniqueGiftColors[] = {
    {"model_custom_emoji_id", "string", true, false, 0, 0},
    {"symbol_custom_emoji_id", "string", true, false, 0, 0},
    {"light_theme_main_color", "number", true, false, 0, 0},
    {"light_theme_other_colors", "number[]", true, false, 0, 0},
    {"dark_theme_main_color", "number", true, false, 0, 0},
    {"dark_theme_other_colors", "number[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_UniqueGiftInfo[] = {
    {"gift", "UniqueGift", true, false, 0, 0},
    {"origin", "UniqueGiftInfoOrigin", true, false, 0, 0},
    {"text", "string", false, false, 0, 0},
    {"entities", "MessageEntity[]", false, false, 0, 0},
    {"is_private", "true", false, false, 0, 0},
    {"last_resale_currency", "UniqueGiftInfoLastResaleCurrency", false, false, 0, 0},
    {"last_resale_amount", "number", false, false, 0, 0},
    {"owned_gift_id", "string", false, false, 0, 0},
    {"transfer_star_count", "number", false, false, 0, 0},
    {"next_transfer_date", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_UniqueGiftModel[] = {
    {"name", "string", true, false, 0, 0},
    {"sticker", "Sticker", true, false, 0, 0},
    {"rarity_per_mille", "number", true, false, 0, 0},
    {"rarity", "UniqueGiftModelRarity", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_UniqueGiftSymbol[] = {
    {"name", "string", true, false, 0, 0},
    {"sticker", "Sticker", true, false, 0, 0},
    {"rarity_per_mille", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Update[] = {
    {"update_id", "number", true, false, 0, 0},
    {"message", "Message", false, false, 0, 0},
    {"edited_message", "Message", false, false, 0, 0},
    {"channel_post", "Message", false, false, 0, 0},
    {"edited_channel_post", "Message", false, false, 0, 0},
    {"business_connection", "BusinessConnection", false, false, 0, 0},
    {"business_message", "Message", false, false, 0, 0},
    {"edited_business_message", "Message", false, false, 0, 0},
    {"deleted_business_messages", "BusinessMessagesDeleted", false, false, 0, 0},
    {"guest_message", "Message", false, false, 0, 0},
    {"message_reaction", "MessageReactionUpdated", false, false, 0, 0},
    {"message_reaction_count", "MessageReactionCountUpdated", false, false, 0, 0},
    {"inline_query", "InlineQuery", false, false, 0, 0},
    {"chosen_inline_result", "ChosenInlineResult", false, false, 0, 0},
    {"callback_query", "CallbackQuery", false, false, 0, 0},
    {"shipping_query", "ShippingQuery", false, false, 0, 0},
    {"pre_checkout_query", "PreCheckoutQuery", false, false, 0, 0},
    {"purchased_paid_media", "PaidMediaPurchased", false, false, 0, 0},
    {"poll", "Poll", false, false, 0, 0},
    {"poll_answer", "PollAnswer", false, false, 0, 0},
    {"my_chat_member", "ChatMemberUpdated", false, false, 0, 0},
    {"chat_member", "ChatMemberUpdated", false, false, 0, 0},
    {"chat_join_request", "ChatJoinRequest", false, false, 0, 0},
    {"chat_boost", "ChatBoostUpdated", false, false, 0, 0},
    {"removed_chat_boost", "ChatBoostRemoved", false, false, 0, 0},
    {"managed_bot", "ManagedBotUpdated", false, false, 0, 0},
    {"subscription", "BotSubscriptionUpdated", false, false, 0, 0},
    {"stopped_message_generation", "MessageGenerationStopped", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_User[] = {
    {"id", "number", true, false, 0, 0},
    {"is_bot", "boolean", true, false, 0, 0},
    {"first_name", "string", true, false, 0, 0},
    {"last_name", "string", false, false, 0, 0},
    {"username", "string", false, false, 0, 0},
    {"language_code", "string", false, false, 0, 0},
    {"is_premium", "true", false, false, 0, 0},
    {"added_to_attachment_menu", "true", false, false, 0, 0},
    {"can_join_groups", "boolean", false, false, 0, 0},
    {"can_read_all_group_messages", "boolean", false, false, 0, 0},
    {"supports_guest_queries", "boolean", false, false, 0, 0},
    {"supports_inline_queries", "boolean", false, false, 0, 0},
    {"can_connect_to_business", "boolean", false, false, 0, 0},
    {"has_main_web_app", "boolean", false, false, 0, 0},
    {"has_topics_enabled", "boolean", false, false, 0, 0},
    {"allows_users_to_create_topics", "boolean", false, false, 0, 0},
    {"can_manage_bots", "boolean", false, false, 0, 0},
    {"supports_join_request_queries", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_UserChatBoosts[] = {
    {"boosts", "ChatBoost[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_UserProfileAudios[] = {
    {"total_count", "number", true, false, 0, 0},
    {"audios", "Audio[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_UserProfilePhotos[] = {
    {"total_count", "number", true, false, 0, 0},
    {"photos", "PhotoSize[][]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_UserRating[] = {
    {"level", "number", true, false, 0, 0},
    {"rating", "number", true, false, 0, 0},
    {"current_level_rating", "number", true, false, 0, 0},
    {"next_level_rating", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_UsersShared[] = {
    {"request_id", "number", true, false, 0, 0},
    {"users", "SharedUser[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Venue[] = {
    {"location", "Location", true, false, 0, 0},
    {"title", "string", true, false, 0, 0},
    {"address", "string", true, false, 0, 0},
    {"foursquare_id", "string", false, false, 0, 0},
    {"foursquare_type", "string", false, false, 0, 0},
    {"google_place_id", "string", false, false, 0, 0},
    {"google_place_type", "string", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Video[] = {
    {"file_id", "string", true, false, 0, 0},
    {"file_unique_id", "string", true, false, 0, 0},
    {"width", "number", true, false, 0, 0},
    {"height", "number", true, false, 0, 0},
    {"duration", "number", true, false, 0, 0},
    {"thumbnail", "PhotoSize", false, false, 0, 0},
    {"cover", "PhotoSize[]", false, false, 0, 0},
    {"start_timestamp", "number", false, false, 0, 0},
    {"qualities", "VideoQuality[]", false, false, 0, 0},
    {"file_name", "string", false, false, 0, 0},
    {"mime_type", "string", false, false, 0, 0},
    {"file_size", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_VideoChatEnded[] = {
    {"duration", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_VideoChatParticipantsInvited[] = {
    {"users", "User[]", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_VideoChatScheduled[] = {
    {"start_date", "number", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_VideoNote[] = {
    {"file_id", "string", true, false, 0, 0},
    {"file_unique_id", "string", true, false, 0, 0},
    {"length", "number", true, false, 0, 0},
    {"duration", "number", true, false, 0, 0},
    {"thumbnail", "PhotoSize", false, false, 0, 0},
    {"file_size", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_VideoQuality[] = {
    {"file_id", "string", true, false, 0, 0},
    {"file_unique_id", "string", true, false, 0, 0},
    {"width", "number", true, false, 0, 0},
    {"height", "number", true, false, 0, 0},
    {"codec", "VideoQualityCodec", true, false, 0, 0},
    {"file_size", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_Voice[] = {
    {"file_id", "string", true, false, 0, 0},
    {"file_unique_id", "string", true, false, 0, 0},
    {"duration", "number", true, false, 0, 0},
    {"mime_type", "string", false, false, 0, 0},
    {"file_size", "number", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_WebAppData[] = {
    {"data", "string", true, false, 0, 0},
    {"button_text", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_WebAppInfo[] = {
    {"url", "string", true, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_WebhookInfo[] = {
    {"url", "string", true, false, 0, 0},
    {"has_custom_certificate", "boolean", true, false, 0, 0},
    {"pending_update_count", "number", true, false, 0, 0},
    {"ip_address", "string", false, false, 0, 0},
    {"last_error_date", "number", false, false, 0, 0},
    {"last_error_message", "string", false, false, 0, 0},
    {"last_synchronization_error_date", "number", false, false, 0, 0},
    {"max_connections", "number", false, false, 0, 0},
    {"allowed_updates", "UpdateKind[]", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

static const struct botapi_field type_WriteAccessAllowed[] = {
    {"from_request", "boolean", false, false, 0, 0},
    {"web_app_name", "string", false, false, 0, 0},
    {"from_attachment_menu", "boolean", false, false, 0, 0},
    {0, 0, false, false, 0, 0},
};

const struct botapi_method botapi_methods[] = {
    {"addStickerToSet", "true", method_addStickerToSet},
    {"answerCallbackQuery", "true", method_answerCallbackQuery},
    {"answerChatJoinRequestQuery", "true", method_answerChatJoinRequestQuery},
    {"answerGuestQuery", "SentGuestMessage", method_answerGuestQuery},
    {"answerInlineQuery", "true", method_answerInlineQuery},
    {"answerPreCheckoutQuery", "true", method_answerPreCheckoutQuery},
    {"answerShippingQuery", "true", method_answerShippingQuery},
    {"answerWebAppQuery", "SentWebAppMessage", method_answerWebAppQuery},
    {"approveChatJoinRequest", "true", method_approveChatJoinRequest},
    {"approveSuggestedPost", "true", method_approveSuggestedPost},
    {"banChatMember", "true", method_banChatMember},
    {"banChatSenderChat", "true", method_banChatSenderChat},
    {"close", "true", method_close},
    {"closeForumTopic", "true", method_closeForumTopic},
    {"closeGeneralForumTopic", "true", method_closeGeneralForumTopic},
    {"convertGiftToStars", "true", method_convertGiftToStars},
    {"copyMessage", "MessageId", method_copyMessage},
    {"copyMessages", "MessageId[]", method_copyMessages},
    {"createChatInviteLink", "ChatInviteLink", method_createChatInviteLink},
    {"createChatSubscriptionInviteLink", "ChatInviteLink", method_createChatSubscriptionInviteLink},
    {"createForumTopic", "ForumTopic", method_createForumTopic},
    {"createInvoiceLink", "string", method_createInvoiceLink},
    {"createNewStickerSet", "true", method_createNewStickerSet},
    {"declineChatJoinRequest", "true", method_declineChatJoinRequest},
    {"declineSuggestedPost", "true", method_declineSuggestedPost},
    {"deleteAllMessageReactions", "true", method_deleteAllMessageReactions},
    {"deleteBusinessMessages", "true", method_deleteBusinessMessages},
    {"deleteChatPhoto", "true", method_deleteChatPhoto},
    {"deleteChatStickerSet", "true", method_deleteChatStickerSet},
    {"deleteEphemeralMessage", "true", method_deleteEphemeralMessage},
    {"deleteForumTopic", "true", method_deleteForumTopic},
    {"deleteMessage", "true", method_deleteMessage},
    {"deleteMessageReaction", "true", method_deleteMessageReaction},
    {"deleteMessages", "true", method_deleteMessages},
    {"deleteMyCommands", "true", method_deleteMyCommands},
    {"deleteStickerFromSet", "true", method_deleteStickerFromSet},
    {"deleteStickerSet", "true", method_deleteStickerSet},
    {"deleteStory", "true", method_deleteStory},
    {"deleteWebhook", "true", method_deleteWebhook},
    {"editChatInviteLink", "ChatInviteLink", method_editChatInviteLink},
    {"editChatSubscriptionInviteLink", "ChatInviteLink", method_editChatSubscriptionInviteLink},
    {"editEphemeralMessageCaption", "true", method_editEphemeralMessageCaption},
    {"editEphemeralMessageMedia", "true", method_editEphemeralMessageMedia},
    {"editEphemeralMessageReplyMarkup", "true", method_editEphemeralMessageReplyMarkup},
    {"editEphemeralMessageText", "true", method_editEphemeralMessageText},
    {"editForumTopic", "true", method_editForumTopic},
    {"editGeneralForumTopic", "true", method_editGeneralForumTopic},
    {"editMessageCaption", "Message | true", method_editMessageCaption},
    {"editMessageChecklist", "Message", method_editMessageChecklist},
    {"editMessageLiveLocation", "Message | true", method_editMessageLiveLocation},
    {"editMessageMedia", "Message | true", method_editMessageMedia},
    {"editMessageReplyMarkup", "Message | true", method_editMessageReplyMarkup},
    {"editMessageText", "Message | true", method_editMessageText},
    {"editStory", "Story", method_editStory},
    {"editUserStarSubscription", "true", method_editUserStarSubscription},
    {"exportChatInviteLink", "string", method_exportChatInviteLink},
    {"forwardMessage", "Message", method_forwardMessage},
    {"forwardMessages", "MessageId[]", method_forwardMessages},
    {"getAvailableGifts", "Gifts", method_getAvailableGifts},
    {"getBusinessAccountGifts", "OwnedGifts", method_getBusinessAccountGifts},
    {"getBusinessAccountStarBalance", "StarAmount", method_getBusinessAccountStarBalance},
    {"getBusinessConnection", "BusinessConnection", method_getBusinessConnection},
    {"getChat", "ChatFullInfo", method_getChat},
    {"getChatAdministrators", "ChatMember[]", method_getChatAdministrators},
    {"getChatGifts", "OwnedGifts", method_getChatGifts},
    {"getChatMember", "ChatMember", method_getChatMember},
    {"getChatMemberCount", "number", method_getChatMemberCount},
    {"getChatMenuButton", "MenuButton", method_getChatMenuButton},
    {"getCustomEmojiStickers", "Sticker[]", method_getCustomEmojiStickers},
    {"getFile", "File", method_getFile},
    {"getForumTopicIconStickers", "Sticker[]", method_getForumTopicIconStickers},
    {"getGameHighScores", "GameHighScore[]", method_getGameHighScores},
    {"getManagedBotAccessSettings", "BotAccessSettings", method_getManagedBotAccessSettings},
    {"getManagedBotToken", "string", method_getManagedBotToken},
    {"getMe", "User", method_getMe},
    {"getMyCommands", "BotCommand[]", method_getMyCommands},
    {"getMyDefaultAdministratorRights", "ChatAdministratorRights", method_getMyDefaultAdministratorRights},
    {"getMyDescription", "BotDescription", method_getMyDescription},
    {"getMyName", "BotName", method_getMyName},
    {"getMyShortDescription", "BotShortDescription", method_getMyShortDescription},
    {"getMyStarBalance", "StarAmount", method_getMyStarBalance},
    {"getStarTransactions", "StarTransactions", method_getStarTransactions},
    {"getStickerSet", "StickerSet", method_getStickerSet},
    {"getUpdates", "Update[]", method_getUpdates},
    {"getUserChatBoosts", "UserChatBoosts", method_getUserChatBoosts},
    {"getUserGifts", "OwnedGifts", method_getUserGifts},
    {"getUserPersonalChatMessages", "Message[]", method_getUserPersonalChatMessages},
    {"getUserProfileAudios", "UserProfileAudios", method_getUserProfileAudios},
    {"getUserProfilePhotos", "UserProfilePhotos", method_getUserProfilePhotos},
    {"getWebhookInfo", "WebhookInfo", method_getWebhookInfo},
    {"giftPremiumSubscription", "true", method_giftPremiumSubscription},
    {"hideGeneralForumTopic", "true", method_hideGeneralForumTopic},
    {"leaveChat", "true", method_leaveChat},
    {"logOut", "true", method_logOut},
    {"pinChatMessage", "true", method_pinChatMessage},
    {"postStory", "Story", method_postStory},
    {"promoteChatMember", "true", method_promoteChatMember},
    {"readBusinessMessage", "true", method_readBusinessMessage},
    {"refundStarPayment", "true", method_refundStarPayment},
    {"removeBusinessAccountProfilePhoto", "true", method_removeBusinessAccountProfilePhoto},
    {"removeChatVerification", "true", method_removeChatVerification},
    {"removeMyProfilePhoto", "true", method_removeMyProfilePhoto},
    {"removeUserVerification", "true", method_removeUserVerification},
    {"reopenForumTopic", "true", method_reopenForumTopic},
    {"reopenGeneralForumTopic", "true", method_reopenGeneralForumTopic},
    {"replaceManagedBotToken", "string", method_replaceManagedBotToken},
    {"replaceStickerInSet", "true", method_replaceStickerInSet},
    {"repostStory", "Story", method_repostStory},
    {"restrictChatMember", "true", method_restrictChatMember},
    {"revokeChatInviteLink", "ChatInviteLink", method_revokeChatInviteLink},
    {"savePreparedInlineMessage", "PreparedInlineMessage", method_savePreparedInlineMessage},
    {"savePreparedKeyboardButton", "PreparedKeyboardButton", method_savePreparedKeyboardButton},
    {"sendAnimation", "Message", method_sendAnimation},
    {"sendAudio", "Message", method_sendAudio},
    {"sendChatAction", "true", method_sendChatAction},
    {"sendChatJoinRequestWebApp", "true", method_sendChatJoinRequestWebApp},
    {"sendChecklist", "Message", method_sendChecklist},
    {"sendContact", "Message", method_sendContact},
    {"sendDice", "Message", method_sendDice},
    {"sendDocument", "Message", method_sendDocument},
    {"sendGame", "Message", method_sendGame},
    {"sendGift", "true", method_sendGift},
    {"sendInvoice", "Message", method_sendInvoice},
    {"sendLivePhoto", "Message", method_sendLivePhoto},
    {"sendLocation", "Message", method_sendLocation},
    {"sendMediaGroup", "Message[]", method_sendMediaGroup},
    {"sendMessage", "Message", method_sendMessage},
    {"sendMessageDraft", "true", method_sendMessageDraft},
    {"sendPaidMedia", "Message", method_sendPaidMedia},
    {"sendPhoto", "Message", method_sendPhoto},
    {"sendPoll", "Message", method_sendPoll},
    {"sendRichMessage", "Message", method_sendRichMessage},
    {"sendRichMessageDraft", "true", method_sendRichMessageDraft},
    {"sendSticker", "Message", method_sendSticker},
    {"sendVenue", "Message", method_sendVenue},
    {"sendVideo", "Message", method_sendVideo},
    {"sendVideoNote", "Message", method_sendVideoNote},
    {"sendVoice", "Message", method_sendVoice},
    {"setBusinessAccountBio", "true", method_setBusinessAccountBio},
    {"setBusinessAccountGiftSettings", "true", method_setBusinessAccountGiftSettings},
    {"setBusinessAccountName", "true", method_setBusinessAccountName},
    {"setBusinessAccountProfilePhoto", "true", method_setBusinessAccountProfilePhoto},
    {"setBusinessAccountUsername", "true", method_setBusinessAccountUsername},
    {"setChatAdministratorCustomTitle", "true", method_setChatAdministratorCustomTitle},
    {"setChatDescription", "true", method_setChatDescription},
    {"setChatMemberTag", "true", method_setChatMemberTag},
    {"setChatMenuButton", "true", method_setChatMenuButton},
    {"setChatPermissions", "true", method_setChatPermissions},
    {"setChatPhoto", "true", method_setChatPhoto},
    {"setChatStickerSet", "true", method_setChatStickerSet},
    {"setChatTitle", "true", method_setChatTitle},
    {"setCustomEmojiStickerSetThumbnail", "true", method_setCustomEmojiStickerSetThumbnail},
    {"setGameScore", "Message | true", method_setGameScore},
    {"setManagedBotAccessSettings", "true", method_setManagedBotAccessSettings},
    {"setMessageReaction", "true", method_setMessageReaction},
    {"setMyCommands", "true", method_setMyCommands},
    {"setMyDefaultAdministratorRights", "true", method_setMyDefaultAdministratorRights},
    {"setMyDescription", "true", method_setMyDescription},
    {"setMyName", "true", method_setMyName},
    {"setMyProfilePhoto", "true", method_setMyProfilePhoto},
    {"setMyShortDescription", "true", method_setMyShortDescription},
    {"setPassportDataErrors", "true", method_setPassportDataErrors},
    {"setStickerEmojiList", "true", method_setStickerEmojiList},
    {"setStickerKeywords", "true", method_setStickerKeywords},
    {"setStickerMaskPosition", "true", method_setStickerMaskPosition},
    {"setStickerPositionInSet", "true", method_setStickerPositionInSet},
    {"setStickerSetThumbnail", "true", method_setStickerSetThumbnail},
    {"setStickerSetTitle", "true", method_setStickerSetTitle},
    {"setUserEmojiStatus", "true", method_setUserEmojiStatus},
    {"setWebhook", "true", method_setWebhook},
    {"stopMessageLiveLocation", "Message | true", method_stopMessageLiveLocation},
    {"stopPoll", "Poll", method_stopPoll},
    {"transferBusinessAccountStars", "true", method_transferBusinessAccountStars},
    {"transferGift", "true", method_transferGift},
    {"unbanChatMember", "true", method_unbanChatMember},
    {"unbanChatSenderChat", "true", method_unbanChatSenderChat},
    {"unhideGeneralForumTopic", "true", method_unhideGeneralForumTopic},
    {"unpinAllChatMessages", "true", method_unpinAllChatMessages},
    {"unpinAllForumTopicMessages", "true", method_unpinAllForumTopicMessages},
    {"unpinAllGeneralForumTopicMessages", "true", method_unpinAllGeneralForumTopicMessages},
    {"unpinChatMessage", "true", method_unpinChatMessage},
    {"upgradeGift", "true", method_upgradeGift},
    {"uploadStickerFile", "File", method_uploadStickerFile},
    {"verifyChat", "true", method_verifyChat},
    {"verifyUser", "true", method_verifyUser},
};
const size_t botapi_method_count = 185;

const struct botapi_type botapi_types[] = {
    {"APIResponseError", type_APIResponseError},
    {"APIResponseOk", type_APIResponseOk},
    {"AcceptedGiftTypes", type_AcceptedGiftTypes},
    {"AffiliateInfo", type_AffiliateInfo},
    {"Animation", type_Animation},
    {"Audio", type_Audio},
    {"BackgroundFillFreeformGradient", type_BackgroundFillFreeformGradient},
    {"BackgroundFillGradient", type_BackgroundFillGradient},
    {"BackgroundFillSolid", type_BackgroundFillSolid},
    {"BackgroundTypeChatTheme", type_BackgroundTypeChatTheme},
    {"BackgroundTypeFill", type_BackgroundTypeFill},
    {"BackgroundTypePattern", type_BackgroundTypePattern},
    {"BackgroundTypeWallpaper", type_BackgroundTypeWallpaper},
    {"Birthdate", type_Birthdate},
    {"BotAccessSettings", type_BotAccessSettings},
    {"BotCommand", type_BotCommand},
    {"BotCommandScopeAllChatAdministrators", type_BotCommandScopeAllChatAdministrators},
    {"BotCommandScopeAllGroupChats", type_BotCommandScopeAllGroupChats},
    {"BotCommandScopeAllPrivateChats", type_BotCommandScopeAllPrivateChats},
    {"BotCommandScopeChat", type_BotCommandScopeChat},
    {"BotCommandScopeChatAdministrators", type_BotCommandScopeChatAdministrators},
    {"BotCommandScopeChatMember", type_BotCommandScopeChatMember},
    {"BotCommandScopeDefault", type_BotCommandScopeDefault},
    {"BotDescription", type_BotDescription},
    {"BotName", type_BotName},
    {"BotShortDescription", type_BotShortDescription},
    {"BotSubscriptionUpdated", type_BotSubscriptionUpdated},
    {"BusinessBotRights", type_BusinessBotRights},
    {"BusinessConnection", type_BusinessConnection},
    {"BusinessIntro", type_BusinessIntro},
    {"BusinessLocation", type_BusinessLocation},
    {"BusinessMessagesDeleted", type_BusinessMessagesDeleted},
    {"BusinessOpeningHours", type_BusinessOpeningHours},
    {"BusinessOpeningHoursInterval", type_BusinessOpeningHoursInterval},
    {"CallbackQuery", type_CallbackQuery},
    {"Chat", type_Chat},
    {"ChatAdministratorRights", type_ChatAdministratorRights},
    {"ChatBackground", type_ChatBackground},
    {"ChatBoost", type_ChatBoost},
    {"ChatBoostAdded", type_ChatBoostAdded},
    {"ChatBoostRemoved", type_ChatBoostRemoved},
    {"ChatBoostSourceGiftCode", type_ChatBoostSourceGiftCode},
    {"ChatBoostSourceGiveaway", type_ChatBoostSourceGiveaway},
    {"ChatBoostSourcePremium", type_ChatBoostSourcePremium},
    {"ChatBoostUpdated", type_ChatBoostUpdated},
    {"ChatFullInfo", type_ChatFullInfo},
    {"ChatInviteLink", type_ChatInviteLink},
    {"ChatJoinRequest", type_ChatJoinRequest},
    {"ChatLocation", type_ChatLocation},
    {"ChatMemberAdministrator", type_ChatMemberAdministrator},
    {"ChatMemberBanned", type_ChatMemberBanned},
    {"ChatMemberLeft", type_ChatMemberLeft},
    {"ChatMemberMember", type_ChatMemberMember},
    {"ChatMemberOwner", type_ChatMemberOwner},
    {"ChatMemberRestricted", type_ChatMemberRestricted},
    {"ChatMemberUpdated", type_ChatMemberUpdated},
    {"ChatOwnerChanged", type_ChatOwnerChanged},
    {"ChatOwnerLeft", type_ChatOwnerLeft},
    {"ChatPermissions", type_ChatPermissions},
    {"ChatPhoto", type_ChatPhoto},
    {"ChatShared", type_ChatShared},
    {"Checklist", type_Checklist},
    {"ChecklistTask", type_ChecklistTask},
    {"ChecklistTasksAdded", type_ChecklistTasksAdded},
    {"ChecklistTasksDone", type_ChecklistTasksDone},
    {"ChosenInlineResult", type_ChosenInlineResult},
    {"Community", type_Community},
    {"CommunityChatAdded", type_CommunityChatAdded},
    {"CommunityChatJoined", type_CommunityChatJoined},
    {"Contact", type_Contact},
    {"CopyTextButton", type_CopyTextButton},
    {"Dice", type_Dice},
    {"DirectMessagePriceChanged", type_DirectMessagePriceChanged},
    {"DirectMessagesTopic", type_DirectMessagesTopic},
    {"Document", type_Document},
    {"EncryptedCredentials", type_EncryptedCredentials},
    {"EncryptedPassportElement", type_EncryptedPassportElement},
    {"EphemeralMessageParameters", type_EphemeralMessageParameters},
    {"ExternalReplyInfo", type_ExternalReplyInfo},
    {"File", type_File},
    {"ForceReply", type_ForceReply},
    {"ForumTopic", type_ForumTopic},
    {"ForumTopicCreated", type_ForumTopicCreated},
    {"ForumTopicEdited", type_ForumTopicEdited},
    {"Game", type_Game},
    {"GameHighScore", type_GameHighScore},
    {"Gift", type_Gift},
    {"GiftBackground", type_GiftBackground},
    {"GiftInfo", type_GiftInfo},
    {"Gifts", type_Gifts},
    {"Giveaway", type_Giveaway},
    {"GiveawayCompleted", type_GiveawayCompleted},
    {"GiveawayCreated", type_GiveawayCreated},
    {"GiveawayWinners", type_GiveawayWinners},
    {"InaccessibleMessage", type_InaccessibleMessage},
    {"InlineKeyboardButton", type_InlineKeyboardButton},
    {"InlineKeyboardMarkup", type_InlineKeyboardMarkup},
    {"InlineQuery", type_InlineQuery},
    {"InlineQueryResultArticle", type_InlineQueryResultArticle},
    {"InlineQueryResultAudio", type_InlineQueryResultAudio},
    {"InlineQueryResultCachedAudio", type_InlineQueryResultCachedAudio},
    {"InlineQueryResultCachedDocument", type_InlineQueryResultCachedDocument},
    {"InlineQueryResultCachedGif", type_InlineQueryResultCachedGif},
    {"InlineQueryResultCachedMpeg4Gif", type_InlineQueryResultCachedMpeg4Gif},
    {"InlineQueryResultCachedPhoto", type_InlineQueryResultCachedPhoto},
    {"InlineQueryResultCachedSticker", type_InlineQueryResultCachedSticker},
    {"InlineQueryResultCachedVideo", type_InlineQueryResultCachedVideo},
    {"InlineQueryResultCachedVoice", type_InlineQueryResultCachedVoice},
    {"InlineQueryResultContact", type_InlineQueryResultContact},
    {"InlineQueryResultDocument", type_InlineQueryResultDocument},
    {"InlineQueryResultGame", type_InlineQueryResultGame},
    {"InlineQueryResultGif", type_InlineQueryResultGif},
    {"InlineQueryResultLocation", type_InlineQueryResultLocation},
    {"InlineQueryResultMpeg4Gif", type_InlineQueryResultMpeg4Gif},
    {"InlineQueryResultPhoto", type_InlineQueryResultPhoto},
    {"InlineQueryResultVenue", type_InlineQueryResultVenue},
    {"InlineQueryResultVideo", type_InlineQueryResultVideo},
    {"InlineQueryResultVoice", type_InlineQueryResultVoice},
    {"InlineQueryResultsButton", type_InlineQueryResultsButton},
    {"InputChecklist", type_InputChecklist},
    {"InputChecklistTask", type_InputChecklistTask},
    {"InputContactMessageContent", type_InputContactMessageContent},
    {"InputInvoiceMessageContent", type_InputInvoiceMessageContent},
    {"InputLocationMessageContent", type_InputLocationMessageContent},
    {"InputMediaAnimation", type_InputMediaAnimation},
    {"InputMediaAudio", type_InputMediaAudio},
    {"InputMediaDocument", type_InputMediaDocument},
    {"InputMediaLink", type_InputMediaLink},
    {"InputMediaLivePhoto", type_InputMediaLivePhoto},
    {"InputMediaLocation", type_InputMediaLocation},
    {"InputMediaPhoto", type_InputMediaPhoto},
    {"InputMediaSticker", type_InputMediaSticker},
    {"InputMediaVenue", type_InputMediaVenue},
    {"InputMediaVideo", type_InputMediaVideo},
    {"InputMediaVoiceNote", type_InputMediaVoiceNote},
    {"InputPaidMediaLivePhoto", type_InputPaidMediaLivePhoto},
    {"InputPaidMediaPhoto", type_InputPaidMediaPhoto},
    {"InputPaidMediaVideo", type_InputPaidMediaVideo},
    {"InputPollOption", type_InputPollOption},
    {"InputProfilePhotoAnimated", type_InputProfilePhotoAnimated},
    {"InputProfilePhotoStatic", type_InputProfilePhotoStatic},
    {"InputRichBlockAnchor", type_InputRichBlockAnchor},
    {"InputRichBlockAnimation", type_InputRichBlockAnimation},
    {"InputRichBlockAudio", type_InputRichBlockAudio},
    {"InputRichBlockBlockQuotation", type_InputRichBlockBlockQuotation},
    {"InputRichBlockButtons", type_InputRichBlockButtons},
    {"InputRichBlockCollage", type_InputRichBlockCollage},
    {"InputRichBlockDetails", type_InputRichBlockDetails},
    {"InputRichBlockDivider", type_InputRichBlockDivider},
    {"InputRichBlockDocument", type_InputRichBlockDocument},
    {"InputRichBlockExpandableBlockQuotation", type_InputRichBlockExpandableBlockQuotation},
    {"InputRichBlockFooter", type_InputRichBlockFooter},
    {"InputRichBlockList", type_InputRichBlockList},
    {"InputRichBlockListItem", type_InputRichBlockListItem},
    {"InputRichBlockMap", type_InputRichBlockMap},
    {"InputRichBlockMathematicalExpression", type_InputRichBlockMathematicalExpression},
    {"InputRichBlockParagraph", type_InputRichBlockParagraph},
    {"InputRichBlockPhoto", type_InputRichBlockPhoto},
    {"InputRichBlockPreformatted", type_InputRichBlockPreformatted},
    {"InputRichBlockPullQuotation", type_InputRichBlockPullQuotation},
    {"InputRichBlockSectionHeading", type_InputRichBlockSectionHeading},
    {"InputRichBlockSlideshow", type_InputRichBlockSlideshow},
    {"InputRichBlockTable", type_InputRichBlockTable},
    {"InputRichBlockThinking", type_InputRichBlockThinking},
    {"InputRichBlockVideo", type_InputRichBlockVideo},
    {"InputRichBlockVoiceNote", type_InputRichBlockVoiceNote},
    {"InputRichMessage", type_InputRichMessage},
    {"InputRichMessageContent", type_InputRichMessageContent},
    {"InputRichMessageMedia", type_InputRichMessageMedia},
    {"InputSticker", type_InputSticker},
    {"InputStoryContentPhoto", type_InputStoryContentPhoto},
    {"InputStoryContentVideo", type_InputStoryContentVideo},
    {"InputTextMessageContent", type_InputTextMessageContent},
    {"InputVenueMessageContent", type_InputVenueMessageContent},
    {"Invoice", type_Invoice},
    {"KeyboardButton", type_KeyboardButton},
    {"KeyboardButtonPollType", type_KeyboardButtonPollType},
    {"KeyboardButtonRequestChat", type_KeyboardButtonRequestChat},
    {"KeyboardButtonRequestManagedBot", type_KeyboardButtonRequestManagedBot},
    {"KeyboardButtonRequestUsers", type_KeyboardButtonRequestUsers},
    {"LabeledPrice", type_LabeledPrice},
    {"Link", type_Link},
    {"LinkPreviewOptions", type_LinkPreviewOptions},
    {"LivePhoto", type_LivePhoto},
    {"Location", type_Location},
    {"LocationAddress", type_LocationAddress},
    {"LoginUrl", type_LoginUrl},
    {"ManagedBotCreated", type_ManagedBotCreated},
    {"ManagedBotUpdated", type_ManagedBotUpdated},
    {"MaskPosition", type_MaskPosition},
    {"MenuButtonCommands", type_MenuButtonCommands},
    {"MenuButtonDefault", type_MenuButtonDefault},
    {"MenuButtonWebApp", type_MenuButtonWebApp},
    {"Message", type_Message},
    {"MessageAutoDeleteTimerChanged", type_MessageAutoDeleteTimerChanged},
    {"MessageEntity", type_MessageEntity},
    {"MessageGenerationStopped", type_MessageGenerationStopped},
    {"MessageId", type_MessageId},
    {"MessageOriginChannel", type_MessageOriginChannel},
    {"MessageOriginChat", type_MessageOriginChat},
    {"MessageOriginHiddenUser", type_MessageOriginHiddenUser},
    {"MessageOriginUser", type_MessageOriginUser},
    {"MessageReactionCountUpdated", type_MessageReactionCountUpdated},
    {"MessageReactionUpdated", type_MessageReactionUpdated},
    {"OrderInfo", type_OrderInfo},
    {"OwnedGiftRegular", type_OwnedGiftRegular},
    {"OwnedGiftUnique", type_OwnedGiftUnique},
    {"OwnedGifts", type_OwnedGifts},
    {"PaidMediaInfo", type_PaidMediaInfo},
    {"PaidMediaLivePhoto", type_PaidMediaLivePhoto},
    {"PaidMediaPhoto", type_PaidMediaPhoto},
    {"PaidMediaPreview", type_PaidMediaPreview},
    {"PaidMediaPurchased", type_PaidMediaPurchased},
    {"PaidMediaVideo", type_PaidMediaVideo},
    {"PaidMessagePriceChanged", type_PaidMessagePriceChanged},
    {"PassportData", type_PassportData},
    {"PassportElementErrorDataField", type_PassportElementErrorDataField},
    {"PassportElementErrorFile", type_PassportElementErrorFile},
    {"PassportElementErrorFiles", type_PassportElementErrorFiles},
    {"PassportElementErrorFrontSide", type_PassportElementErrorFrontSide},
    {"PassportElementErrorReverseSide", type_PassportElementErrorReverseSide},
    {"PassportElementErrorSelfie", type_PassportElementErrorSelfie},
    {"PassportElementErrorTranslationFile", type_PassportElementErrorTranslationFile},
    {"PassportElementErrorTranslationFiles", type_PassportElementErrorTranslationFiles},
    {"PassportElementErrorUnspecified", type_PassportElementErrorUnspecified},
    {"PassportFile", type_PassportFile},
    {"PhotoSize", type_PhotoSize},
    {"Poll", type_Poll},
    {"PollAnswer", type_PollAnswer},
    {"PollMedia", type_PollMedia},
    {"PollOption", type_PollOption},
    {"PollOptionAdded", type_PollOptionAdded},
    {"PollOptionDeleted", type_PollOptionDeleted},
    {"PreCheckoutQuery", type_PreCheckoutQuery},
    {"PreparedInlineMessage", type_PreparedInlineMessage},
    {"PreparedKeyboardButton", type_PreparedKeyboardButton},
    {"ProximityAlertTriggered", type_ProximityAlertTriggered},
    {"ReactionCount", type_ReactionCount},
    {"ReactionTypeCustomEmoji", type_ReactionTypeCustomEmoji},
    {"ReactionTypeEmoji", type_ReactionTypeEmoji},
    {"ReactionTypePaid", type_ReactionTypePaid},
    {"RefundedPayment", type_RefundedPayment},
    {"ReplyKeyboardMarkup", type_ReplyKeyboardMarkup},
    {"ReplyKeyboardRemove", type_ReplyKeyboardRemove},
    {"ReplyParameters", type_ReplyParameters},
    {"ResponseParameters", type_ResponseParameters},
    {"RevenueWithdrawalStateFailed", type_RevenueWithdrawalStateFailed},
    {"RevenueWithdrawalStatePending", type_RevenueWithdrawalStatePending},
    {"RevenueWithdrawalStateSucceeded", type_RevenueWithdrawalStateSucceeded},
    {"RichBlockAnchor", type_RichBlockAnchor},
    {"RichBlockAnimation", type_RichBlockAnimation},
    {"RichBlockAudio", type_RichBlockAudio},
    {"RichBlockBlockQuotation", type_RichBlockBlockQuotation},
    {"RichBlockButtons", type_RichBlockButtons},
    {"RichBlockCaption", type_RichBlockCaption},
    {"RichBlockCollage", type_RichBlockCollage},
    {"RichBlockDetails", type_RichBlockDetails},
    {"RichBlockDivider", type_RichBlockDivider},
    {"RichBlockDocument", type_RichBlockDocument},
    {"RichBlockExpandableBlockQuotation", type_RichBlockExpandableBlockQuotation},
    {"RichBlockFooter", type_RichBlockFooter},
    {"RichBlockList", type_RichBlockList},
    {"RichBlockListItem", type_RichBlockListItem},
    {"RichBlockMap", type_RichBlockMap},
    {"RichBlockMathematicalExpression", type_RichBlockMathematicalExpression},
    {"RichBlockParagraph", type_RichBlockParagraph},
    {"RichBlockPhoto", type_RichBlockPhoto},
    {"RichBlockPreformatted", type_RichBlockPreformatted},
    {"RichBlockPullQuotation", type_RichBlockPullQuotation},
    {"RichBlockSectionHeading", type_RichBlockSectionHeading},
    {"RichBlockSlideshow", type_RichBlockSlideshow},
    {"RichBlockTable", type_RichBlockTable},
    {"RichBlockTableCell", type_RichBlockTableCell},
    {"RichBlockThinking", type_RichBlockThinking},
    {"RichBlockVideo", type_RichBlockVideo},
    {"RichBlockVoiceNote", type_RichBlockVoiceNote},
    {"RichMessage", type_RichMessage},
    {"RichMessageButton", type_RichMessageButton},
    {"RichTextAnchor", type_RichTextAnchor},
    {"RichTextAnchorLink", type_RichTextAnchorLink},
    {"RichTextBankCardNumber", type_RichTextBankCardNumber},
    {"RichTextBold", type_RichTextBold},
    {"RichTextBotCommand", type_RichTextBotCommand},
    {"RichTextButton", type_RichTextButton},
    {"RichTextCashtag", type_RichTextCashtag},
    {"RichTextCode", type_RichTextCode},
    {"RichTextCustomEmoji", type_RichTextCustomEmoji},
    {"RichTextDateTime", type_RichTextDateTime},
    {"RichTextEmailAddress", type_RichTextEmailAddress},
    {"RichTextHashtag", type_RichTextHashtag},
    {"RichTextItalic", type_RichTextItalic},
    {"RichTextMarked", type_RichTextMarked},
    {"RichTextMathematicalExpression", type_RichTextMathematicalExpression},
    {"RichTextMention", type_RichTextMention},
    {"RichTextPhoneNumber", type_RichTextPhoneNumber},
    {"RichTextReference", type_RichTextReference},
    {"RichTextReferenceLink", type_RichTextReferenceLink},
    {"RichTextSpoiler", type_RichTextSpoiler},
    {"RichTextStrikethrough", type_RichTextStrikethrough},
    {"RichTextSubscript", type_RichTextSubscript},
    {"RichTextSuperscript", type_RichTextSuperscript},
    {"RichTextTextMention", type_RichTextTextMention},
    {"RichTextUnderline", type_RichTextUnderline},
    {"RichTextUrl", type_RichTextUrl},
    {"SentGuestMessage", type_SentGuestMessage},
    {"SentWebAppMessage", type_SentWebAppMessage},
    {"SharedUser", type_SharedUser},
    {"ShippingAddress", type_ShippingAddress},
    {"ShippingOption", type_ShippingOption},
    {"ShippingQuery", type_ShippingQuery},
    {"StarAmount", type_StarAmount},
    {"StarTransaction", type_StarTransaction},
    {"StarTransactions", type_StarTransactions},
    {"Sticker", type_Sticker},
    {"StickerSet", type_StickerSet},
    {"Story", type_Story},
    {"StoryArea", type_StoryArea},
    {"StoryAreaPosition", type_StoryAreaPosition},
    {"StoryAreaTypeLink", type_StoryAreaTypeLink},
    {"StoryAreaTypeLocation", type_StoryAreaTypeLocation},
    {"StoryAreaTypeSuggestedReaction", type_StoryAreaTypeSuggestedReaction},
    {"StoryAreaTypeUniqueGift", type_StoryAreaTypeUniqueGift},
    {"StoryAreaTypeWeather", type_StoryAreaTypeWeather},
    {"SuccessfulPayment", type_SuccessfulPayment},
    {"SuggestedPostApprovalFailed", type_SuggestedPostApprovalFailed},
    {"SuggestedPostApproved", type_SuggestedPostApproved},
    {"SuggestedPostDeclined", type_SuggestedPostDeclined},
    {"SuggestedPostInfo", type_SuggestedPostInfo},
    {"SuggestedPostPaid", type_SuggestedPostPaid},
    {"SuggestedPostParameters", type_SuggestedPostParameters},
    {"SuggestedPostPrice", type_SuggestedPostPrice},
    {"SuggestedPostRefunded", type_SuggestedPostRefunded},
    {"SwitchInlineQueryChosenChat", type_SwitchInlineQueryChosenChat},
    {"TextQuote", type_TextQuote},
    {"TransactionPartnerAffiliateProgram", type_TransactionPartnerAffiliateProgram},
    {"TransactionPartnerChat", type_TransactionPartnerChat},
    {"TransactionPartnerFragment", type_TransactionPartnerFragment},
    {"TransactionPartnerOther", type_TransactionPartnerOther},
    {"TransactionPartnerTelegramAds", type_TransactionPartnerTelegramAds},
    {"TransactionPartnerTelegramApi", type_TransactionPartnerTelegramApi},
    {"TransactionPartnerUser", type_TransactionPartnerUser},
    {"UniqueGift", type_UniqueGift},
    {"UniqueGiftBackdrop", type_UniqueGiftBackdrop},
    {"UniqueGiftBackdropColors", type_UniqueGiftBackdropColors},
    {"UniqueGiftColors", type_UniqueGiftColors},
    {"UniqueGiftInfo", type_UniqueGiftInfo},
    {"UniqueGiftModel", type_UniqueGiftModel},
    {"UniqueGiftSymbol", type_UniqueGiftSymbol},
    {"Update", type_Update},
    {"User", type_User},
    {"UserChatBoosts", type_UserChatBoosts},
    {"UserProfileAudios", type_UserProfileAudios},
    {"UserProfilePhotos", type_UserProfilePhotos},
    {"UserRating", type_UserRating},
    {"UsersShared", type_UsersShared},
    {"Venue", type_Venue},
    {"Video", type_Video},
    {"VideoChatEnded", type_VideoChatEnded},
    {"VideoChatParticipantsInvited", type_VideoChatParticipantsInvited},
    {"VideoChatScheduled", type_VideoChatScheduled},
    {"VideoNote", type_VideoNote},
    {"VideoQuality", type_VideoQuality},
    {"Voice", type_Voice},
    {"WebAppData", type_WebAppData},
    {"WebAppInfo", type_WebAppInfo},
    {"WebhookInfo", type_WebhookInfo},
    {"WriteAccessAllowed", type_WriteAccessAllowed},
};
const size_t botapi_type_count = 367;

const struct botapi_union botapi_unions[] = {
    {"BackgroundFill", "BackgroundFillSolid | BackgroundFillGradient | BackgroundFillFreeformGradient"},
    {"BackgroundType", "BackgroundTypeFill | BackgroundTypeWallpaper | BackgroundTypePattern | BackgroundTypeChatTheme"},
    {"BotCommandScope", "BotCommandScopeDefault | BotCommandScopeAllPrivateChats | BotCommandScopeAllGroupChats | BotCommandScopeAllChatAdministrators | BotCommandScopeChat | BotCommandScopeChatAdministrators | BotCommandScopeChatMember"},
    {"BotSubscriptionUpdatedState", "\"canceled\" | \"active\" | \"failed\""},
    {"ChatBoostSource", "ChatBoostSourcePremium | ChatBoostSourceGiftCode | ChatBoostSourceGiveaway"},
    {"ChatFullInfoType", "\"private\" | \"group\" | \"supergroup\" | \"channel\""},
    {"ChatMember", "ChatMemberOwner | ChatMemberAdministrator | ChatMemberMember | ChatMemberRestricted | ChatMemberLeft | ChatMemberBanned"},
    {"ChatType", "\"private\" | \"group\" | \"supergroup\" | \"channel\""},
    {"Currencies", "\"AED\" | \"AFN\" | \"ALL\" | \"AMD\" | \"ARS\" | \"AUD\" | \"AZN\" | \"BAM\" | \"BDT\" | \"BGN\" | \"BHD\" | \"BND\" | \"BOB\" | \"BRL\" | \"BYN\" | \"CAD\" | \"CHF\" | \"CLP\" | \"CNY\" | \"COP\" | \"CRC\" | \"CZK\" | \"DKK\" | \"DOP\" | \"DZD\" | \"EGP\" | \"ETB\" | \"EUR\" | \"GBP\" | \"GEL\" | \"GHS\" | \"GTQ\" | \"HKD\" | \"HNL\" | \"HRK\" | \"HUF\" | \"IDR\" | \"ILS\" | \"INR\" | \"IQD\" | \"IRR\" | \"ISK\" | \"JMD\" | \"JOD\" | \"JPY\" | \"KES\" | \"KGS\" | \"KRW\" | \"KZT\" | \"LBP\" | \"LKR\" | \"MAD\" | \"MDL\" | \"MMK\" | \"MNT\" | \"MOP\" | \"MUR\" | \"MVR\" | \"MXN\" | \"MYR\" | \"MZN\" | \"NGN\" | \"NIO\" | \"NOK\" | \"NPR\" | \"NZD\" | \"PAB\" | \"PEN\" | \"PHP\" | \"PKR\" | \"PLN\" | \"PYG\" | \"QAR\" | \"RON\" | \"RSD\" | \"RUB\" | \"SAR\" | \"SEK\" | \"SGD\" | \"SYP\" | \"THB\" | \"TJS\" | \"TRY\" | \"TTD\" | \"TWD\" | \"TZS\" | \"UAH\" | \"UGX\" | \"USD\" | \"UYU\" | \"UZS\" | \"VND\" | \"YER\" | \"ZAR\" | \"XTR\""},
    {"EncryptedPassportElementType", "\"personal_details\" | \"passport\" | \"driver_license\" | \"identity_card\" | \"internal_passport\" | \"address\" | \"utility_bill\" | \"bank_statement\" | \"rental_agreement\" | \"passport_registration\" | \"temporary_registration\" | \"phone_number\" | \"email\""},
    {"InlineKeyboardButtonStyle", "\"danger\" | \"success\" | \"primary\""},
    {"InlineQueryChatType", "\"sender\" | \"private\" | \"group\" | \"supergroup\" | \"channel\""},
    {"InlineQueryResult", "InlineQueryResultCachedAudio | InlineQueryResultCachedDocument | InlineQueryResultCachedGif | InlineQueryResultCachedMpeg4Gif | InlineQueryResultCachedPhoto | InlineQueryResultCachedSticker | InlineQueryResultCachedVideo | InlineQueryResultCachedVoice | InlineQueryResultArticle | InlineQueryResultAudio | InlineQueryResultContact | InlineQueryResultGame | InlineQueryResultDocument | InlineQueryResultGif | InlineQueryResultLocation | InlineQueryResultMpeg4Gif | InlineQueryResultPhoto | InlineQueryResultVenue | InlineQueryResultVideo | InlineQueryResultVoice"},
    {"InlineQueryResultDocumentMimeType", "\"application/pdf\" | \"application/zip\""},
    {"InlineQueryResultGifThumbnailMimeType", "\"image/jpeg\" | \"image/gif\" | \"video/mp4\""},
    {"InlineQueryResultMpeg4GifThumbnailMimeType", "\"image/jpeg\" | \"image/gif\" | \"video/mp4\""},
    {"InlineQueryResultVideoMimeType", "\"text/html\" | \"video/mp4\""},
    {"InputFile", "string"},
    {"InputMedia", "InputMediaAnimation | InputMediaAudio | InputMediaDocument | InputMediaLivePhoto | InputMediaPhoto | InputMediaVideo"},
    {"InputMessageContent", "InputTextMessageContent | InputRichMessageContent | InputLocationMessageContent | InputVenueMessageContent | InputContactMessageContent | InputInvoiceMessageContent"},
    {"InputPaidMedia", "InputPaidMediaLivePhoto | InputPaidMediaPhoto | InputPaidMediaVideo"},
    {"InputPollMedia", "InputMediaAnimation | InputMediaAudio | InputMediaDocument | InputMediaLivePhoto | InputMediaLocation | InputMediaPhoto | InputMediaVenue | InputMediaVideo"},
    {"InputPollOptionMedia", "InputMediaAnimation | InputMediaLink | InputMediaLivePhoto | InputMediaLocation | InputMediaPhoto | InputMediaSticker | InputMediaVenue | InputMediaVideo"},
    {"InputProfilePhoto", "InputProfilePhotoStatic | InputProfilePhotoAnimated"},
    {"InputRichBlock", "InputRichBlockParagraph | InputRichBlockSectionHeading | InputRichBlockPreformatted | InputRichBlockFooter | InputRichBlockDivider | InputRichBlockMathematicalExpression | InputRichBlockAnchor | InputRichBlockList | InputRichBlockBlockQuotation | InputRichBlockExpandableBlockQuotation | InputRichBlockPullQuotation | InputRichBlockCollage | InputRichBlockSlideshow | InputRichBlockTable | InputRichBlockDetails | InputRichBlockMap | InputRichBlockButtons | InputRichBlockAnimation | InputRichBlockAudio | InputRichBlockDocument | InputRichBlockPhoto | InputRichBlockVideo | InputRichBlockVoiceNote | InputRichBlockThinking"},
    {"InputRichBlockButtonsAlign", "\"left\" | \"center\" | \"right\""},
    {"InputRichBlockListItemType", "\"a\" | \"A\" | \"i\" | \"I\" | \"1\""},
    {"InputStickerFormat", "\"static\" | \"animated\" | \"video\""},
    {"InputStoryContent", "InputStoryContentPhoto | InputStoryContentVideo"},
    {"KeyboardButtonStyle", "\"danger\" | \"success\" | \"primary\""},
    {"MaskPositionPoint", "\"forehead\" | \"eyes\" | \"mouth\" | \"chin\""},
    {"MaybeInaccessibleMessage", "Message | InaccessibleMessage"},
    {"MenuButton", "MenuButtonCommands | MenuButtonWebApp | MenuButtonDefault"},
    {"MessageEntityType", "\"mention\" | \"hashtag\" | \"cashtag\" | \"bot_command\" | \"url\" | \"email\" | \"phone_number\" | \"bold\" | \"italic\" | \"underline\" | \"strikethrough\" | \"spoiler\" | \"blockquote\" | \"expandable_blockquote\" | \"code\" | \"pre\" | \"text_link\" | \"text_mention\" | \"custom_emoji\" | \"date_time\""},
    {"MessageOrigin", "MessageOriginUser | MessageOriginHiddenUser | MessageOriginChat | MessageOriginChannel"},
    {"OwnedGift", "OwnedGiftRegular | OwnedGiftUnique"},
    {"PaidMedia", "PaidMediaLivePhoto | PaidMediaPhoto | PaidMediaPreview | PaidMediaVideo"},
    {"PassportElementError", "PassportElementErrorDataField | PassportElementErrorFrontSide | PassportElementErrorReverseSide | PassportElementErrorSelfie | PassportElementErrorFile | PassportElementErrorFiles | PassportElementErrorTranslationFile | PassportElementErrorTranslationFiles | PassportElementErrorUnspecified"},
    {"PassportElementErrorDataFieldType", "\"personal_details\" | \"passport\" | \"driver_license\" | \"identity_card\" | \"internal_passport\" | \"address\""},
    {"PassportElementErrorFileType", "\"utility_bill\" | \"bank_statement\" | \"rental_agreement\" | \"passport_registration\" | \"temporary_registration\""},
    {"PassportElementErrorFilesType", "\"utility_bill\" | \"bank_statement\" | \"rental_agreement\" | \"passport_registration\" | \"temporary_registration\""},
    {"PassportElementErrorFrontSideType", "\"passport\" | \"driver_license\" | \"identity_card\" | \"internal_passport\""},
    {"PassportElementErrorReverseSideType", "\"driver_license\" | \"identity_card\""},
    {"PassportElementErrorSelfieType", "\"passport\" | \"driver_license\" | \"identity_card\" | \"internal_passport\""},
    {"PassportElementErrorTranslationFileType", "\"passport\" | \"driver_license\" | \"identity_card\" | \"internal_passport\" | \"utility_bill\" | \"bank_statement\" | \"rental_agreement\" | \"passport_registration\" | \"temporary_registration\""},
    {"PassportElementErrorTranslationFilesType", "\"passport\" | \"driver_license\" | \"identity_card\" | \"internal_passport\" | \"utility_bill\" | \"bank_statement\" | \"rental_agreement\" | \"passport_registration\" | \"temporary_registration\""},
    {"PollType", "\"regular\" | \"quiz\""},
    {"ReactionType", "ReactionTypeEmoji | ReactionTypeCustomEmoji | ReactionTypePaid"},
    {"ReactionTypeEmojiEmoji", "\"❤\" | \"👍\" | \"👎\" | \"🔥\" | \"🥰\" | \"👏\" | \"😁\" | \"🤔\" | \"🤯\" | \"😱\" | \"🤬\" | \"😢\" | \"🎉\" | \"🤩\" | \"🤮\" | \"💩\" | \"🙏\" | \"👌\" | \"🕊\" | \"🤡\" | \"🥱\" | \"🥴\" | \"😍\" | \"🐳\" | \"❤‍🔥\" | \"🌚\" | \"🌭\" | \"💯\" | \"🤣\" | \"⚡\" | \"🍌\" | \"🏆\" | \"💔\" | \"🤨\" | \"😐\" | \"🍓\" | \"🍾\" | \"💋\" | \"🖕\" | \"😈\" | \"😴\" | \"😭\" | \"🤓\" | \"👻\" | \"👨‍💻\" | \"👀\" | \"🎃\" | \"🙈\" | \"😇\" | \"😨\" | \"🤝\" | \"✍\" | \"🤗\" | \"🫡\" | \"🎅\" | \"🎄\" | \"☃\" | \"💅\" | \"🤪\" | \"🗿\" | \"🆒\" | \"💘\" | \"🙉\" | \"🦄\" | \"😘\" | \"💊\" | \"🙊\" | \"😎\" | \"👾\" | \"🤷‍♂\" | \"🤷\" | \"🤷‍♀\" | \"😡\""},
    {"RevenueWithdrawalState", "RevenueWithdrawalStatePending | RevenueWithdrawalStateSucceeded | RevenueWithdrawalStateFailed"},
    {"RichBlock", "RichBlockParagraph | RichBlockSectionHeading | RichBlockPreformatted | RichBlockFooter | RichBlockDivider | RichBlockMathematicalExpression | RichBlockAnchor | RichBlockList | RichBlockBlockQuotation | RichBlockExpandableBlockQuotation | RichBlockPullQuotation | RichBlockCollage | RichBlockSlideshow | RichBlockTable | RichBlockDetails | RichBlockMap | RichBlockButtons | RichBlockAnimation | RichBlockAudio | RichBlockDocument | RichBlockPhoto | RichBlockVideo | RichBlockVoiceNote | RichBlockThinking"},
    {"RichBlockButtonsAlign", "\"left\" | \"center\" | \"right\""},
    {"RichBlockListItemType", "\"a\" | \"A\" | \"i\" | \"I\" | \"1\""},
    {"RichBlockTableCellAlign", "\"left\" | \"center\" | \"right\""},
    {"RichBlockTableCellValign", "\"top\" | \"middle\" | \"bottom\""},
    {"RichMessageButtonStyle", "\"danger\" | \"success\" | \"primary\" | \"link\""},
    {"RichText", "string | RichText[] | RichTextBold | RichTextItalic | RichTextUnderline | RichTextStrikethrough | RichTextSpoiler | RichTextDateTime | RichTextTextMention | RichTextSubscript | RichTextSuperscript | RichTextMarked | RichTextCode | RichTextCustomEmoji | RichTextMathematicalExpression | RichTextUrl | RichTextEmailAddress | RichTextPhoneNumber | RichTextBankCardNumber | RichTextMention | RichTextHashtag | RichTextCashtag | RichTextBotCommand | RichTextButton | RichTextAnchor | RichTextAnchorLink | RichTextReference | RichTextReferenceLink"},
    {"StickerSetStickerType", "\"regular\" | \"mask\" | \"custom_emoji\""},
    {"StickerType", "\"regular\" | \"mask\" | \"custom_emoji\""},
    {"StoryAreaType", "StoryAreaTypeLocation | StoryAreaTypeSuggestedReaction | StoryAreaTypeLink | StoryAreaTypeWeather | StoryAreaTypeUniqueGift"},
    {"SuggestedPostInfoState", "\"pending\" | \"approved\" | \"declined\""},
    {"SuggestedPostPaidCurrency", "\"XTR\" | \"TON\""},
    {"SuggestedPostPriceCurrency", "\"XTR\" | \"TON\""},
    {"SuggestedPostRefundedReason", "\"post_deleted\" | \"payment_refunded\""},
    {"TransactionPartner", "TransactionPartnerUser | TransactionPartnerChat | TransactionPartnerAffiliateProgram | TransactionPartnerFragment | TransactionPartnerTelegramAds | TransactionPartnerTelegramApi | TransactionPartnerOther"},
    {"TransactionPartnerUserTransactionType", "\"invoice_payment\" | \"paid_media_payment\" | \"gift_purchase\" | \"premium_purchase\" | \"business_account_transfer\""},
    {"UniqueGiftInfoLastResaleCurrency", "\"XTR\" | \"TON\""},
    {"UniqueGiftInfoOrigin", "\"upgrade\" | \"transfer\" | \"resale\" | \"gifted_upgrade\" | \"offer\""},
    {"UniqueGiftModelRarity", "\"uncommon\" | \"rare\" | \"epic\" | \"legendary\""},
    {"UpdateKind", "\"message\" | \"edited_message\" | \"channel_post\" | \"edited_channel_post\" | \"business_connection\" | \"business_message\" | \"edited_business_message\" | \"deleted_business_messages\" | \"guest_message\" | \"message_reaction\" | \"message_reaction_count\" | \"inline_query\" | \"chosen_inline_result\" | \"callback_query\" | \"shipping_query\" | \"pre_checkout_query\" | \"purchased_paid_media\" | \"poll\" | \"poll_answer\" | \"my_chat_member\" | \"chat_member\" | \"chat_join_request\" | \"chat_boost\" | \"removed_chat_boost\" | \"managed_bot\" | \"subscription\" | \"stopped_message_generation\""},
    {"VideoQualityCodec", "\"h264\" | \"h265\" | \"av01\""},
};
const size_t botapi_union_count = 71;
