// The header of a column: whose chat it is, what the bot is doing, and who looks.
import { avatar, el, fullName, iconButton } from './ui.js';
import { count, has, t } from './i18n.js';
import { chatById, isGroup, playerById } from './state.js';

export function typingOf(view) {
    if (!view.typing)
        return null;
    return t(view.action && has(view.action) ? view.action : 'typing');
}

function titleOf(state, chat) {
    if (isGroup(chat))
        return chatById(state, chat)?.chat.title || '';
    return state.bot ? fullName(state.bot) : t('noBot');
}

function statusOf(state, chat) {
    if (isGroup(chat))
        return count('n_members', (chatById(state, chat)?.members.length || 0) + 1);
    return state.bot ? t('bot') : t('waitingBot');
}

// on: {drawer(), more(event)}
export function createHead(who, on) {
    const face = el('span', { class: 'head-face' });
    const title = el('span', { class: 'head-title', testid: 'title' });
    const status = el('span', { class: 'head-subtitle' });
    const chip = el('span', { class: 'head-chip' });
    const node = el('header', { class: 'head' },
        iconButton('menu', t('openMenu'), { class: 'drawer-open', testid: 'drawer', onclick: on.drawer }),
        face, el('div', { class: 'head-words' }, title, status), chip,
        iconButton('more', t('more'), { testid: 'more', onclick: on.more }));

    function drawStatus(state, view) {
        const typing = typingOf(view);
        status.classList.toggle('active', !state.online || !!typing);
        status.removeAttribute('data-testid');
        if (!state.online) {
            status.replaceChildren(el('span', { class: 'wait' }), t('connecting'));
        } else if (typing) {
            status.dataset.testid = 'typing';
            status.replaceChildren(typing,
                el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')));
        } else {
            status.replaceChildren(statusOf(state, who.chat));
        }
    }

    // Gives the words that name the column.
    function draw(state, view) {
        const name = titleOf(state, who.chat);
        const player = fullName(playerById(state, who.player));
        const as = t('as', { name: player });
        title.textContent = name;
        face.replaceChildren(avatar(isGroup(who.chat) ? who.chat : state.bot?.id || 0, name));
        chip.replaceChildren(avatar(who.player, player, 'tiny'), el('span', {}, player));
        chip.title = as;
        drawStatus(state, view);
        return `${name}, ${as}`;
    }

    return { node, draw };
}
