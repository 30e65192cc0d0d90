// One column: a chat as one player sees it. It asks the engine for the chat's view whenever something
// in it has changed (one request at a time; changes meanwhile cause one more), and draws only what
// differs. Taps wait here for their answers.
import { api, ApiError } from './api.js';
import { avatar, copyText, el, fullName, icon, iconButton, openAlert, openDialog, openMenu,
    toast } from './ui.js';
import { count, dayKey, has, sumOf, t } from './i18n.js';
import { changes, isService, timeline } from './timeline.js';
import { columnKey, chatById, gameNow, isGroup, playerById } from './state.js';
import { createComposer } from './composer.js';
import { createList } from './list.js';
import { safeLink } from './entities.js';

const TYPING_CHECK_MS = 5200;
const machineNow = () => Date.now() / 1000;

function typingOf(view) {
    const { typing } = view;
    const action = typeof typing === 'object' ? typing?.action : typing;
    if (!action)
        return null;
    return t(typeof action === 'string' && has(action) ? action : 'typing');
}

// app: {store, onView(chat, view), onMenu(column, x, y), onDrawer(), onFocus(key)}
export function createColumn(app, column) {
    const who = { player: column.player, chat: column.chat };
    const group = isGroup(column.chat);
    const pressed = new Set(); // 'MESSAGE:ROW:COLUMN' of taps that wait
    let view = { messages: [] };
    let loaded = false;
    let busy = false;
    let again = false;
    let gone = false;
    let typingTimer = 0;

    const face = el('span', { class: 'head-face' });
    const title = el('span', { class: 'head-title' });
    const subtitle = el('span', { class: 'head-subtitle' });
    const chip = el('span', { class: 'head-chip' });
    const head = el('header', { class: 'head' },
        iconButton('menu', t('openMenu'), { class: 'drawer-open', testid: 'drawer', onclick: () => app.onDrawer() }),
        face, el('div', { class: 'head-words' }, title, subtitle), chip,
        iconButton('more', t('more'), { testid: 'more', onclick: (event) => openMore(event) }));
    const list = createList();
    const hint = el('div', { class: 'hint', hidden: true }, el('h2', {}, t('emptyTitle')),
        el('p', {}, t('emptyText')));
    const composer = createComposer({ send, unblock: () => app.setBlocked(who.player, false) });
    const node = el('section', { class: 'column', testid: 'column', 'data-player': who.player,
        'data-chat': who.chat, onfocusin: () => app.onFocus(columnKey(column)),
        onpointerdown: () => app.onFocus(columnKey(column)) }, head, list.node, hint, composer.node);

    const on = {
        press,
        jump: (id) => list.jump(id),
        openPhoto: (src) => openDialog({ testid: 'photo-view', buttons: [{ label: t('close') }],
            body: el('img', { class: 'photo-full', src, alt: t('photo') }) }),
        command: (text) => send(text),
        copy: (text) => copyText(node, text),
    };

    const place = (message, [row, at]) => `${message.message_id}:${row}:${at}`;
    const context = () => ({
        group,
        me: who.player,
        now: gameNow(app.store.get(), machineNow()),
        today: dayKey(gameNow(app.store.get(), machineNow())),
        isPressed: (message, at) => pressed.has(place(message, at)),
        pressedOf: (message) => [...pressed].filter((key) => key.startsWith(`${message.message_id}:`)).join(),
        on,
    });

    function complain(error) {
        if (!gone)
            toast(node, error instanceof ApiError && error.status ? error.message : t('offline'));
    }

    async function send(text, replyTo) {
        try {
            await api.send({ ...who, text, ...(replyTo ? { reply_to: replyTo } : {}) });
            list.toBottom(true);
            sync();
            return true;
        } catch (error) {
            complain(error);
            return false;
        }
    }

    async function showAnswer(answer) {
        if (answer.url)
            window.open(safeLink(answer.url), '_blank', 'noopener');
        if (answer.text && answer.show_alert)
            await openAlert(answer.text);
        else if (answer.text)
            toast(node, answer.text);
        else if (!answer.answered)
            toast(node, t('noAnswer'));
    }

    async function tap(message, button, at) {
        const key = place(message, at);
        if (pressed.has(key))
            return;
        pressed.add(key);
        draw();
        try {
            const sent = await api.tap({ ...who, message_id: message.message_id, button: at });
            const answer = await api.answer(sent.callback_query_id);
            pressed.delete(key);
            draw();
            await showAnswer(answer);
        } catch (error) {
            complain(error);
        } finally {
            pressed.delete(key);
            draw();
        }
    }

    async function pay(message) {
        const bill = message.invoice;
        const sum = sumOf(bill.total_amount, bill.currency);
        const body = el('p', { class: 'dialog-text' }, t('payText', { title: bill.title, sum }));
        const sure = await openDialog({ title: t('payTitle'), testid: 'pay-dialog', body, buttons: [
            { label: t('cancel') }, { label: t('pay', { sum }), submit: true, testid: 'pay-confirm' }] });
        if (!sure)
            return;
        try {
            const answer = await api.pay({ ...who, message_id: message.message_id });
            if (answer.paid)
                toast(node, t('paid'));
            else
                await openAlert(answer.error || t('payFailed'));
        } catch (error) {
            complain(error);
        }
    }

    function press(message, button, at) {
        const url = button.url || button.web_app?.url || button.login_url?.url;
        if (button.pay)
            pay(message);
        else if (url)
            window.open(safeLink(url), '_blank', 'noopener');
        else if (button.copy_text)
            copyText(node, button.copy_text.text);
        else if (button.callback_data !== undefined)
            tap(message, button, at);
        else
            toast(node, t('unsupportedButton'));
    }

    function openMore(event) {
        const box = event.currentTarget.getBoundingClientRect();
        app.onMenu(column, box.right - 240, box.bottom + 4);
    }

    function messageMenu(event) {
        const row = event.target.closest('[data-message-id]');
        const message = view.messages.find((item) => String(item.message_id) === row?.dataset.messageId);
        if (!message || isService(message) || !String(getSelection()) === false)
            return;
        event.preventDefault();
        const words = message.text || message.caption;
        const items = [{ label: t('reply'), icon: 'reply', run: () => composer.setAnswered(message) }];
        if (words)
            items.push({ label: t('copy'), icon: 'copy', run: () => on.copy(words) });
        openMenu(event.clientX, event.clientY, items);
    }

    function drawHead() {
        const state = app.store.get();
        const info = chatById(state, who.chat);
        const name = group ? info?.chat.title || '' : fullName(state.bot) === '?' ? t('noBot') : fullName(state.bot);
        title.textContent = name;
        face.replaceChildren(avatar(group ? who.chat : state.bot?.id || 0, name));
        const player = playerById(state, who.player);
        chip.replaceChildren(avatar(who.player, fullName(player), 'tiny'), el('span', {}, fullName(player)));
        chip.title = t('as', { name: fullName(player) });
        node.setAttribute('aria-label', `${name}, ${chip.title}`);
        drawSubtitle(state, info);
    }

    function drawSubtitle(state, info) {
        const typing = typingOf(view);
        subtitle.classList.toggle('active', !state.online || !!typing);
        subtitle.removeAttribute('data-testid');
        if (!state.online) {
            subtitle.replaceChildren(el('span', { class: 'wait' }), t('connecting'));
        } else if (typing) {
            subtitle.dataset.testid = 'typing';
            subtitle.replaceChildren(typing, el('span', { class: 'dots', 'aria-hidden': 'true' },
                el('i'), el('i'), el('i')));
        } else {
            const members = group ? count('n_members', (info?.members.length || 0) + 1) : null;
            subtitle.replaceChildren(members || (state.bot ? t('bot') : t('waitingBot')));
        }
    }

    function draftMessage() {
        if (!view.draft?.text)
            return [];
        const { bot } = app.store.get();
        return [{ message_id: 0, date: context().now, from: bot || { id: 0, is_bot: true, first_name: '' },
            text: view.draft.text, entities: view.draft.entities, draft: true }];
    }

    function draw(details) {
        if (gone)
            return;
        list.update(timeline([...view.messages, ...draftMessage()], who.player), context(), details);
        const empty = loaded && !group && view.messages.length === 0;
        const blocked = app.isBlocked(who.player, view) && !group;
        hint.hidden = !empty;
        composer.update({ empty, blocked, view });
        drawHead();
    }

    function accept(next) {
        const before = view.messages;
        const change = changes(before, next.messages);
        const mine = (id) => next.messages.some((m) => m.message_id === id && m.from?.id === who.player);
        const first = !loaded;
        view = next;
        loaded = true;
        draw(first ? {} : { edited: change.edited, incoming: change.added.filter((id) => !mine(id)).length });
        clearTimeout(typingTimer);
        if (typingOf(view))
            typingTimer = setTimeout(sync, TYPING_CHECK_MS);
        app.onView(who.chat, view);
    }

    async function sync() {
        again = true;
        if (busy)
            return;
        busy = true;
        while (again && !gone) {
            again = false;
            try {
                accept(await api.chat(who.chat, who.player));
            } catch (error) {
                if (error instanceof ApiError === false)
                    throw error;
            }
        }
        busy = false;
    }

    list.node.addEventListener('contextmenu', messageMenu);
    list.node.addEventListener('dblclick', (event) => {
        const id = event.target.closest('.row')?.dataset.messageId;
        const message = !event.target.closest('button, a') && view.messages.find((m) => String(m.message_id) === id);
        if (message)
            composer.setAnswered(message);
    });
    list.node.addEventListener('pointerdown', () => composer.closeCommands());
    composer.update({ empty: false, blocked: false, view });
    drawHead();

    return {
        node,
        key: columnKey(column),
        chat: who.chat,
        sync,
        refresh: () => draw(),
        focus: composer.focus,
        say: (text) => toast(node, text),
        destroy() {
            gone = true;
            clearTimeout(typingTimer);
            list.destroy();
            node.remove();
        },
    };
}
