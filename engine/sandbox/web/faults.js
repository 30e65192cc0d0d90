// The faults over the log of calls: ordered with a click, listed while they are to come, taken back.
// What it shows is the engine's answer to GET /control/faults; it keeps nothing of its own.
import { api } from './api.js';
import { el, icon, iconButton, store as keep, stored } from './ui.js';
import { t } from './i18n.js';

const CALLS = [
    ['fault429', 'fault-429', { method: '*', code: 429, retry_after: 3 }],
    ['fault502', 'fault-502', { method: '*', code: 502 }],
    ['faultCut', 'fault-cut', { method: '*', cut: 'after' }],
    ['faultSlow', 'fault-slow', { method: '*', delay_ms: 2000 }],
];
const UPDATES = [
    ['faultTwice', 'fault-twice', { updates: 'twice' }],
    ['faultNewId', 'fault-new-id', { updates: 'twice_new_id' }],
    ['faultLate', 'fault-late', { updates: 'late' }],
    ['faultBroken', 'fault-malformed', { updates: 'malformed' }],
];
const MISCHIEF = { twice: 'Twice', twice_new_id: 'TwiceNewId', late: 'Late', reorder: 'Reorder',
    malformed: 'Malformed', gap: 'Gap' };

function seconds(ms) {
    return String(Math.round(ms / 100) / 10);
}

function codeText(fault) {
    if (fault.done)
        return t('effectDone', { code: fault.code });
    return fault.retry_after ? t('effectRetry', { code: fault.code, n: fault.retry_after }) :
        t('effectCode', { code: fault.code });
}

// What a fault does, in a few words: "sendMessage: answer 429, wait 3 s".
export function faultText(fault) {
    const parts = [];
    if (fault.updates)
        parts.push(t(`update${MISCHIEF[fault.updates]}`));
    else if (fault.delay_ms)
        parts.push(t('effectDelay', { n: seconds(fault.delay_ms) }));
    if (fault.code)
        parts.push(codeText(fault));
    if (fault.cut)
        parts.push(t(fault.cut === 'after' ? 'effectCutAfter' : 'effectCutBefore'));
    const what = parts.join(', ');
    const target = fault.method || fault.kind;
    return target && target !== '*' ? t('onMethod', { method: target, what }) : what;
}

// What befell a call, for its line in the log; in the line the method stands already.
export function befellText(fault) {
    const what = faultText({ ...fault, method: null, kind: null });
    const why = { scenario: t('byScenario'), flood: t('byFlood') }[fault.by];
    return why ? `${what} (${why})` : what;
}

// One word for a line of the log, where its milliseconds stand, too.
export function faultWord(fault) {
    if (fault.updates)
        return t(`short${MISCHIEF[fault.updates]}`);
    if (fault.code)
        return String(fault.code);
    return fault.cut ? t('shortCut') : '';
}

function group(title, buttons) {
    return el('div', { class: 'fault-group', role: 'group', 'aria-label': title }, el('h3', {}, title),
        el('div', { class: 'fault-buttons' }, buttons));
}

function row(fault, onBack) {
    const what = faultText(fault);
    return el('li', { class: 'fault-row', testid: 'fault', 'data-id': fault.id }, icon('bolt'),
        el('span', { class: what.includes(': ') ? 'fault-what named' : 'fault-what' }, what),
        fault.times > 1 ? el('span', { class: 'fault-times' }, `×${fault.times}`) : null,
        iconButton('close', t('faultBack', { what }), { class: 'fault-back', testid: 'fault-back',
            onclick: () => onBack(fault.id) }));
}

function setSwitch(node, isOn) {
    node.setAttribute('aria-checked', String(isOn));
}

// onError(error)
export function createFaults(onError) {
    const run = (call) => async () => {
        try {
            await call();
        } catch (error) {
            onError(error);
        }
    };
    let news = { faults: [], scenario: null, flood: null };

    const order = ([word, testid, fault]) => el('button', { type: 'button', class: 'fault-button', testid,
        title: faultText(fault), onclick: run(() => api.orderFault(fault)) }, t(word));
    const toggle = (testid, label, title, change) => el('button', { type: 'button', class: 'fault-switch', testid,
        title, role: 'switch', 'aria-checked': 'false', onclick: run(change) },
    el('span', { class: 'fault-label' }, label), el('span', { class: 'fault-knob', 'aria-hidden': 'true' }));
    const chaos = toggle('chaos', t('chaos'), t('chaosHint'), async () => (news.scenario ? api.stopScenario() :
        api.loadScenario(await api.readyScenario('chaos'))));
    const flood = toggle('flood', t('flood'), t('floodHint'), () => api.setFlood(!news.flood));
    const list = el('ul', { class: 'fault-list', testid: 'fault-list' });
    const clear = el('button', { type: 'button', class: 'link fault-clear', testid: 'faults-clear',
        onclick: run(() => api.cancelFault()) }, t('faultsClear'));
    const left = el('div', { class: 'fault-group' },
        el('div', { class: 'fault-line' }, el('h3', {}, t('faultsLeft')), clear), list);
    const badge = el('span', { class: 'badge fault-badge', testid: 'faults-badge', hidden: true });
    const node = el('details', { class: 'faults', testid: 'faults', open: stored('bylina.faults', false) },
        el('summary', { class: 'faults-head', testid: 'faults-toggle' }, icon('right'),
            el('span', { class: 'faults-title' }, t('faults')), badge),
        el('div', { class: 'faults-body' }, group(t('faultsCalls'), CALLS.map(order)),
            group(t('faultsUpdates'), UPDATES.map(order)), group(t('faultsAlways'), [chaos, flood]),
            left));
    node.addEventListener('toggle', () => keep('bylina.faults', node.open));

    function drawSwitches() {
        const { scenario } = news;
        const name = !scenario || scenario.name === 'chaos' ? t('chaos') : scenario.name || t('chaos');
        chaos.firstChild.textContent = scenario ? `${name} · ${scenario.seed}` : name;
        chaos.title = scenario ? t('scenario', { name, seed: scenario.seed }) : t('chaosHint');
        setSwitch(chaos, !!scenario);
        setSwitch(flood, !!news.flood);
    }

    return {
        node,
        // The answer of GET /control/faults.
        accept(answer) {
            news = answer;
            drawSwitches();
            list.replaceChildren(...news.faults.map((fault) => row(fault, (id) => run(() => api.cancelFault(id))())));
            left.hidden = news.faults.length === 0;
            const count = news.faults.length + (news.scenario ? 1 : 0) + (news.flood ? 1 : 0);
            badge.textContent = String(count);
            badge.hidden = count === 0;
        },
    };
}
