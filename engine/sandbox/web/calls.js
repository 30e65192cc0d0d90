// The log of the bot's calls: newest last, as they come; a click shows the parameters and the error.
// It reads /control/calls from the last number it knows, and only while it is open.
import { api } from './api.js';
import { coalesce } from './coalesce.js';
import { el, icon, iconButton } from './ui.js';
import { clockOf, t } from './i18n.js';

const ROWS_MAX = 300;
const PAGE = 100;
const FAST_POLLS = new Set(['getupdates']);

function details(call) {
    const error = call.ok ? null : el('p', { class: 'call-error' },
        `${call.error_code ?? ''} ${call.description ?? ''}`.trim());
    return el('div', { class: 'call-details' }, error,
        el('pre', { 'aria-label': t('params') }, JSON.stringify(call.params ?? {}, null, 2)));
}

function secondsOf(at) {
    return at > 1e11 ? at / 1000 : at;
}

function row(call) {
    const line = el('summary', { class: 'call-line' }, icon('right'),
        el('span', { class: 'call-method' }, call.method),
        el('span', { class: 'call-state' }, call.ok ? '' : String(call.error_code ?? 'error')),
        el('span', { class: 'call-ms' }, t('ms', { n: Math.round(call.ms) })),
        el('time', { class: 'call-at' }, clockOf(secondsOf(call.at))));
    const node = el('details', { class: call.ok ? 'call' : 'call failed', testid: 'call',
        'data-method': call.method, 'data-ok': String(!!call.ok), 'data-n': call.n }, line);
    node.addEventListener('toggle', () => node.children.length === 1 && node.append(details(call)));
    return node;
}

export function createCalls(onClose) {
    const rows = el('div', { class: 'calls-rows' });
    const none = el('p', { class: 'calls-none' }, t('noCalls'));
    const node = el('aside', { class: 'calls', testid: 'calls', 'aria-label': t('calls'), hidden: true },
        el('header', { class: 'calls-head' }, el('h2', {}, t('calls')),
            iconButton('close', t('hideCalls'), { testid: 'calls-close', onclick: onClose })), none, rows);
    let last = 0;

    function append(calls) {
        const stick = rows.scrollHeight - rows.scrollTop - rows.clientHeight < 40;
        const shown = calls.filter((call) => call.n > last && !FAST_POLLS.has(call.method.toLowerCase()));
        last = Math.max(last, ...calls.map((call) => call.n));
        rows.append(...shown.map(row));
        while (rows.children.length > ROWS_MAX)
            rows.firstChild.remove();
        none.hidden = rows.children.length > 0;
        if (stick)
            rows.scrollTop = rows.scrollHeight;
    }

    const load = coalesce(async () => {
        for (let full = !node.hidden; full;) {
            const { calls } = await api.calls(last, PAGE);
            append(calls);
            full = calls.length === PAGE;
        }
    });

    return {
        node,
        changed: load,
        // After a restart of the engine the numbers may begin anew.
        reset() {
            last = 0;
            rows.replaceChildren();
            load();
        },
        show(open) {
            node.hidden = !open;
            load();
        },
    };
}
