// What the makers of the game should know while they play: their last change does not load. It stands
// above the chats until it is mended, and can be folded to its title.
import { el } from './ui.js';
import { count, has, t } from './i18n.js';

function line({ where, text }) {
    return el('li', { class: 'notice-line', testid: 'notice-line' },
        where && el('b', { class: 'notice-where' }, where), where && ' ', el('span', {}, text));
}

export function createNotice() {
    const title = el('summary', { class: 'notice-title', testid: 'notice-title' });
    const list = el('ul', { class: 'notice-lines' });
    const more = el('p', { class: 'notice-more', hidden: true });
    const box = el('details', { class: 'notice-box', open: true }, title, list, more);
    const node = el('aside', { class: 'notice', testid: 'notice', role: 'status', 'aria-live': 'polite', hidden: true },
        box);

    // A notice of the control API, or nothing.
    function draw(notice) {
        node.hidden = !notice;
        if (!notice)
            return;
        const kind = `notice_${notice.kind}`;
        title.textContent = t(has(kind) ? kind : 'notice_other');
        list.replaceChildren(...notice.lines.map(line));
        more.hidden = !notice.more;
        more.textContent = notice.more ? count('n_more', notice.more) : '';
        box.open = true;
    }

    return { node, draw };
}
