// The studio: tabs of panels, and what is live: the figures every two seconds, and news (a reload that has
// ended, a backup that stands) as cards above whatever is open.
import { el, icon } from '/ui.js';
import { spanOf } from '/i18n.js';
import { card, get, press } from './talk.js';
import { createMap } from './map.js';
import { createPlayers } from './players.js';
import { createAudit, createErrors, createLore, createScripts, createWorld } from './world.js';
import { lang, w } from './words.js';

const LIVE_MS = 2000;
const NEWS_MAX = 4;

const usd = (micro) => `$${(micro / 1e6).toFixed(micro > 0 && micro < 100000 ? 4 : 2)}`;

function spentOf({ on, day }) {
    return on ? `${usd(day.cost)} / ${usd(day.cap)}` : w('off');
}

function createStatus() {
    const figures = el('dl', { class: 'figures', testid: 'figures' });
    const node = el('div', { class: 'panel', testid: 'panel-status' }, figures);

    function draw(live) {
        const kib = live.kib >= 10240 ? `${Math.floor(live.kib / 1024)} MB` : `${live.kib} KB`;
        const all = { doors: live.shut ? w('shut') : w('open'), heard: live.heard, pace: live.pace < 10 ? live.pace.toFixed(1) : Math.floor(live.pace),
            turns: live.turns, waiting: live.waiting, outgoing: live.outgoing, late: `${live.p50} / ${live.p99}`, failures: live.failures,
            calls: live.calls, timers: live.timers, conflicts: live.conflicts, size: kib, uptime: spanOf(live.uptime) || w('moments'),
            generation: `${live.generation} · ${live.hash.slice(0, 8)}`, version: live.version, ai: spentOf(live.lore) };
        if (live.broadcast)
            all.broadcast = `${live.broadcast.sent} ✓ ${live.broadcast.failed + live.broadcast.missed} ✗`;
        figures.replaceChildren(...Object.entries(all).map(([name, value]) => el('div', {
            class: (name === 'failures' || name === 'calls') && value > 0 ? 'figure bad' : 'figure', testid: `figure-${name}` },
        el('dt', {}, w(name)), el('dd', {}, String(value)))));
    }

    return { node, refresh: () => {}, draw };
}

const status = createStatus();
const players = createPlayers();
const panels = {
    status, errors: createErrors(), players, map: createMap({ player: (id) => open('players', id) }),
    world: createWorld(), scripts: createScripts(), lore: createLore(), audit: createAudit(),
};
const news = el('div', { class: 'news', testid: 'news' });
const lamp = el('span', { class: 'lamp', testid: 'lamp' });
const tabs = new Map(Object.keys(panels).map((name) => [name, el('button', { type: 'button', class: 'tab', role: 'tab',
    testid: `tab-${name}`, onclick: () => open(name) }, w(name))]));
const body = el('div', { class: 'body' });
document.documentElement.lang = lang;
document.title = `Bylina · ${w('title')}`;
document.getElementById('studio').append(
    el('header', { class: 'top' }, el('a', { class: 'back', href: '/', testid: 'to-chat', title: w('chat') }, icon('reply'), w('chat')),
        el('h1', {}, w('title')), lamp),
    el('nav', { class: 'tabs', role: 'tablist' }, [...tabs.values()]),
    el('main', { class: 'pane' }, news, body));

function open(name, player) {
    for (const [other, tab] of tabs)
        tab.setAttribute('aria-selected', String(other === name));
    tabs.get(name).scrollIntoView({ block: 'nearest', inline: 'nearest' });
    body.replaceChildren(panels[name].node);
    location.hash = name;
    if (player)
        players.show(player);
    else
        panels[name].refresh();
}

function addNews(answer) {
    if (!answer.html)
        return;
    const entry = el('div', { class: 'news-entry' });
    const drop = () => entry.remove();
    entry.append(card(answer, (name, id) => press(name, id).then((next) => {
        drop();
        addNews(next);
    })), el('button', { type: 'button', class: 'drop', title: w('close'), 'aria-label': w('close'), onclick: drop }, icon('close')));
    news.prepend(entry);
    while (news.children.length > NEWS_MAX)
        news.lastChild.remove();
    const shown = Object.keys(panels).find((name) => body.contains(panels[name].node));
    if (shown === 'scripts')
        panels.scripts.refresh();
}

let seq = null; // what was news before the page was opened is none

async function look() {
    try {
        const live = await get(`live?after=${seq ?? 0}`);
        if (seq !== null)
            live.news.forEach(addNews);
        seq = live.seq;
        status.draw(live);
        lamp.classList.remove('down');
        lamp.title = '';
    } catch {
        lamp.classList.add('down');
        lamp.title = w('offline');
    }
    setTimeout(look, LIVE_MS);
}

open(panels[location.hash.slice(1)] ? location.hash.slice(1) : 'status');
look();
