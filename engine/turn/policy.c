/* The table has every method of Bot API 10.3. What decides is what a player would see if the call
 * came twice, since after a cut nobody knows whether it came once:
 *
 *     moment  it means nothing a moment later: rather never than late
 *     once    it costs money or luck, or makes a second thing beside the first: rather never than
 *             twice
 *     again   messages: one that is seen twice is better than one that is never seen
 *     alike   sets, edits, deletions, questions: doing them twice is doing them once
 *
 * A method of a later version is sent at most once until somebody has thought about it. */
#include "turn/policy.h"

#include <stddef.h>
#include <strings.h>

static const char *const moment[] = {
    "answerCallbackQuery", "answerGuestQuery", "answerInlineQuery",    "answerWebAppQuery",
    "sendChatAction",      "sendMessageDraft", "sendRichMessageDraft",
};

static const char *const once[] = {
    "sendChatJoinRequestWebApp",
    "sendDice",
    "sendGame",
    "sendInvoice",
    "sendPaidMedia",
    "sendGift",
    "giftPremiumSubscription",
    "upgradeGift",
    "transferGift",
    "transferBusinessAccountStars",
    "convertGiftToStars",
    "postStory",
    "repostStory",
    "createForumTopic",
    "createChatSubscriptionInviteLink",
    "createChatInviteLink",
    "createInvoiceLink",
    "createNewStickerSet",
    "addStickerToSet",
    "uploadStickerFile",
    "replaceManagedBotToken",
    "exportChatInviteLink",
    "savePreparedInlineMessage",
    "savePreparedKeyboardButton",
    "sendPoll",
    "sendChecklist",
    "close",
    "logOut",
};

static const char *const again[] = {
    "copyMessage",    "copyMessages", "forwardMessage", "forwardMessages", "sendAnimation",
    "sendAudio",      "sendContact",  "sendDocument",   "sendLivePhoto",   "sendLocation",
    "sendMediaGroup", "sendMessage",  "sendPhoto",      "sendRichMessage", "sendSticker",
    "sendVenue",      "sendVideo",    "sendVideoNote",  "sendVoice",
};

static const char *const alike[] = {
    "answerChatJoinRequestQuery",
    "answerPreCheckoutQuery",
    "answerShippingQuery",
    "approveChatJoinRequest",
    "approveSuggestedPost",
    "banChatMember",
    "banChatSenderChat",
    "closeForumTopic",
    "closeGeneralForumTopic",
    "declineChatJoinRequest",
    "declineSuggestedPost",
    "deleteAllMessageReactions",
    "deleteBusinessMessages",
    "deleteChatPhoto",
    "deleteChatStickerSet",
    "deleteEphemeralMessage",
    "deleteForumTopic",
    "deleteMessage",
    "deleteMessageReaction",
    "deleteMessages",
    "deleteMyCommands",
    "deleteStickerFromSet",
    "deleteStickerSet",
    "deleteStory",
    "deleteWebhook",
    "editChatInviteLink",
    "editChatSubscriptionInviteLink",
    "editEphemeralMessageCaption",
    "editEphemeralMessageMedia",
    "editEphemeralMessageReplyMarkup",
    "editEphemeralMessageText",
    "editForumTopic",
    "editGeneralForumTopic",
    "editMessageCaption",
    "editMessageChecklist",
    "editMessageLiveLocation",
    "editMessageMedia",
    "editMessageReplyMarkup",
    "editMessageText",
    "editStory",
    "editUserStarSubscription",
    "getAvailableGifts",
    "getBusinessAccountGifts",
    "getBusinessAccountStarBalance",
    "getBusinessConnection",
    "getChat",
    "getChatAdministrators",
    "getChatGifts",
    "getChatMember",
    "getChatMemberCount",
    "getChatMenuButton",
    "getCustomEmojiStickers",
    "getFile",
    "getForumTopicIconStickers",
    "getGameHighScores",
    "getManagedBotAccessSettings",
    "getManagedBotToken",
    "getMe",
    "getMyCommands",
    "getMyDefaultAdministratorRights",
    "getMyDescription",
    "getMyName",
    "getMyShortDescription",
    "getMyStarBalance",
    "getStarTransactions",
    "getStickerSet",
    "getUpdates",
    "getUserChatBoosts",
    "getUserGifts",
    "getUserPersonalChatMessages",
    "getUserProfileAudios",
    "getUserProfilePhotos",
    "getWebhookInfo",
    "hideGeneralForumTopic",
    "leaveChat",
    "pinChatMessage",
    "promoteChatMember",
    "readBusinessMessage",
    "refundStarPayment",
    "removeBusinessAccountProfilePhoto",
    "removeChatVerification",
    "removeMyProfilePhoto",
    "removeUserVerification",
    "reopenForumTopic",
    "reopenGeneralForumTopic",
    "replaceStickerInSet",
    "restrictChatMember",
    "revokeChatInviteLink",
    "setBusinessAccountBio",
    "setBusinessAccountGiftSettings",
    "setBusinessAccountName",
    "setBusinessAccountProfilePhoto",
    "setBusinessAccountUsername",
    "setChatAdministratorCustomTitle",
    "setChatDescription",
    "setChatMemberTag",
    "setChatMenuButton",
    "setChatPermissions",
    "setChatPhoto",
    "setChatStickerSet",
    "setChatTitle",
    "setCustomEmojiStickerSetThumbnail",
    "setGameScore",
    "setManagedBotAccessSettings",
    "setMessageReaction",
    "setMyCommands",
    "setMyDefaultAdministratorRights",
    "setMyDescription",
    "setMyName",
    "setMyProfilePhoto",
    "setMyShortDescription",
    "setPassportDataErrors",
    "setStickerEmojiList",
    "setStickerKeywords",
    "setStickerMaskPosition",
    "setStickerPositionInSet",
    "setStickerSetThumbnail",
    "setStickerSetTitle",
    "setUserEmojiStatus",
    "setWebhook",
    "stopMessageLiveLocation",
    "stopPoll",
    "unbanChatMember",
    "unbanChatSenderChat",
    "unhideGeneralForumTopic",
    "unpinAllChatMessages",
    "unpinAllForumTopicMessages",
    "unpinAllGeneralForumTopicMessages",
    "unpinChatMessage",
    "verifyChat",
    "verifyUser",
};

static bool has(const char *const *names, size_t count, const char *method)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(names[i], method) == 0)
            return true;
    return false;
}

#define HAS(names, method) has(names, sizeof(names) / sizeof(*(names)), method)

static bool may_come_twice(const char *method)
{
    return HAS(again, method) || HAS(alike, method);
}

enum turn_policy policy_of(const char *method)
{
    return may_come_twice(method) ? TURN_RESEND : TURN_DROP;
}

bool policy_of_the_moment(const char *method)
{
    return HAS(moment, method);
}

bool policy_is_listed(const char *method)
{
    return HAS(moment, method) || HAS(once, method) || may_come_twice(method);
}
