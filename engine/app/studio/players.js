// Players: found by what they are called, seen, and acted on, each act as the command that an admin types.
import { el } from '/ui.js';
import { createPanel } from './panel.js';
import { w } from './words.js';

const ACTS = ['give', 'set', 'move', 'freeze', 'ban', 'erase'];

export function createPlayers() {
    const words = el('input', { class: 'input', type: 'search', placeholder: w('find'), 'aria-label': w('find'), testid: 'find' });
    const act = el('select', { class: 'input', testid: 'act' }, ACTS.map((name) => el('option', { value: name }, w(name))));
    const how = el('input', { class: 'input', placeholder: w('giveHint'), 'aria-label': w('act'), testid: 'how' });
    const acting = el('form', { class: 'tools', hidden: true, testid: 'acting' }, act, how,
        el('button', { class: 'button strong', testid: 'do' }, w('act')));
    const search = el('form', { class: 'tools', testid: 'search' }, words, el('button', { class: 'button strong' }, w('search')));
    const panel = createPanel('players', null, [search, acting]);
    let id = null;
    panel.main.replaceChildren(el('p', { class: 'hint' }, w('nobody')));

    function seen(answer) {
        id = answer?.show === 'player' ? answer.data.id : null;
        acting.hidden = id === null;
        return answer;
    }

    async function show(wanted) {
        words.value = wanted;
        return seen(await panel.ask(`/player ${wanted}`));
    }

    // A player who was picked among several is the one that the panel is about.
    panel.main.addEventListener('click', (event) => {
        const picked = event.target.closest('[data-testid="press-player"]');
        if (picked) {
            event.stopPropagation();
            show(picked.dataset.id);
        }
    }, true);
    act.addEventListener('change', () => (how.placeholder = w(`${act.value}Hint`)));
    search.addEventListener('submit', (event) => {
        event.preventDefault();
        if (words.value.trim())
            show(words.value.trim());
    });
    acting.addEventListener('submit', async (event) => {
        event.preventDefault();
        await panel.tell(`/player ${id} ${act.value} ${how.value}`.trim());
        how.value = '';
    });
    return { ...panel, show, refresh: () => panel.refresh().then(seen) };
}
