// Below the messages: the text field, the Start button of an empty chat, the bar of the message that
// is being answered, the commands (commands.js) and the reply keyboard. Arrow up in an empty field
// brings back what the player has said before.
import { el, fullName, icon, iconButton } from './ui.js';
import { t } from './i18n.js';
import { createReplyKeys } from './keyboard.js';
import { createCards, queryOf } from './cards.js';
import { createCommands } from './commands.js';
import { summary } from './message.js';

const RECALL_MAX = 50;
const HEIGHT_MAX = 160;

// Steps through `texts`, newest last; the place is forgotten when something else was typed.
export function createRecall() {
    let texts = [];
    let at = 0;
    return {
        set(said) {
            const fresh = said.filter((text, i) => text !== said[i - 1]).slice(-RECALL_MAX);
            if (fresh.length === texts.length && fresh.at(-1) === texts.at(-1))
                return;
            texts = fresh;
            at = texts.length;
        },
        isAt: (text) => text === (texts[at] ?? ''),
        step(by) {
            at = Math.min(Math.max(at + by, 0), texts.length);
            return texts[at] ?? '';
        },
    };
}

function createAnswerBar(onChange) {
    const node = el('div', { class: 'answer-bar', hidden: true });
    let message = null;

    function set(next) {
        message = next;
        node.hidden = !message;
        if (message)
            node.replaceChildren(icon('reply'), el('div', { class: 'quoted' },
                el('span', { class: 'quoted-name' }, fullName(message.from)),
                el('span', { class: 'quoted-text' }, summary(message))),
            iconButton('close', t('cancel'), { onclick: () => set(null) }));
        onChange(message);
    }

    return { node, set, id: () => message?.message_id };
}

function bigButton(testid, label, onclick) {
    return el('button', { type: 'button', class: 'start', testid, hidden: true, onclick }, label);
}

// A button that asks for a file and hands it over.
function createAttach(onFile) {
    const input = el('input', { type: 'file', hidden: true, testid: 'file-input',
        onchange: () => {
            if (input.files[0])
                onFile(input.files[0]);
            input.value = '';
        } });
    return el('div', {}, input, iconButton('file', t('attach'), { testid: 'attach', onclick: () => input.click() }));
}

// on: {send(text, replyTo) -> Promise<bool>, attach(file, caption) -> Promise<bool>, unblock(), ask(query), choose(id)}
export function createComposer(on) {
    const recall = createRecall();
    const input = el('textarea', { class: 'input', testid: 'composer', rows: 1, placeholder: t('message'),
        'aria-label': t('message'), autocomplete: 'off', enterkeyhint: 'send', maxlength: 4096 });
    const send = iconButton('send', t('send'), { class: 'send', testid: 'send', onclick: submit });
    const commands = createCommands(pick, (open) => menu.setAttribute('aria-expanded', String(open)));
    const menu = iconButton('slash', t('commands'), { testid: 'menu', 'aria-expanded': 'false',
        onclick: () => (commands.isOpen() ? commands.close() : commands.open()) });
    const cards = createCards({ ask: on.ask, choose: chooseCard, begin: on.begin });
    let bot = '';
    const answer = createAnswerBar((message) => message && input.focus());
    const keys = createReplyKeys(on.send, (placeholder) => { input.placeholder = placeholder || t('message'); });
    const attach = createAttach(async (file) => {
        const caption = input.value.trim();
        setText('');
        if (!await on.attach(file, caption))
            setText(caption);
    });
    const field = el('div', { class: 'field-row' }, menu, input, attach, keys.toggle, send);
    const start = bigButton('start', t('start'), () => on.send('/start'));
    const unblock = bigButton('unblock', t('unblock'), on.unblock);
    const node = el('div', { class: 'composer' }, commands.node, cards.node, answer.node, field, start, unblock, keys.node);

    function fit() {
        input.style.height = 'auto';
        input.style.height = `${Math.min(input.scrollHeight, HEIGHT_MAX)}px`;
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
        setText('');
        commands.close();
        cards.close();
        if (await on.send(text, answer.id()))
            answer.set(null);
        else if (!input.value)
            setText(text);
    }

    function chooseCard(card) {
        cards.close();
        setText('');
        on.choose(card.id);
        input.focus();
    }

    function pick(command) {
        commands.close();
        setText('');
        on.send(`/${command}`);
        input.focus();
    }

    function bringBack(event) {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!step || (input.value && !recall.isAt(input.value)))
            return;
        event.preventDefault();
        setText(recall.step(step));
        input.setSelectionRange(input.value.length, input.value.length);
    }

    function onKey(event) {
        if (event.isComposing)
            return;
        if ([commands, cards].some((list) => list.isOpen() && list.key(event.key))) {
            event.preventDefault();
        } else if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            if (event.target === input)
                submit();
        } else if (event.key === 'Escape') {
            answer.set(null);
        } else {
            bringBack(event);
        }
    }

    input.addEventListener('input', () => {
        const command = input.value.match(/^\/(\w*)$/);
        const query = queryOf(input.value, bot);
        fit();
        if (query === null)
            cards.close();
        else
            cards.open(query);
        if (command)
            commands.open(command[1]);
        else
            commands.close();
    });
    input.addEventListener('keydown', onKey);
    menu.addEventListener('keydown', (event) => {
        if (commands.isOpen() && event.key !== 'Enter' && commands.key(event.key))
            event.preventDefault();
    });

    return {
        node,
        focus: () => input.focus({ preventScroll: true }),
        setAnswered: answer.set,
        // me: whose words the arrow up brings back
        update({ empty, view, me, username }) {
            const said = view.messages.filter((message) => message.from?.id === me && message.text);
            const blocked = !!view.blocked;
            bot = username;
            recall.set(said.map((message) => message.text));
            commands.set(view.commands || []);
            menu.hidden = !view.commands?.length;
            start.hidden = !empty || blocked;
            unblock.hidden = !blocked;
            field.hidden = empty || blocked;
            keys.update(field.hidden ? null : view.reply_keyboard);
        },
    };
}
