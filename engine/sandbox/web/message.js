// One message as a row of the chat: a bubble (name, quote of what it answers, media, formatted text,
// time), the bot's reactions, and the inline keyboard below. Also service lines and day lines. A row
// is drawn whole from its message; who calls decides when.
import { avatar, el, fullName, icon, svg } from './ui.js';
import { dayName, sumOf, t, timeOf } from './i18n.js';
import { coverSpoilers, renderEntities } from './entities.js';
import { inlineKeyboard } from './keyboard.js';
import { dice, documentCard, invoice, photo } from './media.js';

const NAME_COLOURS = 7;
const BIG_EMOJI_MAX = 3;
const EMOJI = /^(?:\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic}|\ufe0f|\u20e3)*|\p{Regional_Indicator}{2})+$/u;

export function emojiCount(text) {
    const plain = text.replace(/\s/g, '');
    if (!plain || plain.length > 24 || !EMOJI.test(plain))
        return 0;
    return [...new Intl.Segmenter().segment(plain)].length;
}

function isBig(message) {
    const count = message.text && !message.entities?.length ? emojiCount(message.text) : 0;
    return count > 0 && count <= BIG_EMOJI_MAX;
}

// A message in one short line: for lists, quotes and the reply bar.
export function summary(message) {
    if (message.photo)
        return `🖼 ${message.caption || t('photo')}`;
    if (message.document)
        return `📎 ${message.caption || message.document.file_name || t('document')}`;
    if (message.dice)
        return `${message.dice.emoji} ${message.dice.value}`;
    if (message.invoice)
        return `🧾 ${message.invoice.title}`;
    const words = message.text ? coverSpoilers(message.text, message.entities) : serviceText(message, 0);
    return words.replace(/\s+/g, ' ').slice(0, 200);
}

function paymentText(message, me) {
    const payment = message.successful_payment;
    const sum = sumOf(payment.total_amount, payment.currency);
    return message.from?.id === me ? t('payDone', { sum }) : t('payDoneBy', { sum, name: fullName(message.from) });
}

export function serviceText(message, me) {
    const joined = message.new_chat_members || (message.new_chat_member && [message.new_chat_member]);
    if (joined)
        return joined.map((user) => t('joined', { name: fullName(user) })).join('\n');
    if (message.left_chat_member)
        return t('left', { name: fullName(message.left_chat_member) });
    if (message.group_chat_created)
        return t('groupCreated', { title: message.chat?.title || '' });
    if (message.new_chat_title)
        return t('groupRenamed', { title: message.new_chat_title });
    if (message.successful_payment)
        return paymentText(message, me);
    if (message.refunded_payment)
        return t('refunded', { sum: sumOf(message.refunded_payment.total_amount, message.refunded_payment.currency) });
    if (message.migrate_to_chat_id || message.migrate_from_chat_id)
        return t('upgraded');
    return message.pinned_message ? t('pinned') : t('service');
}

function meta(row) {
    const edited = row.message.edit_date ? el('span', { class: 'edited' }, t('edited')) : null;
    return el('span', { class: 'meta' }, edited, el('time', {}, timeOf(row.message.date)),
        row.outgoing ? icon('check') : null);
}

function quoted(message, on) {
    const answered = message.reply_to_message;
    if (!answered)
        return null;
    return el('button', { type: 'button', class: 'quoted', onclick: () => on.jump(answered.message_id) },
        el('span', { class: 'quoted-name' }, fullName(answered.from)),
        el('span', { class: 'quoted-text' }, summary(answered)));
}

function media(message, context) {
    if (message.photo?.length)
        return photo(message, context.on.openPhoto);
    if (message.document)
        return documentCard(message);
    if (message.dice)
        return dice(message, context.now);
    return message.invoice ? invoice(message) : null;
}

// Without the variation selector a heart is drawn as a letter.
function emojiOf(reaction) {
    const emoji = reaction.emoji || '⭐';
    return /^\p{Emoji_Presentation}/u.test(emoji) ? emoji : `${emoji}\ufe0f`;
}

function reactions(message) {
    const list = message.reactions || [];
    if (!list.length)
        return null;
    return el('span', { class: 'reactions', 'aria-label': t('reactions') }, list.map((reaction) =>
        el('span', { class: 'reaction', testid: 'reaction' }, emojiOf(reaction))));
}

function text(message, on) {
    const words = message.text ?? message.caption;
    if (!words)
        return null;
    return el('span', { class: 'text', dir: 'auto' },
        renderEntities(words, message.entities || message.caption_entities, on));
}

function senderName(row, context) {
    if (!context.group || row.outgoing || !row.first)
        return null;
    const colour = Math.abs(row.message.from?.id || 0) % NAME_COLOURS;
    return el('span', { class: `sender sender-${colour}` }, fullName(row.message.from));
}

function via(message) {
    return message.via_bot ? el('span', { class: 'via' }, t('via', { bot: message.via_bot.username || '' })) : null;
}

function tail() {
    return svg('0 0 9 18', ['M9 0v18H1.2C.3 18 0 17 .7 16.4 6 12.3 8.6 7 9 0z'], 'tail');
}

function bubbleClass(row) {
    const { message } = row;
    const bare = message.dice || isBig(message);
    return ['bubble', bare && 'bare', isBig(message) && 'big', row.last && !bare && 'with-tail',
        message.photo && 'with-photo', message.photo && !message.caption && 'photo-only']
        .filter(Boolean).join(' ');
}

function bubble(row, context) {
    const { message } = row;
    return el('div', { class: bubbleClass(row) }, senderName(row, context), via(message), quoted(message, context.on),
        media(message, context), el('div', { class: message.reactions?.length ? 'body reacted' : 'body' }, text(message, context.on), reactions(message),
            meta(row)), row.last ? tail() : null);
}

// context: {group, now, isPressed(message, place), on: {press, jump, openPhoto, command, copy}}
function fillMessage(node, row, context) {
    const { message } = row;
    const keyboard = inlineKeyboard(message, (place) => context.isPressed(message, place),
        (button, place) => context.on.press(message, button, place));
    const face = context.group && !row.outgoing ? (row.last ?
        avatar(message.from?.id || 0, fullName(message.from), 'small') : el('span', { class: 'avatar-gap' })) : null;
    node.className = ['row', row.outgoing ? 'outgoing' : 'incoming', row.first && 'first', row.last && 'last',
        keyboard && 'with-keyboard'].filter(Boolean).join(' ');
    node.replaceChildren(...[face, el('div', { class: 'stack' }, bubble(row, context), keyboard)].filter(Boolean));
}

function messageAttributes(node, row) {
    node.dataset.testid = 'message';
    node.dataset.messageId = String(row.message.message_id);
    node.dataset.outgoing = String(row.outgoing);
}

// Draws the row into `node` (a list item), which keeps its place and focus.
export function drawRow(node, row, context) {
    if (row.kind === 'day') {
        node.className = 'day';
        node.replaceChildren(el('span', { class: 'pill' }, dayName(row.date, context.now)));
        return;
    }
    messageAttributes(node, row);
    if (row.kind === 'service') {
        node.className = 'service';
        node.replaceChildren(el('span', { class: 'pill' }, serviceText(row.message, context.me)));
        return;
    }
    fillMessage(node, row, context);
}
