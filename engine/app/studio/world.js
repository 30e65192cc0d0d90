// What concerns all players, and the rules: broadcasts, maintenance, backups; reload and generations; texts
// by AI; errors, payments and the audit.
import { el } from '/ui.js';
import { button, createPanel } from './panel.js';
import { w } from './words.js';

function area(label, hint, testid) {
    return el('label', { class: 'area' }, el('span', {}, label), el('textarea', { rows: 3, placeholder: hint, testid }));
}

export function createWorld() {
    const news = area(w('broadcast'), w('broadcastHint'), 'broadcast-text');
    const shut = area(w('maintenance'), w('maintenanceHint'), 'maintenance-text');
    const words = (label) => label.querySelector('textarea').value.trim();
    const panel = createPanel('world', '/maintenance', [
        news, button(w('preview'), 'broadcast', () => panel.tell(`/broadcast ${words(news)}`.trim()), true),
        button(w('plans'), 'going', () => panel.tell('/broadcast')),
        button(w('planned'), 'planned', () => panel.tell('/broadcast plans')),
        shut, button(w('shutIt'), 'shut', () => panel.tell(`/maintenance on ${words(shut)}`.trim()), true),
        button(w('openIt'), 'open', () => panel.tell('/maintenance off')),
        el('div', { class: 'area' }, el('span', {}, w('backup'))),
        button(w('backupNow'), 'backup', () => panel.tell('/backup'), true),
        button(w('backups'), 'backups', () => panel.tell('/backup list')),
        el('p', { class: 'hint' }, w('everyone')),
    ]);
    return panel;
}

export function createScripts() {
    const panel = createPanel('scripts', '/generations', [
        button(w('reload'), 'reload', () => panel.tell('/reload'), true),
        button(w('reloadNow'), 'reload-now', () => panel.tell('/reload now')),
        button(w('rollback'), 'rollback', () => panel.tell('/rollback')),
    ]);
    return panel;
}

// A card's Edit gives the command with the words that are there, to be copied: it may be put here whole.
export function createLore() {
    const to = (words) => () => panel.ask(words);
    const which = el('input', { class: 'input', placeholder: w('loreHint'), 'aria-label': w('lore'), testid: 'lore-which' });
    const edit = area(w('edit'), w('editHint'), 'lore-text');
    const words = () => edit.querySelector('textarea').value.trim().replace(/^\/lore edit\s*/, '');
    const panel = createPanel('lore', '/lore', [
        button(w('figures'), 'lore-figures', to('/lore')), button(w('reported'), 'lore-reported', to('/lore reported')),
        button(w('refusedTexts'), 'lore-refused', to('/lore refused')), button(w('newest'), 'lore-newest', to('/lore newest')),
        which, button(w('show'), 'lore-show', () => panel.tell(`/lore ${which.value}`.trim()), true),
        edit, button(w('write'), 'lore-edit', () => panel.tell(`/lore edit ${words()}`)),
    ]);
    return panel;
}

export function createErrors() {
    const to = (words) => () => panel.ask(words);
    const panel = createPanel('errors', '/errors', [
        button(w('kinds'), 'kinds', to('/errors')), button(w('all'), 'all', to('/errors all')),
        button(w('refused'), 'refused', to('/errors calls')), button(w('poison'), 'poison', to('/poison')),
        button(w('outbox'), 'outbox', to('/outbox')), button(w('payments'), 'payments', to('/payments')),
    ]);
    return panel;
}

export function createAudit() {
    const whose = el('input', { class: 'input', placeholder: w('whose'), 'aria-label': w('whose'), testid: 'whose' });
    const grant = el('input', { class: 'input', placeholder: w('grantHint'), 'aria-label': w('grant'), testid: 'grant-who' });
    const panel = createPanel('audit', '/audit', [
        whose, button(w('show'), 'audit', () => panel.ask(`/audit ${whose.value}`.trim()), true),
        button(w('roles'), 'roles', () => panel.ask('/roles')),
        grant, button(w('grant'), 'grant', () => panel.tell(`/grant ${grant.value}`)),
    ]);
    return panel;
}
