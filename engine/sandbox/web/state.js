// What the page knows, as one plain value that is never changed in place: each function here takes a
// state and gives the next one, so that all of it is tested without a browser. `createStore` holds
// the present value and tells who listens. The messages of an open chat belong to its column
// (chat.js); here are only players, chats, columns, unread counts and the last line of each chat.

export const COLUMNS_MAX = 3;

export const emptyState = Object.freeze({
    online: false,
    loaded: false,
    bot: null,
    players: [],
    chats: [], // [{chat, members, last_message_id}]
    clock: { now: 0, at: 0, skipped: 0 }, // `now` was so at the machine's `at`, both in seconds
    columns: [], // [{player, chat}]: who sees which chat
    focus: 0,
    unread: {}, // chat id: count
    previews: {}, // chat id: the last message
});

export function columnKey(column) {
    return `${column.player}:${column.chat}`;
}

export function playerById(state, id) {
    return state.players.find((player) => player.id === id) || null;
}

export function chatById(state, id) {
    return state.chats.find((entry) => entry.chat.id === id) || null;
}

export function isGroup(chatId) {
    return chatId < 0;
}

// A private chat has the id of its player; a group is seen by its members.
function columnExists(state, column) {
    if (!playerById(state, column.player))
        return false;
    if (!isGroup(column.chat))
        return column.chat === column.player;
    const entry = chatById(state, column.chat);
    return !!entry && entry.members.includes(column.player);
}

function firstColumn(state) {
    const [player] = state.players;
    return player ? [{ player: player.id, chat: player.id }] : [];
}

function withColumns(state, wanted) {
    const seen = new Set();
    const columns = wanted.filter((column) => {
        const fresh = !seen.has(columnKey(column));
        seen.add(columnKey(column));
        return fresh && columnExists(state, column);
    });
    const kept = (columns.length ? columns : firstColumn(state)).slice(0, COLUMNS_MAX);
    return { ...state, columns: kept, focus: Math.min(state.focus, Math.max(kept.length - 1, 0)) };
}

// Columns of a group that has become a supergroup follow it there.
function follow(columns, chats) {
    const moved = new Map(chats.filter((entry) => entry.migrated_to).map((entry) => [entry.chat.id, entry.migrated_to]));
    return columns.map((column) => (moved.has(column.chat) ? { ...column, chat: moved.get(column.chat) } : column));
}

// The answer of /control/state; columns that no longer exist go.
export function applyState(state, answer, machineNow) {
    const chats = answer.chats || [];
    const next = {
        ...state,
        loaded: true,
        bot: answer.bot && answer.bot.id ? answer.bot : null,
        players: answer.players || [],
        studio: answer.studio || null,
        chats: chats.filter((entry) => !entry.migrated_to),
        clock: { now: answer.now, at: machineNow, skipped: answer.skipped ?? state.clock.skipped },
    };
    return withColumns(next, follow(state.columns, chats));
}

export function applyOnline(state, online) {
    return { ...state, online };
}

export function applyClock(state, data, machineNow) {
    const skipped = data.skipped ?? state.clock.skipped;
    return { ...state, clock: { now: data.now ?? state.clock.now, at: machineNow, skipped } };
}

export function gameNow(state, machineNow) {
    return Math.floor(state.clock.now + Math.max(machineNow - state.clock.at, 0));
}

export function isOpen(state, chatId) {
    return state.columns.some((column) => column.chat === chatId);
}

export function applyPreview(state, chatId, message) {
    const last = state.previews[chatId];
    if (!message || (last && last.message_id > message.message_id))
        return state;
    return { ...state, previews: { ...state.previews, [chatId]: message } };
}

// A message event: the list shows its words, and counts it where its chat is not open.
export function applyMessage(state, data) {
    const next = applyPreview(state, data.chat_id, data.message);
    if (isOpen(state, data.chat_id) || !data.message?.from?.is_bot)
        return next;
    const unread = (state.unread[data.chat_id] || 0) + 1;
    return { ...next, unread: { ...state.unread, [data.chat_id]: unread } };
}

function withoutUnread(state, chatId) {
    const { [chatId]: _, ...unread } = state.unread;
    return { ...state, unread };
}

function placeColumn(state, column, beside) {
    const at = state.columns.findIndex((other) => columnKey(other) === columnKey(column));
    if (at >= 0)
        return { ...state, focus: at };
    const columns = [...state.columns];
    const full = columns.length >= COLUMNS_MAX;
    if (beside && !full)
        return { ...state, columns: [...columns, column], focus: columns.length };
    columns[beside ? COLUMNS_MAX - 1 : state.focus] = column;
    return { ...state, columns, focus: beside ? COLUMNS_MAX - 1 : state.focus };
}

// Shows a chat in the focused column, or in one more beside it (the last one is replaced when full).
export function openColumn(state, column, beside = false) {
    return withoutUnread(placeColumn(state, column, beside), column.chat);
}

export function closeColumn(state, key) {
    const columns = state.columns.filter((column) => columnKey(column) !== key);
    return columns.length ? withColumns(state, columns) : state;
}

export function focusColumn(state, key) {
    const at = state.columns.findIndex((column) => columnKey(column) === key);
    return at < 0 || at === state.focus ? state : { ...state, focus: at };
}

// Columns kept by the browser; what is not a list of {player, chat} is forgotten.
export function restoreColumns(state, kept) {
    const sound = (column) => Number.isInteger(column?.player) && Number.isInteger(column?.chat);
    return { ...state, columns: Array.isArray(kept) ? kept.filter(sound) : [] };
}

export function createStore(initial) {
    const listeners = new Set();
    let value = initial;
    return {
        get: () => value,
        set(next) {
            if (next === value)
                return;
            const before = value;
            value = next;
            for (const listener of listeners)
                listener(value, before);
        },
        subscribe: (listener) => listeners.add(listener),
    };
}
