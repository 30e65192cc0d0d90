// The scrolling list of a chat: keeps one list item for each row by its key, redraws only what has
// changed, and stays at the bottom only if it was there. A reader who has scrolled up is never moved;
// he gets a button with the number of new messages instead.
import { el, icon } from './ui.js';
import { count, t } from './i18n.js';
import { drawRow } from './message.js';

const AT_BOTTOM_PX = 60;
const FLASH_MS = 1200;

function signature(row, context) {
    const pressed = row.message ? context.pressedOf(row.message) : '';
    return JSON.stringify([row, pressed, row.kind === 'day' ? context.today : 0]);
}

// Redrawing must not lose the focus of a button that is still there.
function keepFocus(node, draw) {
    const at = document.activeElement;
    const place = node.contains(at) ? at.dataset : null;
    draw();
    if (place?.row !== undefined)
        node.querySelector(`[data-row="${place.row}"][data-column="${place.column}"]`)
            ?.focus({ preventScroll: true });
}

export function createList() {
    const rows = new Map(); // key: {node, signature}
    const items = el('ol', { class: 'rows', role: 'log', 'aria-live': 'polite', 'aria-label': t('messages'),
        'aria-busy': 'true' });
    const badge = el('span', { class: 'badge', hidden: true });
    const down = el('button', { type: 'button', class: 'to-bottom', testid: 'to-bottom', hidden: true,
        'aria-label': t('toBottom'), onclick: () => toBottom(true) }, icon('down'), badge);
    const scroller = el('div', { class: 'scroller', tabindex: -1 }, items);
    let atBottom = true;
    let gliding = false; // a smooth scroll of ours is under way
    let fresh = 0;
    let drawn = false;

    function showDown() {
        down.hidden = atBottom;
        badge.hidden = !fresh;
        badge.textContent = String(fresh);
        down.setAttribute('aria-label', fresh ? count('n_new', fresh) : t('toBottom'));
    }

    function toBottom(smooth) {
        const calm = !smooth || matchMedia('(prefers-reduced-motion: reduce)').matches;
        const far = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
        gliding = !calm && far > 1;
        atBottom = true;
        fresh = 0;
        scroller.scrollTo({ top: scroller.scrollHeight, behavior: calm ? 'instant' : 'smooth' });
        showDown();
    }

    function onScroll() {
        const far = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
        if (gliding && far > 2)
            return;
        gliding = false;
        atBottom = far < AT_BOTTOM_PX;
        fresh = atBottom ? 0 : fresh;
        showDown();
    }

    scroller.addEventListener('scroll', onScroll, { passive: true });
    for (const name of ['wheel', 'touchstart', 'pointerdown'])
        scroller.addEventListener(name, () => { gliding = false; }, { passive: true });
    // A photo that loads, a keyboard that opens: what was at the bottom stays there.
    const watch = new ResizeObserver(() => atBottom && !gliding && toBottom(false));
    watch.observe(items);
    watch.observe(scroller);

    function drop(keep) {
        for (const [key, row] of rows) {
            if (keep.has(key))
                continue;
            row.node.remove();
            rows.delete(key);
        }
    }

    function put(row, context) {
        const sign = signature(row, context);
        const known = rows.get(row.key);
        const node = known?.node || el('li');
        if (!known && drawn)
            node.addEventListener('animationend', () => node.classList.remove('enter'), { once: true });
        if (known?.signature !== sign)
            keepFocus(node, () => drawRow(node, row, context));
        if (!known && drawn)
            node.classList.add('enter');
        rows.set(row.key, { node, signature: sign });
        return node;
    }

    // edited: ids of messages that flash; incoming: how many new ones count for the button.
    function update(list, context, { edited = [], incoming = 0 } = {}) {
        drop(new Set(list.map((row) => row.key)));
        let place = items.firstChild;
        for (const row of list) {
            const node = put(row, context);
            if (node === place)
                place = place.nextSibling;
            else
                items.insertBefore(node, place);
        }
        edited.forEach(flash);
        if (atBottom)
            toBottom(drawn && incoming > 0);
        else
            fresh += incoming;
        showDown();
        drawn = true;
        requestAnimationFrame(() => items.setAttribute('aria-busy', 'false'));
    }

    function flash(id) {
        const node = rows.get(`m${id}`)?.node;
        node?.classList.add('flash');
        setTimeout(() => node?.classList.remove('flash'), FLASH_MS);
    }

    function jump(id) {
        rows.get(`m${id}`)?.node.scrollIntoView({ block: 'center', behavior: 'smooth' });
        flash(id);
    }

    return {
        node: el('div', { class: 'list' }, scroller, down),
        update,
        jump,
        toBottom,
        destroy: () => watch.disconnect(),
    };
}
