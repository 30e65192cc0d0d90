// One column: a chat as one player sees it. It asks the engine for the chat's view whenever something
// in it has changed and draws only what differs; the view is the truth, events only say when to ask.
import { api, ApiError } from './api.js';
import { coalesce } from './coalesce.js';
import { copyText, el, openDialog, openMenu, toast } from './ui.js';
import { dayKey, t } from './i18n.js';
import { changes, isService, timeline } from './timeline.js';
import { columnKey, gameNow, isGroup } from './state.js';
import { createComposer } from './composer.js';
import { createHead, typingOf } from './head.js';
import { createList } from './list.js';
import { createPresses } from './press.js';

const TYPING_CHECK_MS = 5200; // the engine says when typing begins, not when it is over

function hintCard() {
    return el('div', { class: 'hint', hidden: true }, el('h2', {}, t('emptyTitle')), el('p', {}, t('emptyText')));
}

function openPhoto(src) {
    return openDialog({ testid: 'photo-view', buttons: [{ label: t('close') }],
        body: el('img', { class: 'photo-full', src, alt: t('photo') }) });
}

// What the bot is writing right now, shown as a message of its own.
function draftOf(view, bot, now) {
    if (!view.draft?.text)
        return [];
    const from = bot || { id: 0, is_bot: true, first_name: '' };
    return [{ message_id: 0, date: now, from, text: view.draft.text, entities: view.draft.entities }];
}

// What has come since the last view, for the list: which flash, and how many are news.
function newsOf(before, view, me) {
    const { added, edited } = changes(before.messages, view.messages);
    const own = new Set(view.messages.filter((m) => m.from?.id === me).map((m) => m.message_id));
    return { edited, incoming: added.filter((id) => !own.has(id)).length };
}

// Right click and double click on a message; on a receipt the first offers to give the money back.
function bindMessages(node, find, on) {
    const messageAt = (event) => {
        const row = event.target.closest('[data-message-id]');
        const message = row && find(Number(row.dataset.messageId));
        return message && !event.target.closest('a, input') ? message : null;
    };
    node.addEventListener('contextmenu', (event) => {
        const message = messageAt(event);
        if (!message || (isService(message) && !message.successful_payment))
            return;
        event.preventDefault();
        if (message.successful_payment) {
            openMenu(event.clientX, event.clientY, [{ label: t('refund'), icon: 'reply', testid: 'refund',
                run: () => on.refund(message) }]);
            return;
        }
        const words = message.text || message.caption;
        const items = [{ label: t('reply'), icon: 'reply', run: () => on.reply(message) }];
        if (words)
            items.push({ label: t('copy'), icon: 'copy', run: () => on.copy(words) });
        items.push({ label: t('deleteMessage'), icon: 'trash', testid: 'delete-message', run: () => on.remove(message) });
        openMenu(event.clientX, event.clientY, items);
    });
    node.addEventListener('dblclick', (event) => {
        const message = event.target.closest('button') ? null : messageAt(event);
        if (message && !isService(message))
            on.reply(message);
    });
}

// app: {store, setBlocked(player, bool), onView(chat, view), onMenu(column, view, x, y), onDrawer(), onFocus(key)}
export function createColumn(app, column) {
    const who = { player: column.player, chat: column.chat };
    const key = columnKey(column);
    let view = { messages: [] };
    let loaded = false;
    let gone = false;
    let typingTimer = 0;

    const head = createHead(who, { drawer: app.onDrawer, more: (event) => {
        const box = event.currentTarget.getBoundingClientRect();
        app.onMenu(column, view, box.right - 240, box.bottom + 4);
    } });
    const list = createList();
    const hint = hintCard();
    const composer = createComposer({ send, attach, unblock: () => app.setBlocked(who.player, false),
        ask, choose: (id) => told(api.choose({ ...who, result_id: id })), begin: () => told(api.send({ player: who.player, text: '/start inline' })) });
    const presses = createPresses(who, () => node, { redraw: draw, complain });
    const on = {
        press: presses.press,
        jump: list.jump,
        openPhoto,
        command: (text) => send(text),
        copy: (text) => copyText(node, text),
        reply: composer.setAnswered,
        refund: (message) => api.refund({ ...who, message_id: message.message_id }).catch(complain),
        remove: (message) => api.deleteMessage({ ...who, message_id: message.message_id }).catch(complain),
    };
    const focus = () => app.onFocus(key);
    const node = el('section', { class: 'column', testid: 'column', 'data-player': who.player,
        'data-chat': who.chat, onfocusin: focus, onpointerdown: focus }, head.node, list.node, hint, composer.node);

    function context() {
        const now = gameNow(app.store.get(), Date.now() / 1000);
        return { group: isGroup(who.chat), me: who.player, now, today: dayKey(now),
            isPressed: presses.isWaiting, pressedOf: presses.waitingOf, on };
    }

    function complain(error) {
        if (!gone)
            toast(node, error instanceof ApiError && error.status ? error.message : t('offline'));
    }

    async function told(call) {
        try {
            await call;
            list.toBottom(true);
            sync();
            return true;
        } catch (error) {
            complain(error);
            return false;
        }
    }

    function send(text, replyTo) {
        return told(api.send({ ...who, text, ...(replyTo ? { reply_to: replyTo } : {}) }));
    }

    function ask(query) {
        return api.inline({ ...who, query }).catch(() => null); // the bot takes none
    }

    function attach(file, caption) {
        return told(api.document(who, file, caption));
    }

    function draw(news) {
        if (gone)
            return;
        const here = context();
        const state = app.store.get();
        const empty = loaded && !isGroup(who.chat) && view.messages.length === 0;
        list.update(timeline([...view.messages, ...draftOf(view, state.bot, here.now)], who.player), here, news);
        hint.hidden = !empty;
        composer.update({ empty, view, me: who.player, username: state.bot?.username });
        node.setAttribute('aria-label', head.draw(state, view));
    }

    function accept(next) {
        const news = loaded ? newsOf(view, next, who.player) : {};
        view = next;
        loaded = true;
        draw(news);
        clearTimeout(typingTimer);
        if (typingOf(view))
            typingTimer = setTimeout(sync, TYPING_CHECK_MS);
        app.onView(who.chat, view);
    }

    // A failed look is no news: the stream breaks, too, and brings everything anew.
    const sync = coalesce(async () => !gone && accept(await api.chat(who.chat, who.player)), (error) => {
        if (error instanceof ApiError === false)
            throw error;
    });

    bindMessages(list.node, (id) => view.messages.find((message) => message.message_id === id), on);
    draw();

    return {
        node,
        key,
        chat: who.chat,
        sync,
        refresh: () => draw(),
        focus: composer.focus,
        destroy() {
            gone = true;
            clearTimeout(typingTimer);
            list.destroy();
            node.remove();
        },
    };
}
