// The clock of the game's world: its time and date, how far it is ahead, and the buttons that skip.
// On a phone it is the strip at the top, on a desktop a card under the list of chats.
import { api } from './api.js';
import { el } from './ui.js';
import { clockOf, dateOf, shortDateOf, spanOf, t } from './i18n.js';
import { applyClock, gameNow } from './state.js';

const SKIPS = [
    ['skip10m', 'skip-10m', 600],
    ['skip8h', 'skip-8h', 8 * 3600],
    ['skip1d', 'skip-1d', 86400],
];

const machineNow = () => Date.now() / 1000;

export function createClock(store, onError) {
    const time = el('time', { class: 'clock-time', testid: 'clock-time' });
    const date = el('span', { class: 'clock-date' });
    const shortDate = el('span', { class: 'clock-date-short' });
    const ahead = el('span', { class: 'clock-ahead', testid: 'clock-ahead' });
    const buttons = SKIPS.map(([word, testid, seconds]) => el('button', { type: 'button', class: 'skip', testid,
        'aria-label': t('skipHint', { span: t(word) }), title: t('skipHint', { span: t(word) }),
        onclick: () => skip(seconds) }, el('span', { 'aria-hidden': 'true' }, '+'), t(word)));
    const node = el('section', { class: 'clock', testid: 'clock', 'aria-label': t('clock') },
        el('div', { class: 'clock-face' }, time, el('div', { class: 'clock-words' }, date, shortDate, ahead)),
        el('div', { class: 'skips' }, buttons));

    function setText(target, text) {
        if (target.textContent !== text)
            target.textContent = text;
    }

    function draw() {
        const state = store.get();
        if (!state.clock.now)
            return;
        const now = gameNow(state, machineNow());
        setText(time, clockOf(now));
        setText(date, dateOf(now));
        setText(shortDate, shortDateOf(now));
        const { skipped } = state.clock;
        setText(ahead, skipped >= 60 ? t('ahead', { span: spanOf(skipped) }) : '');
    }

    async function skip(seconds) {
        buttons.forEach((button) => { button.disabled = true; });
        try {
            store.set(applyClock(store.get(), await api.skip(seconds), machineNow()));
            node.classList.remove('skipped');
            requestAnimationFrame(() => node.classList.add('skipped'));
        } catch (error) {
            onError(error);
        } finally {
            buttons.forEach((button) => { button.disabled = false; });
        }
    }

    store.subscribe((state, before) => state.clock !== before.clock && draw());
    setInterval(draw, 1000);
    draw();
    return { node };
}
