// Inline mode: "@bot words" in the field asks the bot, and what it offers stands over the composer to
// choose from; walked with the arrow keys. A button for strangers leads to the bot's own chat.
import { el } from './ui.js';
import { t } from './i18n.js';

const PAUSE_MS = 250; // after the last key

// The words for the bot in what was typed; null: none are.
export function queryOf(text, username) {
    const [, name, words] = text.match(/^@(\w+)\s(.*)$/s) || [];
    return name && username && name.toLowerCase() === username.toLowerCase() ? words : null;
}

// on: {ask(query) -> Promise<answer>, choose(result), begin()}
export function createCards(on) {
    const node = el('div', { class: 'commands cards', testid: 'cards', role: 'listbox', hidden: true,
        'aria-label': t('cards') });
    let shown = [];
    let chosen = 0;
    let asked = null;
    let timer = 0;

    function row(card, at) {
        return el('button', { type: 'button', class: at === chosen ? 'command card chosen' : 'command card',
            testid: 'card', role: 'option', 'aria-selected': String(at === chosen), onclick: () => on.choose(card) },
        el('span', { class: 'card-face', 'aria-hidden': 'true' }, [...card.title][0] || ''),
        el('span', { class: 'card-words' }, el('span', { class: 'command-name' }, card.title),
            el('span', { class: 'command-about' }, card.description || '')));
    }

    function draw(button) {
        const begin = button && el('button', { type: 'button', class: 'command card-begin', testid: 'card-begin',
            onclick: on.begin }, button.text);
        const none = !shown.length && !begin && el('div', { class: 'commands-none' }, t('noCards'));
        node.replaceChildren(...[begin, ...shown.map(row), none].filter(Boolean));
        node.querySelector('.chosen')?.scrollIntoView({ block: 'nearest' });
    }

    function close() {
        clearTimeout(timer);
        asked = null;
        shown = [];
        node.hidden = true;
    }

    async function ask(query) {
        const answer = await on.ask(query);
        if (asked !== query || !answer)
            return;
        shown = answer.results;
        chosen = 0;
        node.hidden = false;
        draw(answer.button);
    }

    function open(query) {
        if (query === asked)
            return;
        asked = query;
        clearTimeout(timer);
        timer = setTimeout(() => ask(query), PAUSE_MS);
    }

    // A key while the list is open; true when it was used up.
    function key(name) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[name];
        if (step && shown.length) {
            chosen = (chosen + step + shown.length) % shown.length;
            [...node.querySelectorAll('.card')].forEach((one, at) => {
                one.classList.toggle('chosen', at === chosen);
                one.setAttribute('aria-selected', String(at === chosen));
            });
            node.querySelector('.chosen').scrollIntoView({ block: 'nearest' });
        } else if (name === 'Enter' && shown.length) {
            on.choose(shown[chosen]);
        } else if (name === 'Escape') {
            close();
        } else {
            return false;
        }
        return true;
    }

    return { node, open, close, key, isOpen: () => !node.hidden };
}
