// The list of chats: every player's private chat with the bot, and the groups; with dialogs that add
// a player or a group. On a phone it is a drawer.
import { avatar, el, field, fullName, icon, iconButton, openDialog } from './ui.js';
import { browserLanguage, dayKey, lang, shortDateOf, t, timeOf } from './i18n.js';
import { columnKey, gameNow, isGroup } from './state.js';
import { summary } from './message.js';

const SHOWN_MAX = 100;
const FILTER_FROM = 9; // with fewer chats there is nothing to search for

// Who looks at a group that is opened from the list: whoever does so already, else its first member.
function viewerOf(state, entry) {
    const open = state.columns.find((column) => column.chat === entry.chat.id);
    const focused = state.columns[state.focus]?.player;
    if (open)
        return open.player;
    return entry.members.includes(focused) ? focused : entry.members[0];
}

function chatEntries(state) {
    const players = state.players.map((player) => ({ id: player.id, name: fullName(player),
        column: { player: player.id, chat: player.id } }));
    const groups = state.chats.filter((entry) => isGroup(entry.chat.id) && entry.members.length)
        .map((entry) => ({ id: entry.chat.id, name: entry.chat.title,
            column: { player: viewerOf(state, entry), chat: entry.chat.id } }));
    return [...groups, ...players];
}

function previewText(state, entry) {
    const message = state.previews[entry.id];
    if (!message)
        return t('noPreview');
    const mine = message.from?.id === entry.column.player;
    return `${mine ? `${t('you')}: ` : ''}${summary(message)}`;
}

function when(state, message) {
    const now = gameNow(state, Date.now() / 1000);
    return dayKey(now) === dayKey(message.date) ? timeOf(message.date) : shortDateOf(message.date);
}

function chatItem(state, entry, on) {
    const shown = state.columns.some((column) => columnKey(column) === columnKey(entry.column));
    const message = state.previews[entry.id];
    const unread = state.unread[entry.id];
    const open = el('button', { type: 'button', class: 'chat-item', testid: 'chat-item',
        'data-chat': entry.id, 'data-player': entry.column.player, 'aria-current': shown ? 'true' : null,
        onclick: () => on.open(entry.column) },
    avatar(entry.id, entry.name, isGroup(entry.id) ? 'squared' : ''),
    el('span', { class: 'chat-words' },
        el('span', { class: 'chat-top' }, el('span', { class: 'chat-name' }, entry.name),
            message ? el('time', { class: 'chat-time' }, when(state, message)) : null),
        el('span', { class: 'chat-bottom' }, el('span', { class: 'chat-preview' }, previewText(state, entry)),
            unread ? el('span', { class: 'badge' }, String(unread)) : null)));
    const beside = iconButton('beside', t('openBeside'), { class: 'open-beside', testid: 'open-beside',
        onclick: () => on.beside(entry.column) });
    return el('li', { class: shown ? 'chat-row shown' : 'chat-row' }, open, shown ? null : beside);
}

// on: {open(column), beside(column), addPlayer(), addGroup(), toggleCalls(), close()}
export function createPlayers(store, on) {
    const filter = el('input', { class: 'filter', type: 'search', placeholder: t('findPlayer'),
        'aria-label': t('findPlayer'), hidden: true, oninput: () => draw() });
    const studio = el('a', { class: 'icon-button', testid: 'studio', title: t('studio'), 'aria-label': t('studio'), hidden: true }, icon('wrench'));
    const items = el('ul', { class: 'chat-items' });
    const addGroup = iconButton('users', t('addGroup'), { testid: 'add-group', onclick: () => on.addGroup() });
    const node = el('nav', { class: 'players', 'aria-label': t('chats') },
        el('header', { class: 'players-head' },
            iconButton('close', t('closeMenu'), { class: 'drawer-close', onclick: () => on.close() }),
            el('h1', {}, t('chats')),
            studio, iconButton('pulse', t('showCalls'), { testid: 'calls-toggle', onclick: () => on.toggleCalls() }),
            iconButton('userPlus', t('addPlayer'), { testid: 'add-player', onclick: () => on.addPlayer() }),
            addGroup), filter, items);
    let last = '';

    function draw() {
        const state = store.get();
        studio.hidden = !state.studio;
        if (state.studio)
            studio.href = state.studio;
        const entries = chatEntries(state);
        filter.hidden = entries.length < FILTER_FROM;
        const typed = filter.value.trim().toLowerCase();
        const fit = entries.filter((entry) => entry.name.toLowerCase().includes(typed)).slice(0, SHOWN_MAX);
        const sign = JSON.stringify([fit.map((entry) => [entry, state.previews[entry.id], state.unread[entry.id]]),
            state.columns]);
        if (sign === last)
            return;
        last = sign;
        const focused = document.activeElement?.dataset?.chat;
        items.replaceChildren(...fit.map((entry) => chatItem(state, entry, on)));
        if (focused)
            items.querySelector(`[data-chat="${focused}"]`)?.focus({ preventScroll: true });
        addGroup.hidden = state.players.length === 0;
    }

    store.subscribe(draw);
    draw();
    return { node };
}

export async function askPlayer() {
    const language = el('label', { class: 'field' }, el('span', {}, t('language')),
        el('select', { name: 'language_code' }, [['ru', 'Русский'], ['en', 'English']].map(([code, name]) =>
            el('option', { value: code, selected: code === lang }, name))));
    const body = el('div', { class: 'fields' },
        field(t('firstName'), 'first_name', { required: true, maxlength: 64, autofocus: true, testid: 'player-name' }),
        field(t('lastName'), 'last_name', { maxlength: 64, placeholder: t('optional') }),
        field(t('username'), 'username', { maxlength: 32, pattern: '@?[A-Za-z][A-Za-z0-9_]{2,31}',
            placeholder: t('optional') }), language);
    const answer = await openDialog({ title: t('addPlayer'), testid: 'player-dialog', body, buttons: [
        { label: t('cancel') }, { label: t('add'), submit: true, testid: 'player-save' }] });
    if (!answer)
        return null;
    const [first, last, username, code] = ['first_name', 'last_name', 'username', 'language_code']
        .map((name) => (answer[name]?.[0] || '').trim());
    return { first_name: first, language_code: code, ...(last && { last_name: last }),
        ...(username && { username: username.replace(/^@/, '') }) };
}

function memberBox(player, at) {
    return el('label', { class: 'member' }, el('input', { type: 'checkbox', name: 'members', value: player.id,
        checked: at < 10 }), avatar(player.id, fullName(player), 'small'), fullName(player));
}

export async function askGroup(state) {
    const body = el('div', { class: 'fields' },
        field(t('groupTitle'), 'title', { required: true, maxlength: 128, value: t('groupDefault'),
            testid: 'group-title' }),
        el('fieldset', { class: 'members' }, el('legend', {}, t('members')),
            state.players.slice(0, SHOWN_MAX).map(memberBox)));
    const answer = await openDialog({ title: t('addGroup'), testid: 'group-dialog', body, buttons: [
        { label: t('cancel') }, { label: t('create'), submit: true, testid: 'group-save' }] });
    const members = (answer?.members || []).map(Number);
    return answer && members.length ? { title: answer.title[0].trim(), members } : null;
}

export function firstPlayer() {
    return { first_name: t('traveller'), language_code: browserLanguage };
}
