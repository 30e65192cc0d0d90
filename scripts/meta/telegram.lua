---@meta telegram
-- Generated from bot-api.json by engine/lua/generate.mjs, do not edit. Bot API 10.3: what ctx.tg takes; without
-- chat_id a call goes to the turn's player.

---@class Telegram
---@field getUpdates fun(params?: tg.GetUpdatesParams)
---@field setWebhook fun(params: tg.SetWebhookParams)
---@field deleteWebhook fun(params?: tg.DeleteWebhookParams)
---@field getWebhookInfo fun(params?: tg.GetWebhookInfoParams)
---@field getMe fun(params?: tg.GetMeParams)
---@field logOut fun(params?: tg.LogOutParams)
---@field close fun(params?: tg.CloseParams)
---@field sendMessage fun(params: tg.SendMessageParams)
---@field forwardMessage fun(params: tg.ForwardMessageParams)
---@field forwardMessages fun(params: tg.ForwardMessagesParams)
---@field copyMessage fun(params: tg.CopyMessageParams)
---@field copyMessages fun(params: tg.CopyMessagesParams)
---@field sendPhoto fun(params: tg.SendPhotoParams)
---@field sendLivePhoto fun(params: tg.SendLivePhotoParams)
---@field sendAudio fun(params: tg.SendAudioParams)
---@field sendDocument fun(params: tg.SendDocumentParams)
---@field sendVideo fun(params: tg.SendVideoParams)
---@field sendAnimation fun(params: tg.SendAnimationParams)
---@field sendVoice fun(params: tg.SendVoiceParams)
---@field sendVideoNote fun(params: tg.SendVideoNoteParams)
---@field sendPaidMedia fun(params: tg.SendPaidMediaParams)
---@field sendMediaGroup fun(params: tg.SendMediaGroupParams)
---@field sendLocation fun(params: tg.SendLocationParams)
---@field sendVenue fun(params: tg.SendVenueParams)
---@field sendContact fun(params: tg.SendContactParams)
---@field sendPoll fun(params: tg.SendPollParams)
---@field sendChecklist fun(params: tg.SendChecklistParams)
---@field sendDice fun(params?: tg.SendDiceParams)
---@field sendMessageDraft fun(params: tg.SendMessageDraftParams)
---@field sendChatAction fun(params: tg.SendChatActionParams)
---@field setMessageReaction fun(params: tg.SetMessageReactionParams)
---@field getUserProfilePhotos fun(params: tg.GetUserProfilePhotosParams)
---@field getUserProfileAudios fun(params: tg.GetUserProfileAudiosParams)
---@field setUserEmojiStatus fun(params: tg.SetUserEmojiStatusParams)
---@field getFile fun(params: tg.GetFileParams)
---@field banChatMember fun(params: tg.BanChatMemberParams)
---@field unbanChatMember fun(params: tg.UnbanChatMemberParams)
---@field restrictChatMember fun(params: tg.RestrictChatMemberParams)
---@field promoteChatMember fun(params: tg.PromoteChatMemberParams)
---@field setChatAdministratorCustomTitle fun(params: tg.SetChatAdministratorCustomTitleParams)
---@field setChatMemberTag fun(params: tg.SetChatMemberTagParams)
---@field banChatSenderChat fun(params: tg.BanChatSenderChatParams)
---@field unbanChatSenderChat fun(params: tg.UnbanChatSenderChatParams)
---@field setChatPermissions fun(params: tg.SetChatPermissionsParams)
---@field exportChatInviteLink fun(params?: tg.ExportChatInviteLinkParams)
---@field createChatInviteLink fun(params?: tg.CreateChatInviteLinkParams)
---@field editChatInviteLink fun(params: tg.EditChatInviteLinkParams)
---@field createChatSubscriptionInviteLink fun(params: tg.CreateChatSubscriptionInviteLinkParams)
---@field editChatSubscriptionInviteLink fun(params: tg.EditChatSubscriptionInviteLinkParams)
---@field revokeChatInviteLink fun(params: tg.RevokeChatInviteLinkParams)
---@field approveChatJoinRequest fun(params: tg.ApproveChatJoinRequestParams)
---@field declineChatJoinRequest fun(params: tg.DeclineChatJoinRequestParams)
---@field answerChatJoinRequestQuery fun(params: tg.AnswerChatJoinRequestQueryParams)
---@field sendChatJoinRequestWebApp fun(params: tg.SendChatJoinRequestWebAppParams)
---@field setChatPhoto fun(params: tg.SetChatPhotoParams)
---@field deleteChatPhoto fun(params?: tg.DeleteChatPhotoParams)
---@field setChatTitle fun(params: tg.SetChatTitleParams)
---@field setChatDescription fun(params?: tg.SetChatDescriptionParams)
---@field pinChatMessage fun(params: tg.PinChatMessageParams)
---@field unpinChatMessage fun(params?: tg.UnpinChatMessageParams)
---@field unpinAllChatMessages fun(params?: tg.UnpinAllChatMessagesParams)
---@field leaveChat fun(params?: tg.LeaveChatParams)
---@field getChat fun(params?: tg.GetChatParams)
---@field getChatAdministrators fun(params?: tg.GetChatAdministratorsParams)
---@field getChatMemberCount fun(params?: tg.GetChatMemberCountParams)
---@field getChatMember fun(params: tg.GetChatMemberParams)
---@field getUserPersonalChatMessages fun(params: tg.GetUserPersonalChatMessagesParams)
---@field setChatStickerSet fun(params: tg.SetChatStickerSetParams)
---@field deleteChatStickerSet fun(params?: tg.DeleteChatStickerSetParams)
---@field getForumTopicIconStickers fun(params?: tg.GetForumTopicIconStickersParams)
---@field createForumTopic fun(params: tg.CreateForumTopicParams)
---@field editForumTopic fun(params: tg.EditForumTopicParams)
---@field closeForumTopic fun(params: tg.CloseForumTopicParams)
---@field reopenForumTopic fun(params: tg.ReopenForumTopicParams)
---@field deleteForumTopic fun(params: tg.DeleteForumTopicParams)
---@field unpinAllForumTopicMessages fun(params: tg.UnpinAllForumTopicMessagesParams)
---@field editGeneralForumTopic fun(params: tg.EditGeneralForumTopicParams)
---@field closeGeneralForumTopic fun(params?: tg.CloseGeneralForumTopicParams)
---@field reopenGeneralForumTopic fun(params?: tg.ReopenGeneralForumTopicParams)
---@field hideGeneralForumTopic fun(params?: tg.HideGeneralForumTopicParams)
---@field unhideGeneralForumTopic fun(params?: tg.UnhideGeneralForumTopicParams)
---@field unpinAllGeneralForumTopicMessages fun(params?: tg.UnpinAllGeneralForumTopicMessagesParams)
---@field answerCallbackQuery fun(params: tg.AnswerCallbackQueryParams)
---@field answerGuestQuery fun(params: tg.AnswerGuestQueryParams)
---@field getUserChatBoosts fun(params: tg.GetUserChatBoostsParams)
---@field getBusinessConnection fun(params: tg.GetBusinessConnectionParams)
---@field getManagedBotToken fun(params: tg.GetManagedBotTokenParams)
---@field replaceManagedBotToken fun(params: tg.ReplaceManagedBotTokenParams)
---@field getManagedBotAccessSettings fun(params: tg.GetManagedBotAccessSettingsParams)
---@field setManagedBotAccessSettings fun(params: tg.SetManagedBotAccessSettingsParams)
---@field setMyCommands fun(params: tg.SetMyCommandsParams)
---@field deleteMyCommands fun(params?: tg.DeleteMyCommandsParams)
---@field getMyCommands fun(params?: tg.GetMyCommandsParams)
---@field setMyName fun(params?: tg.SetMyNameParams)
---@field getMyName fun(params?: tg.GetMyNameParams)
---@field setMyDescription fun(params?: tg.SetMyDescriptionParams)
---@field getMyDescription fun(params?: tg.GetMyDescriptionParams)
---@field setMyShortDescription fun(params?: tg.SetMyShortDescriptionParams)
---@field getMyShortDescription fun(params?: tg.GetMyShortDescriptionParams)
---@field setMyProfilePhoto fun(params: tg.SetMyProfilePhotoParams)
---@field removeMyProfilePhoto fun(params?: tg.RemoveMyProfilePhotoParams)
---@field setChatMenuButton fun(params?: tg.SetChatMenuButtonParams)
---@field getChatMenuButton fun(params?: tg.GetChatMenuButtonParams)
---@field setMyDefaultAdministratorRights fun(params?: tg.SetMyDefaultAdministratorRightsParams)
---@field getMyDefaultAdministratorRights fun(params?: tg.GetMyDefaultAdministratorRightsParams)
---@field getAvailableGifts fun(params?: tg.GetAvailableGiftsParams)
---@field sendGift fun(params: tg.SendGiftParams)
---@field giftPremiumSubscription fun(params: tg.GiftPremiumSubscriptionParams)
---@field verifyUser fun(params: tg.VerifyUserParams)
---@field verifyChat fun(params?: tg.VerifyChatParams)
---@field removeUserVerification fun(params: tg.RemoveUserVerificationParams)
---@field removeChatVerification fun(params?: tg.RemoveChatVerificationParams)
---@field readBusinessMessage fun(params: tg.ReadBusinessMessageParams)
---@field deleteBusinessMessages fun(params: tg.DeleteBusinessMessagesParams)
---@field setBusinessAccountName fun(params: tg.SetBusinessAccountNameParams)
---@field setBusinessAccountUsername fun(params: tg.SetBusinessAccountUsernameParams)
---@field setBusinessAccountBio fun(params: tg.SetBusinessAccountBioParams)
---@field setBusinessAccountProfilePhoto fun(params: tg.SetBusinessAccountProfilePhotoParams)
---@field removeBusinessAccountProfilePhoto fun(params: tg.RemoveBusinessAccountProfilePhotoParams)
---@field setBusinessAccountGiftSettings fun(params: tg.SetBusinessAccountGiftSettingsParams)
---@field getBusinessAccountStarBalance fun(params: tg.GetBusinessAccountStarBalanceParams)
---@field transferBusinessAccountStars fun(params: tg.TransferBusinessAccountStarsParams)
---@field getBusinessAccountGifts fun(params: tg.GetBusinessAccountGiftsParams)
---@field getUserGifts fun(params: tg.GetUserGiftsParams)
---@field getChatGifts fun(params?: tg.GetChatGiftsParams)
---@field convertGiftToStars fun(params: tg.ConvertGiftToStarsParams)
---@field upgradeGift fun(params: tg.UpgradeGiftParams)
---@field transferGift fun(params: tg.TransferGiftParams)
---@field postStory fun(params: tg.PostStoryParams)
---@field repostStory fun(params: tg.RepostStoryParams)
---@field editStory fun(params: tg.EditStoryParams)
---@field deleteStory fun(params: tg.DeleteStoryParams)
---@field answerWebAppQuery fun(params: tg.AnswerWebAppQueryParams)
---@field savePreparedInlineMessage fun(params: tg.SavePreparedInlineMessageParams)
---@field savePreparedKeyboardButton fun(params: tg.SavePreparedKeyboardButtonParams)
---@field editMessageText fun(params?: tg.EditMessageTextParams)
---@field editMessageCaption fun(params?: tg.EditMessageCaptionParams)
---@field editMessageMedia fun(params: tg.EditMessageMediaParams)
---@field editMessageLiveLocation fun(params: tg.EditMessageLiveLocationParams)
---@field stopMessageLiveLocation fun(params?: tg.StopMessageLiveLocationParams)
---@field editMessageChecklist fun(params: tg.EditMessageChecklistParams)
---@field editMessageReplyMarkup fun(params?: tg.EditMessageReplyMarkupParams)
---@field stopPoll fun(params: tg.StopPollParams)
---@field editEphemeralMessageText fun(params: tg.EditEphemeralMessageTextParams)
---@field editEphemeralMessageMedia fun(params: tg.EditEphemeralMessageMediaParams)
---@field editEphemeralMessageCaption fun(params: tg.EditEphemeralMessageCaptionParams)
---@field editEphemeralMessageReplyMarkup fun(params: tg.EditEphemeralMessageReplyMarkupParams)
---@field approveSuggestedPost fun(params: tg.ApproveSuggestedPostParams)
---@field declineSuggestedPost fun(params: tg.DeclineSuggestedPostParams)
---@field deleteMessage fun(params: tg.DeleteMessageParams)
---@field deleteMessages fun(params: tg.DeleteMessagesParams)
---@field deleteEphemeralMessage fun(params: tg.DeleteEphemeralMessageParams)
---@field deleteMessageReaction fun(params: tg.DeleteMessageReactionParams)
---@field deleteAllMessageReactions fun(params?: tg.DeleteAllMessageReactionsParams)
---@field sendSticker fun(params: tg.SendStickerParams)
---@field getStickerSet fun(params: tg.GetStickerSetParams)
---@field getCustomEmojiStickers fun(params: tg.GetCustomEmojiStickersParams)
---@field uploadStickerFile fun(params: tg.UploadStickerFileParams)
---@field createNewStickerSet fun(params: tg.CreateNewStickerSetParams)
---@field addStickerToSet fun(params: tg.AddStickerToSetParams)
---@field setStickerPositionInSet fun(params: tg.SetStickerPositionInSetParams)
---@field deleteStickerFromSet fun(params: tg.DeleteStickerFromSetParams)
---@field replaceStickerInSet fun(params: tg.ReplaceStickerInSetParams)
---@field setStickerEmojiList fun(params: tg.SetStickerEmojiListParams)
---@field setStickerKeywords fun(params: tg.SetStickerKeywordsParams)
---@field setStickerMaskPosition fun(params: tg.SetStickerMaskPositionParams)
---@field setStickerSetTitle fun(params: tg.SetStickerSetTitleParams)
---@field setStickerSetThumbnail fun(params: tg.SetStickerSetThumbnailParams)
---@field setCustomEmojiStickerSetThumbnail fun(params: tg.SetCustomEmojiStickerSetThumbnailParams)
---@field deleteStickerSet fun(params: tg.DeleteStickerSetParams)
---@field sendRichMessage fun(params: tg.SendRichMessageParams)
---@field sendRichMessageDraft fun(params: tg.SendRichMessageDraftParams)
---@field answerInlineQuery fun(params: tg.AnswerInlineQueryParams)
---@field sendInvoice fun(params: tg.SendInvoiceParams)
---@field createInvoiceLink fun(params: tg.CreateInvoiceLinkParams)
---@field answerShippingQuery fun(params: tg.AnswerShippingQueryParams)
---@field answerPreCheckoutQuery fun(params: tg.AnswerPreCheckoutQueryParams)
---@field getMyStarBalance fun(params?: tg.GetMyStarBalanceParams)
---@field getStarTransactions fun(params?: tg.GetStarTransactionsParams)
---@field refundStarPayment fun(params: tg.RefundStarPaymentParams)
---@field editUserStarSubscription fun(params: tg.EditUserStarSubscriptionParams)
---@field setPassportDataErrors fun(params: tg.SetPassportDataErrorsParams)
---@field sendGame fun(params: tg.SendGameParams)
---@field setGameScore fun(params: tg.SetGameScoreParams)
---@field getGameHighScores fun(params: tg.GetGameHighScoresParams)

---@class tg.GetUpdatesParams
---@field offset? number
---@field limit? number
---@field timeout? number
---@field allowed_updates? string[]

---@class tg.SetWebhookParams
---@field url string
---@field certificate? string
---@field ip_address? string
---@field max_connections? number
---@field allowed_updates? string[]
---@field drop_pending_updates? boolean
---@field secret_token? string 1 to 256 characters

---@class tg.DeleteWebhookParams
---@field drop_pending_updates? boolean

---@class tg.GetWebhookInfoParams

---@class tg.GetMeParams

---@class tg.LogOutParams

---@class tg.CloseParams

---@class tg.SendMessageParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field text string 1 to 4096 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field entities? tg.MessageEntity[]
---@field link_preview_options? tg.LinkPreviewOptions
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.ForwardMessageParams
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field from_chat_id number|string
---@field video_start_timestamp? number
---@field disable_notification? boolean
---@field protect_content? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field message_id number

---@class tg.ForwardMessagesParams
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field from_chat_id number|string
---@field message_ids number[]
---@field disable_notification? boolean
---@field protect_content? boolean

---@class tg.CopyMessageParams
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field from_chat_id number|string
---@field message_id number
---@field video_start_timestamp? number
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.CopyMessagesParams
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field from_chat_id number|string
---@field message_ids number[]
---@field disable_notification? boolean
---@field protect_content? boolean
---@field remove_caption? boolean

---@class tg.SendPhotoParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field photo string|string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field has_spoiler? boolean
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendLivePhotoParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field live_photo string|string
---@field photo string|string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field has_spoiler? boolean
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendAudioParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field audio string|string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field duration? number
---@field performer? string
---@field title? string
---@field thumbnail? string|string
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendDocumentParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field document string|string
---@field thumbnail? string|string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field disable_content_type_detection? boolean
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendVideoParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field video string|string
---@field duration? number
---@field width? number
---@field height? number
---@field thumbnail? string|string
---@field cover? string|string
---@field start_timestamp? number
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field has_spoiler? boolean
---@field supports_streaming? boolean
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendAnimationParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field animation string|string
---@field duration? number
---@field width? number
---@field height? number
---@field thumbnail? string|string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field has_spoiler? boolean
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendVoiceParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field voice string|string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field duration? number
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendVideoNoteParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field video_note string|string
---@field duration? number
---@field length? number
---@field thumbnail? string|string
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendPaidMediaParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field star_count number
---@field media tg.InputPaidMedia[]
---@field payload? string 0 to 128 bytes
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendMediaGroupParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field media (tg.InputMediaAudio|tg.InputMediaDocument|tg.InputMediaLivePhoto|tg.InputMediaPhoto|tg.InputMediaVideo)[]
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field reply_parameters? tg.ReplyParameters

---@class tg.SendLocationParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field latitude number
---@field longitude number
---@field horizontal_accuracy? number
---@field live_period? number
---@field heading? number
---@field proximity_alert_radius? number
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendVenueParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field latitude number
---@field longitude number
---@field title string
---@field address string
---@field foursquare_id? string
---@field foursquare_type? string
---@field google_place_id? string
---@field google_place_type? string
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendContactParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field phone_number string
---@field first_name string
---@field last_name? string
---@field vcard? string 0 to 2048 bytes
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendPollParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field question string 1 to 300 characters
---@field question_parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field question_entities? tg.MessageEntity[]
---@field options tg.InputPollOption[]
---@field is_anonymous? boolean
---@field type? any
---@field allows_multiple_answers? boolean
---@field allows_revoting? boolean
---@field shuffle_options? boolean
---@field allow_adding_options? boolean
---@field hide_results_until_closes? boolean
---@field members_only? boolean
---@field country_codes? string[]
---@field correct_option_ids? number[]
---@field explanation? string 0 to 200 characters
---@field explanation_parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field explanation_entities? tg.MessageEntity[]
---@field explanation_media? tg.InputPollMedia
---@field open_period? number
---@field close_date? number
---@field is_closed? boolean
---@field description? string 0 to 1024 characters
---@field description_parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field description_entities? tg.MessageEntity[]
---@field media? tg.InputPollMedia
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendChecklistParams
---@field business_connection_id string
---@field chat_id? number|string
---@field checklist tg.InputChecklist
---@field disable_notification? boolean
---@field protect_content? boolean
---@field message_effect_id? string
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.SendDiceParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field emoji? any
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendMessageDraftParams
---@field chat_id? number
---@field message_thread_id? number
---@field draft_id number
---@field text? string 0 to 4096 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field entities? tg.MessageEntity[]
---@field can_stop? boolean
---@field keep_on_stop? boolean

---@class tg.SendChatActionParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field action any

---@class tg.SetMessageReactionParams
---@field chat_id? number|string
---@field message_id number
---@field reaction? tg.ReactionType[]
---@field is_big? boolean

---@class tg.GetUserProfilePhotosParams
---@field user_id number
---@field offset? number
---@field limit? number

---@class tg.GetUserProfileAudiosParams
---@field user_id number
---@field offset? number
---@field limit? number

---@class tg.SetUserEmojiStatusParams
---@field user_id number
---@field emoji_status_custom_emoji_id? string
---@field emoji_status_expiration_date? number

---@class tg.GetFileParams
---@field file_id string

---@class tg.BanChatMemberParams
---@field chat_id? number|string
---@field user_id number
---@field until_date? number
---@field revoke_messages? boolean

---@class tg.UnbanChatMemberParams
---@field chat_id? number|string
---@field user_id number
---@field only_if_banned? boolean

---@class tg.RestrictChatMemberParams
---@field chat_id? number|string
---@field user_id number
---@field permissions tg.ChatPermissions
---@field use_independent_chat_permissions? boolean
---@field until_date? number

---@class tg.PromoteChatMemberParams
---@field chat_id? number|string
---@field user_id number
---@field is_anonymous? boolean
---@field can_manage_chat? boolean
---@field can_delete_messages? boolean
---@field can_manage_video_chats? boolean
---@field can_restrict_members? boolean
---@field can_promote_members? boolean
---@field can_change_info? boolean
---@field can_invite_users? boolean
---@field can_post_stories? boolean
---@field can_edit_stories? boolean
---@field can_delete_stories? boolean
---@field can_post_messages? boolean
---@field can_edit_messages? boolean
---@field can_pin_messages? boolean
---@field can_manage_topics? boolean
---@field can_manage_direct_messages? boolean
---@field can_manage_tags? boolean
---@field can_send_welcome_messages? boolean

---@class tg.SetChatAdministratorCustomTitleParams
---@field chat_id? number|string
---@field user_id number
---@field custom_title string 0 to 16 characters

---@class tg.SetChatMemberTagParams
---@field chat_id? number|string
---@field user_id number
---@field tag? string 0 to 16 characters

---@class tg.BanChatSenderChatParams
---@field chat_id? number|string
---@field sender_chat_id number

---@class tg.UnbanChatSenderChatParams
---@field chat_id? number|string
---@field sender_chat_id number

---@class tg.SetChatPermissionsParams
---@field chat_id? number|string
---@field permissions tg.ChatPermissions
---@field use_independent_chat_permissions? boolean

---@class tg.ExportChatInviteLinkParams
---@field chat_id? number|string

---@class tg.CreateChatInviteLinkParams
---@field chat_id? number|string
---@field name? string 0 to 32 characters
---@field expire_date? number
---@field member_limit? number
---@field creates_join_request? boolean

---@class tg.EditChatInviteLinkParams
---@field chat_id? number|string
---@field invite_link string
---@field name? string 0 to 32 characters
---@field expire_date? number
---@field member_limit? number
---@field creates_join_request? boolean

---@class tg.CreateChatSubscriptionInviteLinkParams
---@field chat_id? number|string
---@field name? string 0 to 32 characters
---@field subscription_period number
---@field subscription_price number

---@class tg.EditChatSubscriptionInviteLinkParams
---@field chat_id? number|string
---@field invite_link string
---@field name? string 0 to 32 characters

---@class tg.RevokeChatInviteLinkParams
---@field chat_id? number|string
---@field invite_link string

---@class tg.ApproveChatJoinRequestParams
---@field chat_id? number|string
---@field user_id number

---@class tg.DeclineChatJoinRequestParams
---@field chat_id? number|string
---@field user_id number

---@class tg.AnswerChatJoinRequestQueryParams
---@field chat_join_request_query_id string
---@field result any

---@class tg.SendChatJoinRequestWebAppParams
---@field chat_join_request_query_id string
---@field web_app_url string

---@class tg.SetChatPhotoParams
---@field chat_id? number|string
---@field photo string

---@class tg.DeleteChatPhotoParams
---@field chat_id? number|string

---@class tg.SetChatTitleParams
---@field chat_id? number|string
---@field title string 1 to 128 characters

---@class tg.SetChatDescriptionParams
---@field chat_id? number|string
---@field description? string 0 to 255 characters

---@class tg.PinChatMessageParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_id number
---@field disable_notification? boolean

---@class tg.UnpinChatMessageParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_id? number

---@class tg.UnpinAllChatMessagesParams
---@field chat_id? number|string

---@class tg.LeaveChatParams
---@field chat_id? number|string

---@class tg.GetChatParams
---@field chat_id? number|string

---@class tg.GetChatAdministratorsParams
---@field chat_id? number|string
---@field return_bots? boolean

---@class tg.GetChatMemberCountParams
---@field chat_id? number|string

---@class tg.GetChatMemberParams
---@field chat_id? number|string
---@field user_id number

---@class tg.GetUserPersonalChatMessagesParams
---@field user_id number
---@field limit number

---@class tg.SetChatStickerSetParams
---@field chat_id? number|string
---@field sticker_set_name string

---@class tg.DeleteChatStickerSetParams
---@field chat_id? number|string

---@class tg.GetForumTopicIconStickersParams

---@class tg.CreateForumTopicParams
---@field chat_id? number|string
---@field name string 1 to 128 characters
---@field icon_color? any
---@field icon_custom_emoji_id? string

---@class tg.EditForumTopicParams
---@field chat_id? number|string
---@field message_thread_id number
---@field name? string 0 to 128 characters
---@field icon_custom_emoji_id? string

---@class tg.CloseForumTopicParams
---@field chat_id? number|string
---@field message_thread_id number

---@class tg.ReopenForumTopicParams
---@field chat_id? number|string
---@field message_thread_id number

---@class tg.DeleteForumTopicParams
---@field chat_id? number|string
---@field message_thread_id number

---@class tg.UnpinAllForumTopicMessagesParams
---@field chat_id? number|string
---@field message_thread_id number

---@class tg.EditGeneralForumTopicParams
---@field chat_id? number|string
---@field name string 1 to 128 characters

---@class tg.CloseGeneralForumTopicParams
---@field chat_id? number|string

---@class tg.ReopenGeneralForumTopicParams
---@field chat_id? number|string

---@class tg.HideGeneralForumTopicParams
---@field chat_id? number|string

---@class tg.UnhideGeneralForumTopicParams
---@field chat_id? number|string

---@class tg.UnpinAllGeneralForumTopicMessagesParams
---@field chat_id? number|string

---@class tg.AnswerCallbackQueryParams
---@field callback_query_id string
---@field text? string 0 to 200 characters
---@field show_alert? boolean
---@field url? string
---@field cache_time? number

---@class tg.AnswerGuestQueryParams
---@field guest_query_id string
---@field result tg.InlineQueryResult

---@class tg.GetUserChatBoostsParams
---@field chat_id? number|string
---@field user_id number

---@class tg.GetBusinessConnectionParams
---@field business_connection_id string

---@class tg.GetManagedBotTokenParams
---@field user_id number

---@class tg.ReplaceManagedBotTokenParams
---@field user_id number

---@class tg.GetManagedBotAccessSettingsParams
---@field user_id number

---@class tg.SetManagedBotAccessSettingsParams
---@field user_id number
---@field is_access_restricted boolean
---@field added_user_ids? number[]

---@class tg.SetMyCommandsParams
---@field commands tg.BotCommand[]
---@field scope? tg.BotCommandScope
---@field language_code? string

---@class tg.DeleteMyCommandsParams
---@field scope? tg.BotCommandScope
---@field language_code? string

---@class tg.GetMyCommandsParams
---@field scope? tg.BotCommandScope
---@field language_code? string

---@class tg.SetMyNameParams
---@field name? string 0 to 64 characters
---@field language_code? string

---@class tg.GetMyNameParams
---@field language_code? string

---@class tg.SetMyDescriptionParams
---@field description? string 0 to 512 characters
---@field language_code? string

---@class tg.GetMyDescriptionParams
---@field language_code? string

---@class tg.SetMyShortDescriptionParams
---@field short_description? string 0 to 120 characters
---@field language_code? string

---@class tg.GetMyShortDescriptionParams
---@field language_code? string

---@class tg.SetMyProfilePhotoParams
---@field photo tg.InputProfilePhoto

---@class tg.RemoveMyProfilePhotoParams

---@class tg.SetChatMenuButtonParams
---@field chat_id? number
---@field menu_button? tg.MenuButton

---@class tg.GetChatMenuButtonParams
---@field chat_id? number

---@class tg.SetMyDefaultAdministratorRightsParams
---@field rights? tg.ChatAdministratorRights
---@field for_channels? boolean

---@class tg.GetMyDefaultAdministratorRightsParams
---@field for_channels? boolean

---@class tg.GetAvailableGiftsParams

---@class tg.SendGiftParams
---@field user_id? number
---@field chat_id? number|string
---@field gift_id string
---@field pay_for_upgrade? boolean
---@field text? string 0 to 128 characters
---@field text_parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field text_entities? tg.MessageEntity[]

---@class tg.GiftPremiumSubscriptionParams
---@field user_id number
---@field month_count any
---@field star_count number
---@field text? string 0 to 128 characters
---@field text_parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field text_entities? tg.MessageEntity[]

---@class tg.VerifyUserParams
---@field user_id number
---@field custom_description? string 0 to 70 characters

---@class tg.VerifyChatParams
---@field chat_id? number|string
---@field custom_description? string 0 to 70 characters

---@class tg.RemoveUserVerificationParams
---@field user_id number

---@class tg.RemoveChatVerificationParams
---@field chat_id? number|string

---@class tg.ReadBusinessMessageParams
---@field business_connection_id string
---@field chat_id? number
---@field message_id number

---@class tg.DeleteBusinessMessagesParams
---@field business_connection_id string
---@field message_ids number[]

---@class tg.SetBusinessAccountNameParams
---@field business_connection_id string
---@field first_name string 1 to 64 characters
---@field last_name? string 0 to 64 characters

---@class tg.SetBusinessAccountUsernameParams
---@field business_connection_id string
---@field username? string 0 to 32 characters

---@class tg.SetBusinessAccountBioParams
---@field business_connection_id string
---@field bio? string 0 to 140 characters

---@class tg.SetBusinessAccountProfilePhotoParams
---@field business_connection_id string
---@field photo tg.InputProfilePhoto
---@field is_public? boolean

---@class tg.RemoveBusinessAccountProfilePhotoParams
---@field business_connection_id string
---@field is_public? boolean

---@class tg.SetBusinessAccountGiftSettingsParams
---@field business_connection_id string
---@field show_gift_button boolean
---@field accepted_gift_types tg.AcceptedGiftTypes

---@class tg.GetBusinessAccountStarBalanceParams
---@field business_connection_id string

---@class tg.TransferBusinessAccountStarsParams
---@field business_connection_id string
---@field star_count number

---@class tg.GetBusinessAccountGiftsParams
---@field business_connection_id string
---@field exclude_unsaved? boolean
---@field exclude_saved? boolean
---@field exclude_unlimited? boolean
---@field exclude_limited_upgradable? boolean
---@field exclude_limited_non_upgradable? boolean
---@field exclude_unique? boolean
---@field exclude_from_blockchain? boolean
---@field sort_by_price? boolean
---@field offset? string
---@field limit? number

---@class tg.GetUserGiftsParams
---@field user_id number
---@field exclude_unlimited? boolean
---@field exclude_limited_upgradable? boolean
---@field exclude_limited_non_upgradable? boolean
---@field exclude_from_blockchain? boolean
---@field exclude_unique? boolean
---@field sort_by_price? boolean
---@field offset? string
---@field limit? number

---@class tg.GetChatGiftsParams
---@field chat_id? number|string
---@field exclude_unsaved? boolean
---@field exclude_saved? boolean
---@field exclude_unlimited? boolean
---@field exclude_limited_upgradable? boolean
---@field exclude_limited_non_upgradable? boolean
---@field exclude_from_blockchain? boolean
---@field exclude_unique? boolean
---@field sort_by_price? boolean
---@field offset? string
---@field limit? number

---@class tg.ConvertGiftToStarsParams
---@field business_connection_id string
---@field owned_gift_id string

---@class tg.UpgradeGiftParams
---@field business_connection_id string
---@field owned_gift_id string
---@field keep_original_details? boolean
---@field star_count? number

---@class tg.TransferGiftParams
---@field business_connection_id string
---@field owned_gift_id string
---@field new_owner_chat_id number
---@field star_count? number

---@class tg.PostStoryParams
---@field business_connection_id string
---@field content tg.InputStoryContent
---@field active_period any
---@field caption? string 0 to 2048 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field areas? tg.StoryArea[]
---@field post_to_chat_page? boolean
---@field protect_content? boolean

---@class tg.RepostStoryParams
---@field business_connection_id string
---@field from_chat_id number
---@field from_story_id number
---@field active_period any
---@field post_to_chat_page? boolean
---@field protect_content? boolean

---@class tg.EditStoryParams
---@field business_connection_id string
---@field story_id number
---@field content tg.InputStoryContent
---@field caption? string 0 to 2048 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field areas? tg.StoryArea[]

---@class tg.DeleteStoryParams
---@field business_connection_id string
---@field story_id number

---@class tg.AnswerWebAppQueryParams
---@field web_app_query_id string
---@field result tg.InlineQueryResult

---@class tg.SavePreparedInlineMessageParams
---@field user_id number
---@field result tg.InlineQueryResult
---@field allow_user_chats? boolean
---@field allow_bot_chats? boolean
---@field allow_group_chats? boolean
---@field allow_channel_chats? boolean

---@class tg.SavePreparedKeyboardButtonParams
---@field user_id number
---@field button tg.KeyboardButton

---@class tg.EditMessageTextParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_id? number
---@field inline_message_id? string
---@field text? string 1 to 4096 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field entities? tg.MessageEntity[]
---@field link_preview_options? tg.LinkPreviewOptions
---@field rich_message? tg.InputRichMessage
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.EditMessageCaptionParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_id? number
---@field inline_message_id? string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.EditMessageMediaParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_id? number
---@field inline_message_id? string
---@field media tg.InputMedia
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.EditMessageLiveLocationParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_id? number
---@field inline_message_id? string
---@field latitude number
---@field longitude number
---@field live_period? number
---@field horizontal_accuracy? number
---@field heading? number
---@field proximity_alert_radius? number
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.StopMessageLiveLocationParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_id? number
---@field inline_message_id? string
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.EditMessageChecklistParams
---@field business_connection_id string
---@field chat_id? number|string
---@field message_id number
---@field checklist tg.InputChecklist
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.EditMessageReplyMarkupParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_id? number
---@field inline_message_id? string
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.StopPollParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_id number
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.EditEphemeralMessageTextParams
---@field chat_id? number|string
---@field receiver_user_id number
---@field ephemeral_message_id number
---@field text? string 1 to 4096 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field entities? tg.MessageEntity[]
---@field rich_message? tg.InputRichMessage
---@field link_preview_options? tg.LinkPreviewOptions
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.EditEphemeralMessageMediaParams
---@field chat_id? number|string
---@field receiver_user_id number
---@field ephemeral_message_id number
---@field media tg.InputMedia
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.EditEphemeralMessageCaptionParams
---@field chat_id? number|string
---@field receiver_user_id number
---@field ephemeral_message_id number
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.EditEphemeralMessageReplyMarkupParams
---@field chat_id? number|string
---@field receiver_user_id number
---@field ephemeral_message_id number
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.ApproveSuggestedPostParams
---@field chat_id? number
---@field message_id number
---@field send_date? number

---@class tg.DeclineSuggestedPostParams
---@field chat_id? number
---@field message_id number
---@field comment? string 0 to 128 characters

---@class tg.DeleteMessageParams
---@field chat_id? number|string
---@field message_id number

---@class tg.DeleteMessagesParams
---@field chat_id? number|string
---@field message_ids number[]

---@class tg.DeleteEphemeralMessageParams
---@field chat_id? number|string
---@field receiver_user_id number
---@field ephemeral_message_id number

---@class tg.DeleteMessageReactionParams
---@field chat_id? number|string
---@field message_id number
---@field user_id? number
---@field actor_chat_id? number

---@class tg.DeleteAllMessageReactionsParams
---@field chat_id? number|string
---@field user_id? number
---@field actor_chat_id? number

---@class tg.SendStickerParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field sticker string|string
---@field emoji? string
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.GetStickerSetParams
---@field name string

---@class tg.GetCustomEmojiStickersParams
---@field custom_emoji_ids string[]

---@class tg.UploadStickerFileParams
---@field user_id number
---@field sticker string
---@field sticker_format any

---@class tg.CreateNewStickerSetParams
---@field user_id number
---@field name string 1 to 64 characters
---@field title string 1 to 64 characters
---@field stickers tg.InputSticker[]
---@field sticker_type? any
---@field needs_repainting? boolean

---@class tg.AddStickerToSetParams
---@field user_id number
---@field name string
---@field sticker tg.InputSticker

---@class tg.SetStickerPositionInSetParams
---@field sticker string
---@field position number

---@class tg.DeleteStickerFromSetParams
---@field sticker string

---@class tg.ReplaceStickerInSetParams
---@field user_id number
---@field name string
---@field old_sticker string
---@field sticker tg.InputSticker

---@class tg.SetStickerEmojiListParams
---@field sticker string
---@field emoji_list string[]

---@class tg.SetStickerKeywordsParams
---@field sticker string
---@field keywords? string[]

---@class tg.SetStickerMaskPositionParams
---@field sticker string
---@field mask_position? tg.MaskPosition

---@class tg.SetStickerSetTitleParams
---@field name string
---@field title string 1 to 64 characters

---@class tg.SetStickerSetThumbnailParams
---@field name string
---@field user_id number
---@field thumbnail? string|string
---@field format any

---@class tg.SetCustomEmojiStickerSetThumbnailParams
---@field name string
---@field custom_emoji_id? string

---@class tg.DeleteStickerSetParams
---@field name string

---@class tg.SendRichMessageParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field ephemeral_message_parameters? tg.EphemeralMessageParameters
---@field rich_message tg.InputRichMessage
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup|tg.ReplyKeyboardMarkup|tg.ReplyKeyboardRemove|tg.ForceReply

---@class tg.SendRichMessageDraftParams
---@field chat_id? number
---@field message_thread_id? number
---@field draft_id number
---@field rich_message tg.InputRichMessage
---@field can_stop? boolean
---@field keep_on_stop? boolean

---@class tg.AnswerInlineQueryParams
---@field inline_query_id string
---@field results tg.InlineQueryResult[]
---@field cache_time? number
---@field is_personal? boolean
---@field next_offset? string
---@field button? tg.InlineQueryResultsButton

---@class tg.SendInvoiceParams
---@field chat_id? number|string
---@field message_thread_id? number
---@field direct_messages_topic_id? number
---@field title string 1 to 32 characters
---@field description string 1 to 255 characters
---@field payload string 1 to 128 bytes
---@field provider_token? string
---@field currency tg.Currencies
---@field prices tg.LabeledPrice[]
---@field max_tip_amount? number
---@field suggested_tip_amounts? number[]
---@field start_parameter? string
---@field provider_data? string
---@field photo_url? string
---@field photo_size? number
---@field photo_width? number
---@field photo_height? number
---@field need_name? boolean
---@field need_phone_number? boolean
---@field need_email? boolean
---@field need_shipping_address? boolean
---@field send_phone_number_to_provider? boolean
---@field send_email_to_provider? boolean
---@field is_flexible? boolean
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field suggested_post_parameters? tg.SuggestedPostParameters
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.CreateInvoiceLinkParams
---@field business_connection_id? string
---@field title string 1 to 32 characters
---@field description string 1 to 255 characters
---@field payload string 1 to 128 bytes
---@field provider_token? string
---@field currency tg.Currencies
---@field prices tg.LabeledPrice[]
---@field subscription_period? number
---@field max_tip_amount? number
---@field suggested_tip_amounts? number[]
---@field provider_data? string
---@field photo_url? string
---@field photo_size? number
---@field photo_width? number
---@field photo_height? number
---@field need_name? boolean
---@field need_phone_number? boolean
---@field need_email? boolean
---@field need_shipping_address? boolean
---@field send_phone_number_to_provider? boolean
---@field send_email_to_provider? boolean
---@field is_flexible? boolean

---@class tg.AnswerShippingQueryParams
---@field shipping_query_id string
---@field ok boolean
---@field shipping_options? tg.ShippingOption[]
---@field error_message? string

---@class tg.AnswerPreCheckoutQueryParams
---@field pre_checkout_query_id string
---@field ok boolean
---@field error_message? string

---@class tg.GetMyStarBalanceParams

---@class tg.GetStarTransactionsParams
---@field offset? number
---@field limit? number

---@class tg.RefundStarPaymentParams
---@field user_id number
---@field telegram_payment_charge_id string

---@class tg.EditUserStarSubscriptionParams
---@field user_id number
---@field telegram_payment_charge_id string
---@field is_canceled boolean

---@class tg.SetPassportDataErrorsParams
---@field user_id number
---@field errors tg.PassportElementError[]

---@class tg.SendGameParams
---@field business_connection_id? string
---@field chat_id? number|string
---@field message_thread_id? number
---@field game_short_name string
---@field disable_notification? boolean
---@field protect_content? boolean
---@field allow_paid_broadcast? boolean
---@field message_effect_id? string
---@field reply_parameters? tg.ReplyParameters
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.SetGameScoreParams
---@field user_id number
---@field score number
---@field force? boolean
---@field disable_edit_message? boolean
---@field chat_id? number
---@field message_id? number
---@field inline_message_id? string

---@class tg.GetGameHighScoresParams
---@field user_id number
---@field chat_id? number
---@field message_id? number
---@field inline_message_id? string

---@class tg.AcceptedGiftTypes
---@field unlimited_gifts boolean
---@field limited_gifts boolean
---@field unique_gifts boolean
---@field premium_subscription boolean
---@field gifts_from_channels boolean

---@class tg.BotCommand
---@field command string 1 to 32 characters
---@field description string 1 to 256 characters
---@field is_ephemeral? boolean

---@alias tg.BotCommandScope tg.BotCommandScopeDefault|tg.BotCommandScopeAllPrivateChats|tg.BotCommandScopeAllGroupChats|tg.BotCommandScopeAllChatAdministrators|tg.BotCommandScopeChat|tg.BotCommandScopeChatAdministrators|tg.BotCommandScopeChatMember

---@class tg.BotCommandScopeAllChatAdministrators
---@field type "all_chat_administrators"

---@class tg.BotCommandScopeAllGroupChats
---@field type "all_group_chats"

---@class tg.BotCommandScopeAllPrivateChats
---@field type "all_private_chats"

---@class tg.BotCommandScopeChat
---@field type "chat"
---@field chat_id number|string

---@class tg.BotCommandScopeChatAdministrators
---@field type "chat_administrators"
---@field chat_id number|string

---@class tg.BotCommandScopeChatMember
---@field type "chat_member"
---@field chat_id number|string
---@field user_id number

---@class tg.BotCommandScopeDefault
---@field type "default"

---@class tg.ChatAdministratorRights
---@field is_anonymous boolean
---@field can_manage_chat boolean
---@field can_delete_messages boolean
---@field can_manage_video_chats boolean
---@field can_restrict_members boolean
---@field can_promote_members boolean
---@field can_change_info boolean
---@field can_invite_users boolean
---@field can_post_stories boolean
---@field can_edit_stories boolean
---@field can_delete_stories boolean
---@field can_post_messages? boolean
---@field can_edit_messages? boolean
---@field can_pin_messages? boolean
---@field can_manage_topics? boolean
---@field can_manage_direct_messages? boolean
---@field can_manage_tags? boolean
---@field can_send_welcome_messages boolean

---@class tg.ChatPermissions
---@field can_send_messages? boolean
---@field can_send_audios? boolean
---@field can_send_documents? boolean
---@field can_send_photos? boolean
---@field can_send_videos? boolean
---@field can_send_video_notes? boolean
---@field can_send_voice_notes? boolean
---@field can_send_polls? boolean
---@field can_send_other_messages? boolean
---@field can_add_web_page_previews? boolean
---@field can_react_to_messages? boolean
---@field can_edit_tag? boolean
---@field can_change_info? boolean
---@field can_invite_users? boolean
---@field can_pin_messages? boolean
---@field can_manage_topics? boolean

---@class tg.CopyTextButton
---@field text string 1 to 256 characters

---@alias tg.Currencies "AED"|"AFN"|"ALL"|"AMD"|"ARS"|"AUD"|"AZN"|"BAM"|"BDT"|"BGN"|"BHD"|"BND"|"BOB"|"BRL"|"BYN"|"CAD"|"CHF"|"CLP"|"CNY"|"COP"|"CRC"|"CZK"|"DKK"|"DOP"|"DZD"|"EGP"|"ETB"|"EUR"|"GBP"|"GEL"|"GHS"|"GTQ"|"HKD"|"HNL"|"HRK"|"HUF"|"IDR"|"ILS"|"INR"|"IQD"|"IRR"|"ISK"|"JMD"|"JOD"|"JPY"|"KES"|"KGS"|"KRW"|"KZT"|"LBP"|"LKR"|"MAD"|"MDL"|"MMK"|"MNT"|"MOP"|"MUR"|"MVR"|"MXN"|"MYR"|"MZN"|"NGN"|"NIO"|"NOK"|"NPR"|"NZD"|"PAB"|"PEN"|"PHP"|"PKR"|"PLN"|"PYG"|"QAR"|"RON"|"RSD"|"RUB"|"SAR"|"SEK"|"SGD"|"SYP"|"THB"|"TJS"|"TRY"|"TTD"|"TWD"|"TZS"|"UAH"|"UGX"|"USD"|"UYU"|"UZS"|"VND"|"YER"|"ZAR"|"XTR"

---@class tg.EphemeralMessageParameters
---@field receiver_user_id number
---@field callback_query_id? string
---@field replace_callback_query_message? boolean

---@class tg.ForceReply
---@field force_reply true
---@field input_field_placeholder? string 1 to 64 characters
---@field selective? boolean

---@class tg.InlineKeyboardButton
---@field text string
---@field icon_custom_emoji_id? string
---@field style? tg.InlineKeyboardButtonStyle
---@field url? string
---@field callback_data? string 1 to 64 bytes
---@field web_app? tg.WebAppInfo
---@field login_url? tg.LoginUrl
---@field switch_inline_query? string
---@field switch_inline_query_current_chat? string
---@field switch_inline_query_chosen_chat? tg.SwitchInlineQueryChosenChat
---@field copy_text? tg.CopyTextButton
---@field callback_game? any
---@field pay? boolean
---@field disabled? any

---@alias tg.InlineKeyboardButtonStyle "danger"|"success"|"primary"

---@class tg.InlineKeyboardMarkup
---@field inline_keyboard tg.InlineKeyboardButton[][]
---@field force_reply? boolean

---@alias tg.InlineQueryResult tg.InlineQueryResultCachedAudio|tg.InlineQueryResultCachedDocument|tg.InlineQueryResultCachedGif|tg.InlineQueryResultCachedMpeg4Gif|tg.InlineQueryResultCachedPhoto|tg.InlineQueryResultCachedSticker|tg.InlineQueryResultCachedVideo|tg.InlineQueryResultCachedVoice|tg.InlineQueryResultArticle|tg.InlineQueryResultAudio|tg.InlineQueryResultContact|tg.InlineQueryResultGame|tg.InlineQueryResultDocument|tg.InlineQueryResultGif|tg.InlineQueryResultLocation|tg.InlineQueryResultMpeg4Gif|tg.InlineQueryResultPhoto|tg.InlineQueryResultVenue|tg.InlineQueryResultVideo|tg.InlineQueryResultVoice

---@class tg.InlineQueryResultArticle
---@field type "article"
---@field id string
---@field title string
---@field input_message_content tg.InputMessageContent
---@field reply_markup? tg.InlineKeyboardMarkup
---@field url? string
---@field description? string
---@field thumbnail_url? string
---@field thumbnail_width? number
---@field thumbnail_height? number

---@class tg.InlineQueryResultAudio
---@field type "audio"
---@field id string 1 to 64 bytes
---@field audio_url string
---@field title string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field performer? string
---@field audio_duration? number
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@class tg.InlineQueryResultCachedAudio
---@field type "audio"
---@field id string 1 to 64 bytes
---@field audio_file_id string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@class tg.InlineQueryResultCachedDocument
---@field type "document"
---@field id string 1 to 64 bytes
---@field title string
---@field document_file_id string
---@field description? string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@class tg.InlineQueryResultCachedGif
---@field type "gif"
---@field id string 1 to 64 bytes
---@field gif_file_id string
---@field title? string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@class tg.InlineQueryResultCachedMpeg4Gif
---@field type "mpeg4_gif"
---@field id string 1 to 64 bytes
---@field mpeg4_file_id string
---@field title? string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@class tg.InlineQueryResultCachedPhoto
---@field type "photo"
---@field id string 1 to 64 bytes
---@field photo_file_id string
---@field title? string
---@field description? string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@class tg.InlineQueryResultCachedSticker
---@field type "sticker"
---@field id string 1 to 64 bytes
---@field sticker_file_id string
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@class tg.InlineQueryResultCachedVideo
---@field type "video"
---@field id string 1 to 64 bytes
---@field video_file_id string
---@field title string
---@field description? string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@class tg.InlineQueryResultCachedVoice
---@field type "voice"
---@field id string 1 to 64 bytes
---@field voice_file_id string
---@field title string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@class tg.InlineQueryResultContact
---@field type "contact"
---@field id string
---@field phone_number string
---@field first_name string
---@field last_name? string
---@field vcard? string 0 to 2048 bytes
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent
---@field thumbnail_url? string
---@field thumbnail_width? number
---@field thumbnail_height? number

---@class tg.InlineQueryResultDocument
---@field type "document"
---@field id string 1 to 64 bytes
---@field title string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field document_url string
---@field mime_type tg.InlineQueryResultDocumentMimeType
---@field description? string
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent
---@field thumbnail_url? string
---@field thumbnail_width? number
---@field thumbnail_height? number

---@alias tg.InlineQueryResultDocumentMimeType "application/pdf"|"application/zip"

---@class tg.InlineQueryResultGame
---@field type "game"
---@field id string 1 to 64 bytes
---@field game_short_name string
---@field reply_markup? tg.InlineKeyboardMarkup

---@class tg.InlineQueryResultGif
---@field type "gif"
---@field id string 1 to 64 bytes
---@field gif_url string
---@field gif_width? number
---@field gif_height? number
---@field gif_duration? number
---@field thumbnail_url string
---@field thumbnail_mime_type? tg.InlineQueryResultGifThumbnailMimeType
---@field title? string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@alias tg.InlineQueryResultGifThumbnailMimeType "image/jpeg"|"image/gif"|"video/mp4"

---@class tg.InlineQueryResultLocation
---@field type "location"
---@field id string
---@field latitude number
---@field longitude number
---@field title string
---@field horizontal_accuracy? number
---@field live_period? number
---@field heading? number
---@field proximity_alert_radius? number
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent
---@field thumbnail_url? string
---@field thumbnail_width? number
---@field thumbnail_height? number

---@class tg.InlineQueryResultMpeg4Gif
---@field type "mpeg4_gif"
---@field id string 1 to 64 bytes
---@field mpeg4_url string
---@field mpeg4_width? number
---@field mpeg4_height? number
---@field mpeg4_duration? number
---@field thumbnail_url string
---@field thumbnail_mime_type? tg.InlineQueryResultMpeg4GifThumbnailMimeType
---@field title? string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@alias tg.InlineQueryResultMpeg4GifThumbnailMimeType "image/jpeg"|"image/gif"|"video/mp4"

---@class tg.InlineQueryResultPhoto
---@field type "photo"
---@field id string 1 to 64 bytes
---@field photo_url string
---@field thumbnail_url string
---@field photo_width? number
---@field photo_height? number
---@field title? string
---@field description? string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@class tg.InlineQueryResultVenue
---@field type "venue"
---@field id string
---@field latitude number
---@field longitude number
---@field title string
---@field address string
---@field foursquare_id? string
---@field foursquare_type? string
---@field google_place_id? string
---@field google_place_type? string
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent
---@field thumbnail_url? string
---@field thumbnail_width? number
---@field thumbnail_height? number

---@class tg.InlineQueryResultVideo
---@field type "video"
---@field id string 1 to 64 bytes
---@field video_url string
---@field mime_type tg.InlineQueryResultVideoMimeType
---@field thumbnail_url string
---@field title string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field video_width? number
---@field video_height? number
---@field video_duration? number
---@field description? string
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@alias tg.InlineQueryResultVideoMimeType "text/html"|"video/mp4"

---@class tg.InlineQueryResultVoice
---@field type "voice"
---@field id string 1 to 64 bytes
---@field voice_url string
---@field title string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field voice_duration? number
---@field reply_markup? tg.InlineKeyboardMarkup
---@field input_message_content? tg.InputMessageContent

---@class tg.InlineQueryResultsButton
---@field text string
---@field web_app? tg.WebAppInfo
---@field start_parameter? string 1 to 64 characters

---@class tg.InputChecklist
---@field title string 1 to 255 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field title_entities? tg.MessageEntity[]
---@field tasks tg.InputChecklistTask[]
---@field others_can_add_tasks? boolean
---@field others_can_mark_tasks_as_done? boolean

---@class tg.InputChecklistTask
---@field id number
---@field text string 1 to 100 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field text_entities? tg.MessageEntity[]

---@class tg.InputContactMessageContent
---@field phone_number string
---@field first_name string
---@field last_name? string
---@field vcard? string 0 to 2048 bytes

---@class tg.InputInvoiceMessageContent
---@field title string 1 to 32 characters
---@field description string 1 to 255 characters
---@field payload string 1 to 128 bytes
---@field provider_token? string
---@field currency tg.Currencies
---@field prices tg.LabeledPrice[]
---@field max_tip_amount? number
---@field suggested_tip_amounts? number[]
---@field provider_data? string
---@field photo_url? string
---@field photo_size? number
---@field photo_width? number
---@field photo_height? number
---@field need_name? boolean
---@field need_phone_number? boolean
---@field need_email? boolean
---@field need_shipping_address? boolean
---@field send_phone_number_to_provider? boolean
---@field send_email_to_provider? boolean
---@field is_flexible? boolean

---@class tg.InputLocationMessageContent
---@field latitude number
---@field longitude number
---@field horizontal_accuracy? number
---@field live_period? number
---@field heading? number
---@field proximity_alert_radius? number

---@alias tg.InputMedia tg.InputMediaAnimation|tg.InputMediaAudio|tg.InputMediaDocument|tg.InputMediaLivePhoto|tg.InputMediaPhoto|tg.InputMediaVideo

---@class tg.InputMediaAnimation
---@field type "animation"
---@field media string|string
---@field thumbnail? string|string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field width? number
---@field height? number
---@field duration? number
---@field has_spoiler? boolean

---@class tg.InputMediaAudio
---@field type "audio"
---@field media string|string
---@field thumbnail? string|string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field duration? number
---@field performer? string
---@field title? string

---@class tg.InputMediaDocument
---@field type "document"
---@field media string|string
---@field thumbnail? string|string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field disable_content_type_detection? boolean

---@class tg.InputMediaLink
---@field type "link"
---@field url string

---@class tg.InputMediaLivePhoto
---@field type "live_photo"
---@field media string|string
---@field photo string|string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field has_spoiler? boolean

---@class tg.InputMediaLocation
---@field type "location"
---@field latitude number
---@field longitude number
---@field horizontal_accuracy? number

---@class tg.InputMediaPhoto
---@field type "photo"
---@field media string|string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field has_spoiler? boolean

---@class tg.InputMediaSticker
---@field type "sticker"
---@field media string|string
---@field emoji? string

---@class tg.InputMediaVenue
---@field type "venue"
---@field latitude number
---@field longitude number
---@field title string
---@field address string
---@field foursquare_id? string
---@field foursquare_type? string
---@field google_place_id? string
---@field google_place_type? string

---@class tg.InputMediaVideo
---@field type "video"
---@field media string|string
---@field thumbnail? string|string
---@field cover? string|string
---@field start_timestamp? number
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field show_caption_above_media? boolean
---@field width? number
---@field height? number
---@field duration? number
---@field supports_streaming? boolean
---@field has_spoiler? boolean

---@class tg.InputMediaVoiceNote
---@field type "voice_note"
---@field media string|string
---@field caption? string 0 to 1024 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field caption_entities? tg.MessageEntity[]
---@field duration? number

---@alias tg.InputMessageContent tg.InputTextMessageContent|tg.InputRichMessageContent|tg.InputLocationMessageContent|tg.InputVenueMessageContent|tg.InputContactMessageContent|tg.InputInvoiceMessageContent

---@alias tg.InputPaidMedia tg.InputPaidMediaLivePhoto|tg.InputPaidMediaPhoto|tg.InputPaidMediaVideo

---@class tg.InputPaidMediaLivePhoto
---@field type "live_photo"
---@field media string|string
---@field photo string|string

---@class tg.InputPaidMediaPhoto
---@field type "photo"
---@field media string|string

---@class tg.InputPaidMediaVideo
---@field type "video"
---@field media string|string
---@field thumbnail? string|string
---@field cover? string|string
---@field start_timestamp? number
---@field width? number
---@field height? number
---@field duration? number
---@field supports_streaming? boolean

---@alias tg.InputPollMedia tg.InputMediaAnimation|tg.InputMediaAudio|tg.InputMediaDocument|tg.InputMediaLivePhoto|tg.InputMediaLocation|tg.InputMediaPhoto|tg.InputMediaVenue|tg.InputMediaVideo

---@class tg.InputPollOption
---@field text string 1 to 100 characters
---@field text_parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field text_entities? tg.MessageEntity[]
---@field media? tg.InputPollOptionMedia

---@alias tg.InputPollOptionMedia tg.InputMediaAnimation|tg.InputMediaLink|tg.InputMediaLivePhoto|tg.InputMediaLocation|tg.InputMediaPhoto|tg.InputMediaSticker|tg.InputMediaVenue|tg.InputMediaVideo

---@alias tg.InputProfilePhoto tg.InputProfilePhotoStatic|tg.InputProfilePhotoAnimated

---@class tg.InputProfilePhotoAnimated
---@field type "animated"
---@field animation string|string
---@field main_frame_timestamp? number

---@class tg.InputProfilePhotoStatic
---@field type "static"
---@field photo string|string

---@alias tg.InputRichBlock tg.InputRichBlockParagraph|tg.InputRichBlockSectionHeading|tg.InputRichBlockPreformatted|tg.InputRichBlockFooter|tg.InputRichBlockDivider|tg.InputRichBlockMathematicalExpression|tg.InputRichBlockAnchor|tg.InputRichBlockList|tg.InputRichBlockBlockQuotation|tg.InputRichBlockExpandableBlockQuotation|tg.InputRichBlockPullQuotation|tg.InputRichBlockCollage|tg.InputRichBlockSlideshow|tg.InputRichBlockTable|tg.InputRichBlockDetails|tg.InputRichBlockMap|tg.InputRichBlockButtons|tg.InputRichBlockAnimation|tg.InputRichBlockAudio|tg.InputRichBlockDocument|tg.InputRichBlockPhoto|tg.InputRichBlockVideo|tg.InputRichBlockVoiceNote|tg.InputRichBlockThinking

---@class tg.InputRichBlockAnchor
---@field type "anchor"
---@field name string

---@class tg.InputRichBlockAnimation
---@field type "animation"
---@field animation tg.InputMediaAnimation
---@field caption? tg.RichBlockCaption

---@class tg.InputRichBlockAudio
---@field type "audio"
---@field audio tg.InputMediaAudio
---@field caption? tg.RichBlockCaption

---@class tg.InputRichBlockBlockQuotation
---@field type "blockquote"
---@field blocks tg.InputRichBlock[]
---@field credit? tg.RichText

---@class tg.InputRichBlockButtons
---@field type "buttons"
---@field buttons tg.RichMessageButton[]
---@field align? tg.InputRichBlockButtonsAlign

---@alias tg.InputRichBlockButtonsAlign "left"|"center"|"right"

---@class tg.InputRichBlockCollage
---@field type "collage"
---@field blocks tg.InputRichBlock[]
---@field caption? tg.RichBlockCaption

---@class tg.InputRichBlockDetails
---@field type "details"
---@field summary tg.RichText
---@field blocks tg.InputRichBlock[]
---@field is_open? true

---@class tg.InputRichBlockDivider
---@field type "divider"

---@class tg.InputRichBlockDocument
---@field type "document"
---@field document tg.InputMediaDocument
---@field caption? tg.RichBlockCaption

---@class tg.InputRichBlockExpandableBlockQuotation
---@field type "expandable_blockquote"
---@field text tg.RichText
---@field credit? tg.RichText

---@class tg.InputRichBlockFooter
---@field type "footer"
---@field text tg.RichText

---@class tg.InputRichBlockList
---@field type "list"
---@field items tg.InputRichBlockListItem[]

---@class tg.InputRichBlockListItem
---@field blocks tg.InputRichBlock[]
---@field has_checkbox? true
---@field is_checked? true
---@field value? number
---@field type? tg.InputRichBlockListItemType

---@alias tg.InputRichBlockListItemType "a"|"A"|"i"|"I"|"1"

---@class tg.InputRichBlockMap
---@field type "map"
---@field location tg.Location
---@field zoom? number
---@field width? number
---@field height? number
---@field caption? tg.RichBlockCaption

---@class tg.InputRichBlockMathematicalExpression
---@field type "mathematical_expression"
---@field expression string

---@class tg.InputRichBlockParagraph
---@field type "paragraph"
---@field text tg.RichText

---@class tg.InputRichBlockPhoto
---@field type "photo"
---@field photo tg.InputMediaPhoto
---@field caption? tg.RichBlockCaption

---@class tg.InputRichBlockPreformatted
---@field type "pre"
---@field text tg.RichText
---@field language? string

---@class tg.InputRichBlockPullQuotation
---@field type "pullquote"
---@field text tg.RichText
---@field credit? tg.RichText

---@class tg.InputRichBlockSectionHeading
---@field type "heading"
---@field text tg.RichText
---@field size number

---@class tg.InputRichBlockSlideshow
---@field type "slideshow"
---@field blocks tg.InputRichBlock[]
---@field caption? tg.RichBlockCaption

---@class tg.InputRichBlockTable
---@field type "table"
---@field cells tg.RichBlockTableCell[][]
---@field is_bordered? true
---@field is_striped? true
---@field is_compact? true
---@field caption? tg.RichText

---@class tg.InputRichBlockThinking
---@field type "thinking"
---@field text tg.RichText

---@class tg.InputRichBlockVideo
---@field type "video"
---@field video tg.InputMediaVideo
---@field caption? tg.RichBlockCaption

---@class tg.InputRichBlockVoiceNote
---@field type "voice_note"
---@field voice_note tg.InputMediaVoiceNote
---@field caption? tg.RichBlockCaption

---@class tg.InputRichMessage
---@field blocks? tg.InputRichBlock[]
---@field html? string
---@field markdown? string
---@field media? tg.InputRichMessageMedia[]
---@field is_rtl? boolean
---@field skip_entity_detection? boolean

---@class tg.InputRichMessageContent
---@field rich_message tg.InputRichMessage

---@class tg.InputRichMessageMedia
---@field id string 1 to 64 characters
---@field media tg.InputMediaAnimation|tg.InputMediaAudio|tg.InputMediaDocument|tg.InputMediaPhoto|tg.InputMediaVideo|tg.InputMediaVoiceNote

---@class tg.InputSticker
---@field sticker string|string
---@field format tg.InputStickerFormat
---@field emoji_list string[]
---@field mask_position? tg.MaskPosition
---@field keywords? string[]

---@alias tg.InputStickerFormat "static"|"animated"|"video"

---@alias tg.InputStoryContent tg.InputStoryContentPhoto|tg.InputStoryContentVideo

---@class tg.InputStoryContentPhoto
---@field type "photo"
---@field photo string|string

---@class tg.InputStoryContentVideo
---@field type "video"
---@field video string|string
---@field duration? number
---@field cover_frame_timestamp? number
---@field is_animation? boolean

---@class tg.InputTextMessageContent
---@field message_text string 1 to 4096 characters
---@field parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field entities? tg.MessageEntity[]
---@field link_preview_options? tg.LinkPreviewOptions

---@class tg.InputVenueMessageContent
---@field latitude number
---@field longitude number
---@field title string
---@field address string
---@field foursquare_id? string
---@field foursquare_type? string
---@field google_place_id? string
---@field google_place_type? string

---@class tg.KeyboardButton
---@field text string
---@field icon_custom_emoji_id? string
---@field style? tg.KeyboardButtonStyle
---@field request_users? tg.KeyboardButtonRequestUsers
---@field request_chat? tg.KeyboardButtonRequestChat
---@field request_managed_bot? tg.KeyboardButtonRequestManagedBot
---@field request_contact? boolean
---@field request_location? boolean
---@field request_poll? tg.KeyboardButtonPollType
---@field web_app? tg.WebAppInfo

---@class tg.KeyboardButtonPollType
---@field type? string

---@class tg.KeyboardButtonRequestChat
---@field request_id number
---@field chat_is_channel boolean
---@field chat_is_forum? boolean
---@field chat_has_username? boolean
---@field chat_is_created? boolean
---@field user_administrator_rights? tg.ChatAdministratorRights
---@field bot_administrator_rights? tg.ChatAdministratorRights
---@field bot_is_member? boolean
---@field request_title? boolean
---@field request_username? boolean
---@field request_photo? boolean

---@class tg.KeyboardButtonRequestManagedBot
---@field request_id number
---@field suggested_name? string
---@field suggested_username? string

---@class tg.KeyboardButtonRequestUsers
---@field request_id number
---@field user_is_bot? boolean
---@field user_is_premium? boolean
---@field max_quantity? number
---@field request_name? boolean
---@field request_username? boolean
---@field request_photo? boolean

---@alias tg.KeyboardButtonStyle "danger"|"success"|"primary"

---@class tg.LabeledPrice
---@field label string
---@field amount number

---@class tg.LinkPreviewOptions
---@field is_disabled? boolean
---@field url? string
---@field prefer_small_media? boolean
---@field prefer_large_media? boolean
---@field show_above_text? boolean

---@class tg.Location
---@field latitude number
---@field longitude number
---@field horizontal_accuracy? number
---@field live_period? number
---@field heading? number
---@field proximity_alert_radius? number

---@class tg.LocationAddress
---@field country_code string
---@field state? string
---@field city? string
---@field street? string

---@class tg.LoginUrl
---@field url string
---@field forward_text? string
---@field bot_username? string
---@field request_write_access? boolean

---@class tg.MaskPosition
---@field point tg.MaskPositionPoint
---@field x_shift number
---@field y_shift number
---@field scale number

---@alias tg.MaskPositionPoint "forehead"|"eyes"|"mouth"|"chin"

---@alias tg.MenuButton tg.MenuButtonCommands|tg.MenuButtonWebApp|tg.MenuButtonDefault

---@class tg.MenuButtonCommands
---@field type "commands"

---@class tg.MenuButtonDefault
---@field type "default"

---@class tg.MenuButtonWebApp
---@field type "web_app"
---@field text string
---@field web_app tg.WebAppInfo

---@class tg.MessageEntity
---@field type tg.MessageEntityType
---@field offset number
---@field length number
---@field url? string
---@field user? tg.User
---@field language? string
---@field custom_emoji_id? string
---@field unix_time? number
---@field date_time_format? string

---@alias tg.MessageEntityType "mention"|"hashtag"|"cashtag"|"bot_command"|"url"|"email"|"phone_number"|"bold"|"italic"|"underline"|"strikethrough"|"spoiler"|"blockquote"|"expandable_blockquote"|"code"|"pre"|"text_link"|"text_mention"|"custom_emoji"|"date_time"

---@alias tg.PassportElementError tg.PassportElementErrorDataField|tg.PassportElementErrorFrontSide|tg.PassportElementErrorReverseSide|tg.PassportElementErrorSelfie|tg.PassportElementErrorFile|tg.PassportElementErrorFiles|tg.PassportElementErrorTranslationFile|tg.PassportElementErrorTranslationFiles|tg.PassportElementErrorUnspecified

---@class tg.PassportElementErrorDataField
---@field source "data"
---@field type tg.PassportElementErrorDataFieldType
---@field field_name string
---@field data_hash string
---@field message string

---@alias tg.PassportElementErrorDataFieldType "personal_details"|"passport"|"driver_license"|"identity_card"|"internal_passport"|"address"

---@class tg.PassportElementErrorFile
---@field source "file"
---@field type tg.PassportElementErrorFileType
---@field file_hash string
---@field message string

---@alias tg.PassportElementErrorFileType "utility_bill"|"bank_statement"|"rental_agreement"|"passport_registration"|"temporary_registration"

---@class tg.PassportElementErrorFiles
---@field source "files"
---@field type tg.PassportElementErrorFilesType
---@field file_hashes string[]
---@field message string

---@alias tg.PassportElementErrorFilesType "utility_bill"|"bank_statement"|"rental_agreement"|"passport_registration"|"temporary_registration"

---@class tg.PassportElementErrorFrontSide
---@field source "front_side"
---@field type tg.PassportElementErrorFrontSideType
---@field file_hash string
---@field message string

---@alias tg.PassportElementErrorFrontSideType "passport"|"driver_license"|"identity_card"|"internal_passport"

---@class tg.PassportElementErrorReverseSide
---@field source "reverse_side"
---@field type tg.PassportElementErrorReverseSideType
---@field file_hash string
---@field message string

---@alias tg.PassportElementErrorReverseSideType "driver_license"|"identity_card"

---@class tg.PassportElementErrorSelfie
---@field source "selfie"
---@field type tg.PassportElementErrorSelfieType
---@field file_hash string
---@field message string

---@alias tg.PassportElementErrorSelfieType "passport"|"driver_license"|"identity_card"|"internal_passport"

---@class tg.PassportElementErrorTranslationFile
---@field source "translation_file"
---@field type tg.PassportElementErrorTranslationFileType
---@field file_hash string
---@field message string

---@alias tg.PassportElementErrorTranslationFileType "passport"|"driver_license"|"identity_card"|"internal_passport"|"utility_bill"|"bank_statement"|"rental_agreement"|"passport_registration"|"temporary_registration"

---@class tg.PassportElementErrorTranslationFiles
---@field source "translation_files"
---@field type tg.PassportElementErrorTranslationFilesType
---@field file_hashes string[]
---@field message string

---@alias tg.PassportElementErrorTranslationFilesType "passport"|"driver_license"|"identity_card"|"internal_passport"|"utility_bill"|"bank_statement"|"rental_agreement"|"passport_registration"|"temporary_registration"

---@class tg.PassportElementErrorUnspecified
---@field source "unspecified"
---@field type string
---@field element_hash string
---@field message string

---@alias tg.ReactionType tg.ReactionTypeEmoji|tg.ReactionTypeCustomEmoji|tg.ReactionTypePaid

---@class tg.ReactionTypeCustomEmoji
---@field type "custom_emoji"
---@field custom_emoji_id string

---@class tg.ReactionTypeEmoji
---@field type "emoji"
---@field emoji tg.ReactionTypeEmojiEmoji

---@alias tg.ReactionTypeEmojiEmoji "❤"|"👍"|"👎"|"🔥"|"🥰"|"👏"|"😁"|"🤔"|"🤯"|"😱"|"🤬"|"😢"|"🎉"|"🤩"|"🤮"|"💩"|"🙏"|"👌"|"🕊"|"🤡"|"🥱"|"🥴"|"😍"|"🐳"|"❤‍🔥"|"🌚"|"🌭"|"💯"|"🤣"|"⚡"|"🍌"|"🏆"|"💔"|"🤨"|"😐"|"🍓"|"🍾"|"💋"|"🖕"|"😈"|"😴"|"😭"|"🤓"|"👻"|"👨‍💻"|"👀"|"🎃"|"🙈"|"😇"|"😨"|"🤝"|"✍"|"🤗"|"🫡"|"🎅"|"🎄"|"☃"|"💅"|"🤪"|"🗿"|"🆒"|"💘"|"🙉"|"🦄"|"😘"|"💊"|"🙊"|"😎"|"👾"|"🤷‍♂"|"🤷"|"🤷‍♀"|"😡"

---@class tg.ReactionTypePaid
---@field type "paid"

---@class tg.ReplyKeyboardMarkup
---@field keyboard tg.KeyboardButton[][]
---@field is_persistent? boolean
---@field resize_keyboard? boolean
---@field one_time_keyboard? boolean
---@field input_field_placeholder? string 1 to 64 characters
---@field selective? boolean
---@field force_reply? boolean

---@class tg.ReplyKeyboardRemove
---@field remove_keyboard true
---@field selective? boolean

---@class tg.ReplyParameters
---@field message_id? number
---@field chat_id? number|string
---@field ephemeral_message_id? number
---@field allow_sending_without_reply? boolean
---@field quote? string 0 to 1024 characters
---@field quote_parse_mode? "HTML"|"MarkdownV2"|"Markdown"
---@field quote_entities? tg.MessageEntity[]
---@field quote_position? number
---@field checklist_task_id? number
---@field poll_option_id? string

---@class tg.RichBlockCaption
---@field text tg.RichText
---@field credit? tg.RichText

---@class tg.RichBlockTableCell
---@field text? tg.RichText
---@field is_header? true
---@field colspan? number
---@field rowspan? number
---@field align tg.RichBlockTableCellAlign
---@field valign any

---@alias tg.RichBlockTableCellAlign "left"|"center"|"right"|"top"|"middle"|"bottom"

---@class tg.RichMessageButton
---@field text tg.RichText
---@field style? tg.RichMessageButtonStyle
---@field url? string
---@field callback_data? string 1 to 64 bytes
---@field web_app? tg.WebAppInfo
---@field login_url? tg.LoginUrl
---@field switch_inline_query? string
---@field switch_inline_query_current_chat? string
---@field switch_inline_query_chosen_chat? tg.SwitchInlineQueryChosenChat
---@field copy_text? tg.CopyTextButton
---@field disabled? any

---@alias tg.RichMessageButtonStyle "danger"|"success"|"primary"|"link"

---@alias tg.RichText tg.RichTextBold|tg.RichTextItalic|tg.RichTextUnderline|tg.RichTextStrikethrough|tg.RichTextSpoiler|tg.RichTextDateTime|tg.RichTextTextMention|tg.RichTextSubscript|tg.RichTextSuperscript|tg.RichTextMarked|tg.RichTextCode|tg.RichTextCustomEmoji|tg.RichTextMathematicalExpression|tg.RichTextUrl|tg.RichTextEmailAddress|tg.RichTextPhoneNumber|tg.RichTextBankCardNumber|tg.RichTextMention|tg.RichTextHashtag|tg.RichTextCashtag|tg.RichTextBotCommand|tg.RichTextButton|tg.RichTextAnchor|tg.RichTextAnchorLink|tg.RichTextReference|tg.RichTextReferenceLink

---@class tg.RichTextAnchor
---@field type "anchor"
---@field name string

---@class tg.RichTextAnchorLink
---@field type "anchor_link"
---@field text tg.RichText
---@field anchor_name string

---@class tg.RichTextBankCardNumber
---@field type "bank_card_number"
---@field text tg.RichText
---@field bank_card_number string

---@class tg.RichTextBold
---@field type "bold"
---@field text tg.RichText

---@class tg.RichTextBotCommand
---@field type "bot_command"
---@field text tg.RichText
---@field bot_command string

---@class tg.RichTextButton
---@field type "button"
---@field button tg.RichMessageButton

---@class tg.RichTextCashtag
---@field type "cashtag"
---@field text tg.RichText
---@field cashtag string

---@class tg.RichTextCode
---@field type "code"
---@field text tg.RichText

---@class tg.RichTextCustomEmoji
---@field type "custom_emoji"
---@field custom_emoji_id string
---@field alternative_text string

---@class tg.RichTextDateTime
---@field type "date_time"
---@field text tg.RichText
---@field unix_time number
---@field date_time_format string

---@class tg.RichTextEmailAddress
---@field type "email_address"
---@field text tg.RichText
---@field email_address string

---@class tg.RichTextHashtag
---@field type "hashtag"
---@field text tg.RichText
---@field hashtag string

---@class tg.RichTextItalic
---@field type "italic"
---@field text tg.RichText

---@class tg.RichTextMarked
---@field type "marked"
---@field text tg.RichText

---@class tg.RichTextMathematicalExpression
---@field type "mathematical_expression"
---@field expression string

---@class tg.RichTextMention
---@field type "mention"
---@field text tg.RichText
---@field username string

---@class tg.RichTextPhoneNumber
---@field type "phone_number"
---@field text tg.RichText
---@field phone_number string

---@class tg.RichTextReference
---@field type "reference"
---@field text tg.RichText
---@field name string

---@class tg.RichTextReferenceLink
---@field type "reference_link"
---@field text tg.RichText
---@field reference_name string

---@class tg.RichTextSpoiler
---@field type "spoiler"
---@field text tg.RichText

---@class tg.RichTextStrikethrough
---@field type "strikethrough"
---@field text tg.RichText

---@class tg.RichTextSubscript
---@field type "subscript"
---@field text tg.RichText

---@class tg.RichTextSuperscript
---@field type "superscript"
---@field text tg.RichText

---@class tg.RichTextTextMention
---@field type "text_mention"
---@field text tg.RichText
---@field user tg.User

---@class tg.RichTextUnderline
---@field type "underline"
---@field text tg.RichText

---@class tg.RichTextUrl
---@field type "url"
---@field text tg.RichText
---@field url string

---@class tg.ShippingOption
---@field id string
---@field title string
---@field prices tg.LabeledPrice[]

---@class tg.StoryArea
---@field position tg.StoryAreaPosition
---@field type tg.StoryAreaType

---@class tg.StoryAreaPosition
---@field x_percentage number
---@field y_percentage number
---@field width_percentage number
---@field height_percentage number
---@field rotation_angle number
---@field corner_radius_percentage number

---@alias tg.StoryAreaType tg.StoryAreaTypeLocation|tg.StoryAreaTypeSuggestedReaction|tg.StoryAreaTypeLink|tg.StoryAreaTypeWeather|tg.StoryAreaTypeUniqueGift

---@class tg.StoryAreaTypeLink
---@field type "link"
---@field url string

---@class tg.StoryAreaTypeLocation
---@field type "location"
---@field latitude number
---@field longitude number
---@field address? tg.LocationAddress

---@class tg.StoryAreaTypeSuggestedReaction
---@field type "suggested_reaction"
---@field reaction_type tg.ReactionType
---@field is_dark? boolean
---@field is_flipped? boolean

---@class tg.StoryAreaTypeUniqueGift
---@field type "unique_gift"
---@field name string

---@class tg.StoryAreaTypeWeather
---@field type "weather"
---@field temperature number
---@field emoji string
---@field background_color number

---@class tg.SuggestedPostParameters
---@field price? tg.SuggestedPostPrice
---@field send_date? number

---@class tg.SuggestedPostPrice
---@field currency tg.SuggestedPostPriceCurrency
---@field amount number

---@alias tg.SuggestedPostPriceCurrency "XTR"|"TON"

---@class tg.SwitchInlineQueryChosenChat
---@field query? string
---@field allow_user_chats? boolean
---@field allow_bot_chats? boolean
---@field allow_group_chats? boolean
---@field allow_channel_chats? boolean

---@class tg.User
---@field id number
---@field is_bot boolean
---@field first_name string
---@field last_name? string
---@field username? string
---@field language_code? string
---@field is_premium? true
---@field added_to_attachment_menu? true
---@field can_join_groups? boolean
---@field can_read_all_group_messages? boolean
---@field supports_guest_queries? boolean
---@field supports_inline_queries? boolean
---@field can_connect_to_business? boolean
---@field has_main_web_app? boolean
---@field has_topics_enabled? boolean
---@field allows_users_to_create_topics? boolean
---@field can_manage_bots? boolean
---@field supports_join_request_queries? boolean

---@class tg.WebAppInfo
---@field url string
