// The page: makes the parts, keeps the columns in step with the state, and passes the engine's events
// to whoever they concern. On a first visit it makes a player by itself, so that the newcomer has only
// to press Start. After a break of the stream everything is read anew.
import { api, ApiError, listen } from './api.js';
import { coalesce } from './coalesce.js';
import { el, fullName, openMenu, store as keep, stored, toast } from './ui.js';
import { t } from './i18n.js';
import { applyClock, applyMessage, applyOnline, applyPreview, applyState, chatById, closeColumn, columnKey,
    createStore, emptyState, focusColumn, isGroup, isOpen, openColumn, playerById, restoreColumns } from './state.js';
import { askGroup, askPlayer, createPlayers, firstPlayer } from './players.js';
import { createCalls } from './calls.js';
import { createClock } from './clock.js';
import { createColumn } from './chat.js';
import { createNotice } from './notice.js';

const PREVIEWS_MAX = 12;
const WIDE = matchMedia('(min-width: 760px)');
const machineNow = () => Date.now() / 1000;

const store = createStore(restoreColumns(emptyState, stored('bylina.columns', [])));
const columns = new Map(); // key: column
const root = document.getElementById('app');
const main = el('main', { class: 'main' });
const shade = el('div', { class: 'shade', onclick: () => openDrawer(false) });
const clock = createClock(store, complain);
const notice = createNotice();
const calls = createCalls({ close: () => showCalls(false), complain });
const players = createPlayers(store, {
    open: (column) => open(column, false),
    beside: (column) => open(column, true),
    addPlayer,
    addGroup,
    toggleCalls: () => showCalls(calls.node.hidden),
    close: () => openDrawer(false),
});

function complain(error) {
    toast(main, error instanceof ApiError && error.status ? error.message : t('offline'));
}

function openDrawer(isOpenNow) {
    root.classList.toggle('drawer-open', isOpenNow);
}

function showCalls(isOpenNow) {
    root.classList.toggle('calls-open', isOpenNow);
    keep('bylina.calls', isOpenNow);
    calls.show(isOpenNow);
    openDrawer(false);
}

function open(column, beside) {
    store.set(openColumn(store.get(), column, beside && WIDE.matches));
    openDrawer(false);
    if (WIDE.matches)
        columns.get(columnKey(column))?.focus();
}

async function addPlayer() {
    const player = await askPlayer();
    if (player)
        await create(() => api.putPlayer(player), (made) => ({ player: made.player.id, chat: made.chat.id }));
}

async function addGroup() {
    const group = await askGroup(store.get());
    if (group)
        await create(() => api.putGroup(group), (made) => ({ player: group.members[0], chat: made.chat.id }));
}

async function create(call, columnOf) {
    try {
        const made = await call();
        await loadState();
        open(columnOf(made), true);
    } catch (error) {
        complain(error);
    }
}

async function setBlocked(player, isBlocked) {
    try {
        await api.block(player, isBlocked);
        for (const column of columns.values())
            column.sync();
    } catch (error) {
        complain(error);
    }
}

function memberItems(column) {
    const state = store.get();
    const members = isGroup(column.chat) ? chatById(state, column.chat)?.members || [] : [];
    return members.filter((id) => id !== column.player).slice(0, 10).map((id) => ({
        label: t('as', { name: fullName(playerById(state, id)) }),
        icon: 'user',
        run: () => open({ player: id, chat: column.chat }, false),
    }));
}

async function upgrade(chat) {
    try {
        await api.upgrade(chat);
    } catch (error) {
        complain(error);
    }
}

function columnMenu(column, view, x, y) {
    const isBlocked = !!view.blocked;
    const items = memberItems(column);
    if (!isGroup(column.chat))
        items.push({ label: t(isBlocked ? 'unblock' : 'block'), icon: 'block', testid: 'block',
            run: () => setBlocked(column.player, !isBlocked) });
    if (view.chat?.type === 'group')
        items.push({ label: t('upgrade'), icon: 'users', testid: 'upgrade', run: () => upgrade(column.chat) });
    items.push({ label: t('calls'), icon: 'pulse',
        run: () => showCalls(calls.node.hidden) });
    if (store.get().columns.length > 1)
        items.push({ label: t('closeColumn'), icon: 'close', testid: 'close-column',
            run: () => store.set(closeColumn(store.get(), columnKey(column))) });
    openMenu(x, y, items);
}

const columnApp = {
    store,
    setBlocked,
    onMenu: columnMenu,
    onDrawer: () => openDrawer(true),
    onFocus: (key) => store.set(focusColumn(store.get(), key)),
    onView: (chat, view) => store.set(applyPreview(store.get(), chat, view.messages.at(-1))),
};

function drawColumns(state) {
    const wanted = new Set(state.columns.map(columnKey));
    for (const [key, column] of columns) {
        if (wanted.has(key))
            continue;
        column.destroy();
        columns.delete(key);
    }
    state.columns.forEach((column, at) => {
        const key = columnKey(column);
        if (!columns.has(key)) {
            columns.set(key, createColumn(columnApp, column));
            columns.get(key).sync();
        }
        const { node } = columns.get(key);
        if (main.children[at] !== node)
            main.insertBefore(node, main.children[at] || null);
        node.classList.toggle('focused', at === state.focus);
    });
    main.dataset.columns = String(state.columns.length);
}

function onState(state, before) {
    if (state.columns !== before.columns || state.focus !== before.focus)
        drawColumns(state);
    if (state.columns !== before.columns && state.loaded)
        keep('bylina.columns', state.columns);
    root.dataset.connected = String(state.online);
    const headChanged = ['online', 'bot', 'players', 'chats'].some((name) => state[name] !== before[name]);
    if (headChanged)
        columns.forEach((column) => column.refresh());
}

// The last words of chats that are not open, for the list.
async function loadPreviews() {
    const hidden = store.get().chats.filter((entry) => entry.last_message_id && !isOpen(store.get(), entry.chat.id));
    for (const entry of hidden.slice(0, PREVIEWS_MAX)) {
        const view = await api.chat(entry.chat.id, entry.members[0]).catch(() => null);
        store.set(applyPreview(store.get(), entry.chat.id, view?.messages.at(-1)));
    }
}

let stateRead = false;

const loadState = coalesce(async () => {
    let answer = await api.state();
    if (!answer.players?.length) {
        await api.putPlayer(firstPlayer());
        answer = await api.state();
    }
    store.set(applyState(store.get(), answer, machineNow()));
    notice.draw(answer.notice);
    stateRead = true;
});

async function reload() {
    stateRead = false;
    await loadState();
    if (!stateRead)
        return;
    store.set(applyOnline(store.get(), true));
    columns.forEach((column) => column.sync());
    calls.reset();
    await loadPreviews();
}

function onEvent(name, data) {
    const changesState = name === 'player' || name === 'chat' || (name === 'call' && !store.get().bot);
    if (name === 'clock')
        store.set(applyClock(store.get(), data, machineNow()));
    if (name === 'message')
        store.set(applyMessage(store.get(), data));
    if (name === 'notice')
        notice.draw(data.notice);
    if (name === 'call' || name === 'fault' || name === 'faults')
        calls.changed();
    if (changesState)
        loadState();
    columns.forEach((column) => {
        if (name === 'commands' || data.chat_id === column.chat)
            column.sync();
    });
}

root.replaceChildren(players.node, clock.node, main, calls.node, shade, notice.node);
document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !document.querySelector('dialog[open], .menu'))
        openDrawer(false);
});
store.subscribe(onState);
if (stored('bylina.calls', false))
    showCalls(true);
listen({
    onUp: reload,
    onDown: () => store.set(applyOnline(store.get(), false)),
    onEvent,
});
