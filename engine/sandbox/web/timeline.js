// From a chat's messages to the rows that the chat shows: a line for each new day, and for every
// message whether it is the reader's own, and the first or last of a run by one sender (the first
// carries the name in a group, the last the tail of the bubble). Pure, tested without a browser.
import { dayKey } from './i18n.js';

const RUN_GAP_S = 600;

const SERVICE_FIELDS = ['new_chat_members', 'new_chat_member', 'left_chat_member', 'group_chat_created',
    'new_chat_title', 'pinned_message', 'successful_payment', 'refunded_payment', 'migrate_to_chat_id',
    'migrate_from_chat_id'];

export function isService(message) {
    return SERVICE_FIELDS.some((field) => message[field] !== undefined);
}

function senderOf(message) {
    return message.from?.id ?? 0;
}

function sameRun(a, b) {
    return !!a && !!b && !isService(a) && !isService(b) && senderOf(a) === senderOf(b) &&
        dayKey(a.date) === dayKey(b.date) && Math.abs(b.date - a.date) < RUN_GAP_S;
}

function messageRow(messages, at, me) {
    const message = messages[at];
    const outgoing = senderOf(message) === me;
    return {
        key: `m${message.message_id}`,
        kind: isService(message) ? 'service' : 'message',
        message,
        outgoing,
        first: !sameRun(messages[at - 1], message),
        last: !sameRun(message, messages[at + 1]),
    };
}

// [{kind: 'day' | 'message' | 'service', key, ...}], oldest first.
export function timeline(messages, me) {
    const rows = [];
    messages.forEach((message, at) => {
        const before = messages[at - 1];
        if (!before || dayKey(before.date) !== dayKey(message.date))
            rows.push({ kind: 'day', key: `d${dayKey(message.date)}`, date: message.date });
        rows.push(messageRow(messages, at, me));
    });
    return rows;
}

// What changed between two views of a chat: [message_id...] each.
export function changes(before, after) {
    const old = new Map(before.map((message) => [message.message_id, message]));
    const kept = new Set(after.map((message) => message.message_id));
    const content = ({ text, entities, caption, photo, edit_date: date }) =>
        JSON.stringify([text, entities, caption, photo, date]);
    const edited = (message) => {
        const was = old.get(message.message_id);
        return was && message.edit_date && content(was) !== content(message);
    };
    const ids = (list) => list.map((message) => message.message_id);
    return {
        added: ids(after.filter((message) => !old.has(message.message_id))),
        edited: ids(after.filter(edited)),
        removed: ids(before.filter((message) => !kept.has(message.message_id))),
    };
}
