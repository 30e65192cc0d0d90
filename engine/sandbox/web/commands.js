// The list of the bot's commands over the composer: opened by its button or by typing a slash, walked
// with the arrow keys.
import { el } from './ui.js';
import { t } from './i18n.js';

// onPick(command); onToggle(open)
export function createCommands(onPick, onToggle) {
    const node = el('div', { class: 'commands', testid: 'commands', role: 'listbox', hidden: true,
        'aria-label': t('commands') });
    let all = [];
    let shown = [];
    let chosen = -1;

    function row(command, at) {
        return el('button', { type: 'button', class: at === chosen ? 'command chosen' : 'command',
            testid: 'command', role: 'option', 'aria-selected': String(at === chosen),
            onclick: () => onPick(command.command) },
        el('span', { class: 'command-name' }, `/${command.command}`),
        el('span', { class: 'command-about' }, command.description));
    }

    function draw() {
        node.replaceChildren(...shown.map(row));
        node.children[chosen]?.scrollIntoView({ block: 'nearest' });
    }

    const away = (event) => !node.parentNode?.contains(event.target) && close();

    function close() {
        node.hidden = true;
        document.removeEventListener('pointerdown', away, true);
        onToggle(false);
    }

    // Those that begin with what was typed; closes when there are none.
    function open(typed = '') {
        shown = all.filter((command) => command.command.startsWith(typed.toLowerCase()));
        chosen = -1;
        node.hidden = !shown.length;
        document.addEventListener('pointerdown', away, true);
        onToggle(!node.hidden);
        draw();
    }

    // A key while the list is open; true when it was used up.
    function key(name) {
        const step = { ArrowDown: 1, ArrowUp: -1 }[name];
        if (step)
            chosen = (Math.max(chosen, step > 0 ? -1 : 0) + step + shown.length) % shown.length;
        else if (name === 'Escape')
            close();
        else if (name === 'Enter' && chosen >= 0)
            onPick(shown[chosen].command);
        else
            return false;
        draw();
        return true;
    }

    return { node, open, close, key, isOpen: () => !node.hidden, set: (commands) => { all = commands; } };
}
