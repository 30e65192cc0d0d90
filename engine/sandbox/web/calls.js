// The log of the bot's calls, and of what faults did to calls and updates: newest last, as they come; a
// click shows the parameters, the error and the fault. It reads /control/calls and /control/faults from
// the last numbers it knows, and only while it is open.
import { api } from './api.js';
import { coalesce } from './coalesce.js';
import { el, icon, iconButton } from './ui.js';
import { clockOf, t } from './i18n.js';
import { befellText, createFaults, faultWord } from './faults.js';

const ROWS_MAX = 300;
const PAGE = 100;
const FAST_POLLS = new Set(['getupdates']);

function details(call) {
    const error = call.ok ? null : el('p', { class: 'call-error' },
        `${call.error_code ?? ''} ${call.description ?? ''}`.trim());
    const fault = call.fault ? el('p', { class: 'call-befell' }, t('faultWas', { what: befellText(call.fault) })) : null;
    return el('div', { class: 'call-details' }, error, fault,
        el('pre', { 'aria-label': t('params') }, JSON.stringify(call.params ?? {}, null, 2)));
}

function secondsOf(at) {
    return at > 1e11 ? at / 1000 : at;
}

function boltOf(fault) {
    return el('span', { class: 'call-bolt', testid: 'call-fault', title: befellText(fault) }, icon('bolt'));
}

function stateOf(call) {
    if (call.fault)
        return faultWord(call.fault);
    return call.ok ? '' : String(call.error_code ?? 'error');
}

function row(call) {
    const line = el('summary', { class: 'call-line' }, icon('right'),
        el('span', { class: 'call-method' }, call.method),
        call.fault ? boltOf(call.fault) : null,
        el('span', { class: 'call-state' }, stateOf(call)),
        el('span', { class: 'call-ms' }, t('ms', { n: Math.round(call.ms) })),
        el('time', { class: 'call-at' }, clockOf(secondsOf(call.at))));
    const node = el('details', { class: ['call', !call.ok && 'failed', call.fault && 'hit'].filter(Boolean).join(' '),
        testid: 'call', 'data-method': call.method, 'data-ok': String(!!call.ok), 'data-n': call.n }, line);
    node.addEventListener('toggle', () => node.children.length === 1 && node.append(details(call)));
    return node;
}

// An update that a fault befell.
function hitRow(hit) {
    return el('details', { class: 'call hit of-update', testid: 'update-fault', 'data-update': hit.update },
        el('summary', { class: 'call-line' }, icon('right'), el('span', { class: 'call-method' }, hit.update),
            el('span', { class: 'call-bolt' }, icon('bolt')), el('span', { class: 'call-state' }, faultWord(hit.fault)),
            el('time', { class: 'call-at' }, clockOf(secondsOf(hit.at)))),
        el('div', { class: 'call-details' },
            el('p', { class: 'call-befell' }, t('faultWas', { what: befellText({ ...hit.fault, by: hit.by }) })),
            el('pre', {}, JSON.stringify({ update_id: hit.update_id, ...hit.fault }, null, 2))));
}

// Calls and befallen updates as rows, in the order of their time.
function merge(calls, hits) {
    const rows = [...calls.map((call) => [call.at, row(call)]), ...hits.map((hit) => [hit.at, hitRow(hit)])];
    return rows.sort((a, b) => a[0] - b[0]).map(([, node]) => node);
}

// on: {close(), complain(error)}
export function createCalls(on) {
    const rows = el('div', { class: 'calls-rows' });
    const none = el('p', { class: 'calls-none' }, t('noCalls'));
    const faults = createFaults(on.complain);
    const node = el('aside', { class: 'calls', testid: 'calls', 'aria-label': t('calls'), hidden: true },
        el('header', { class: 'calls-head' }, el('h2', {}, t('calls')),
            iconButton('close', t('hideCalls'), { testid: 'calls-close', onclick: on.close })), faults.node, none, rows);
    let last = 0;
    let lastHit = 0;

    function append(calls, hits) {
        const stick = rows.scrollHeight - rows.scrollTop - rows.clientHeight < 40;
        const shown = calls.filter((call) => call.n > last
            && (call.fault || !FAST_POLLS.has(call.method.toLowerCase())));
        last = Math.max(last, ...calls.map((call) => call.n));
        lastHit = Math.max(lastHit, ...hits.map((hit) => hit.n));
        rows.append(...merge(shown, hits.filter((hit) => hit.update)));
        while (rows.children.length > ROWS_MAX)
            rows.firstChild.remove();
        none.hidden = rows.children.length > 0;
        if (stick)
            rows.scrollTop = rows.scrollHeight;
    }

    const load = coalesce(async () => {
        for (let full = !node.hidden; full;) {
            const [{ calls }, news] = await Promise.all([api.calls(last, PAGE), api.faults(lastHit)]);
            append(calls, news.hits);
            faults.accept(news);
            full = calls.length === PAGE;
        }
    });

    return {
        node,
        changed: load,
        // After a restart of the engine the numbers may begin anew.
        reset() {
            last = 0;
            lastHit = 0;
            rows.replaceChildren();
            load();
        },
        show(open) {
            node.hidden = !open;
            load();
        },
    };
}
