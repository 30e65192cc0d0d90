// Below the messages: the text field with its history, the Start button of an empty chat, the list of
// commands, the bar of the message that is being answered, and the reply keyboard.
import { el, fullName, icon, iconButton } from './ui.js';
import { t } from './i18n.js';
import { replyKeyboard } from './keyboard.js';
import { summary } from './message.js';

const HISTORY_MAX = 50;

function createHistory() {
    const texts = [];
    let at = 0;
    return {
        add(text) {
            if (texts.at(-1) !== text)
                texts.push(text);
            texts.splice(0, texts.length - HISTORY_MAX);
            at = texts.length;
        },
        step(by) {
            at = Math.min(Math.max(at + by, 0), texts.length);
            return texts[at] ?? '';
        },
        isRecalled: (text) => at < texts.length && texts[at] === text,
    };
}

// on: {send(text, replyTo) -> Promise<bool>, unblock()}
export function createComposer(on) {
    const history = createHistory();
    let commands = [];
    let markup = null;
    let keyboardHidden = false;
    let answered = null;
    let chosen = -1;

    const input = el('textarea', { class: 'input', testid: 'composer', rows: 1, placeholder: t('message'),
        'aria-label': t('message'), autocomplete: 'off', enterkeyhint: 'send', maxlength: 4096 });
    const send = iconButton('send', t('send'), { class: 'send', testid: 'send', onclick: () => submit() });
    const menu = iconButton('slash', t('commands'), { testid: 'menu', 'aria-expanded': 'false',
        onclick: () => (list.hidden ? openCommands('/') : closeCommands()) });
    const toggle = iconButton('keyboard', t('hideKeyboard'), { testid: 'keyboard-toggle', hidden: true,
        onclick: () => hideKeyboard(!keyboardHidden) });
    const list = el('div', { class: 'commands', testid: 'commands', role: 'listbox', hidden: true,
        'aria-label': t('commands') });
    const answer = el('div', { class: 'answer-bar', hidden: true });
    const field = el('div', { class: 'field-row' }, menu, input, toggle, send);
    const start = el('button', { type: 'button', class: 'start', testid: 'start', hidden: true,
        onclick: () => on.send('/start') }, t('start'));
    const unblock = el('button', { type: 'button', class: 'start', testid: 'unblock', hidden: true,
        onclick: () => on.unblock() }, t('unblock'));
    const keys = el('div', { class: 'keys' });
    const node = el('div', { class: 'composer' }, list, answer, field, start, unblock, keys);

    function fit() {
        input.style.height = 'auto';
        input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
        send.classList.toggle('ready', input.value.trim() !== '');
    }

    function setText(text) {
        input.value = text;
        fit();
    }

    async function submit() {
        const text = input.value.trim();
        if (!text)
            return;
        const replyTo = answered?.message_id;
        setText('');
        closeCommands();
        if (await on.send(text, replyTo)) {
            history.add(text);
            setAnswered(null);
        } else if (!input.value) {
            setText(text);
        }
    }

    function pick(command) {
        closeCommands();
        setText('');
        history.add(`/${command}`);
        on.send(`/${command}`);
        input.focus();
    }

    function commandRow(command, at) {
        return el('button', { type: 'button', class: `command${at === chosen ? ' chosen' : ''}`,
            testid: 'command', role: 'option', 'aria-selected': String(at === chosen),
            onclick: () => pick(command.command) },
        el('span', { class: 'command-name' }, `/${command.command}`),
        el('span', { class: 'command-about' }, command.description));
    }

    function matching(text) {
        const typed = text.slice(1).toLowerCase();
        return commands.filter((command) => command.command.startsWith(typed));
    }

    function openCommands(text) {
        const fit = matching(text);
        chosen = Math.min(chosen, fit.length - 1);
        const none = el('p', { class: 'commands-none' }, t('noCommands'));
        list.replaceChildren(...(fit.length ? fit.map(commandRow) : [none]));
        list.hidden = false;
        menu.setAttribute('aria-expanded', 'true');
    }

    function closeCommands() {
        list.hidden = true;
        chosen = -1;
        menu.setAttribute('aria-expanded', 'false');
    }

    function hideKeyboard(hidden) {
        keyboardHidden = hidden;
        const has = !!markup?.keyboard?.length;
        keys.hidden = !has || hidden;
        toggle.hidden = !has;
        const label = t(hidden ? 'showKeyboard' : 'hideKeyboard');
        toggle.setAttribute('aria-label', label);
        toggle.title = label;
        toggle.classList.toggle('on', !hidden);
    }

    async function pressReply(button) {
        if (await on.send(button.text) && markup?.one_time_keyboard)
            hideKeyboard(true);
    }

    function setMarkup(next) {
        if (JSON.stringify(next ?? null) === JSON.stringify(markup))
            return;
        markup = next ?? null;
        keys.replaceChildren(...(markup?.keyboard ? [replyKeyboard(markup, pressReply)] : []));
        input.placeholder = markup?.input_field_placeholder || t('message');
        hideKeyboard(false);
    }

    function setAnswered(message) {
        answered = message;
        answer.hidden = !message;
        if (!message)
            return;
        answer.replaceChildren(icon('reply'), el('div', { class: 'quoted' },
            el('span', { class: 'quoted-name' }, fullName(message.from)),
            el('span', { class: 'quoted-text' }, summary(message))),
        iconButton('close', t('cancel'), { onclick: () => setAnswered(null) }));
        input.focus();
    }

    function chooseCommand(event) {
        const fit = matching(input.value.startsWith('/') ? input.value : '/');
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step && fit.length) {
            chosen = (chosen + step + fit.length + (chosen < 0 && step < 0 ? 1 : 0)) % fit.length;
            openCommands(input.value.startsWith('/') ? input.value : '/');
            list.children[chosen].scrollIntoView({ block: 'nearest' });
        } else if (event.key === 'Enter' && chosen >= 0 && fit[chosen]) {
            pick(fit[chosen].command);
        } else if (event.key === 'Escape') {
            closeCommands();
        } else {
            return false;
        }
        event.preventDefault();
        return true;
    }

    function recall(event) {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!step || (input.value && !history.isRecalled(input.value)))
            return;
        event.preventDefault();
        setText(history.step(step));
        input.setSelectionRange(input.value.length, input.value.length);
    }

    input.addEventListener('input', () => {
        fit();
        if (/^\/\w*$/.test(input.value) && matching(input.value).length)
            openCommands(input.value);
        else
            closeCommands();
    });
    input.addEventListener('keydown', (event) => {
        if (event.isComposing || (!list.hidden && chooseCommand(event)))
            return;
        if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            submit();
        } else if (event.key === 'Escape') {
            setAnswered(null);
        } else {
            recall(event);
        }
    });

    return {
        node,
        focus: () => input.focus({ preventScroll: true }),
        setAnswered,
        closeCommands,
        insert: (text) => { setText(text); input.focus(); },
        update({ empty, blocked, view }) {
            commands = view.commands || [];
            setMarkup(view.reply_keyboard);
            menu.hidden = !commands.length;
            start.hidden = !empty || blocked;
            unblock.hidden = !blocked;
            field.hidden = empty || blocked;
            keys.hidden = keys.hidden || field.hidden;
        },
    };
}
