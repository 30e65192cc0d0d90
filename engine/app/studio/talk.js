// What the studio says to the engine and how its answers look: the HTML of the chat (a few simple tags,
// taken over one by one, never parsed into the page), and its buttons.
import { el } from '/ui.js';
import { lang, w } from './words.js';

const TAGS = { B: 'strong', I: 'em', U: 'u', S: 's', CODE: 'code', PRE: 'pre' };

async function call(path, options) {
    const answer = await fetch(`/engine/studio/${path}`, options);
    if (!answer.ok)
        throw new Error((await answer.text()) || w('offline'));
    return answer;
}

export async function get(path) {
    return (await call(path)).json();
}

export async function getText(path) {
    return (await call(path)).text();
}

async function post(request) {
    const body = JSON.stringify({ ...request, lang });
    return (await call('say', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).json();
}

export const say = (words) => post({ say: words });
export const press = (name, id) => post({ press: name, id });

function copy(from, to) {
    for (const node of from.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) {
            to.append(node.data);
        } else if (TAGS[node.nodeName]) {
            const made = el(TAGS[node.nodeName]);
            copy(node, made);
            to.append(made);
        } else {
            copy(node, to);
        }
    }
}

// The engine's HTML as nodes of ours.
function rich(html) {
    const node = el('div', { class: 'words' });
    copy(new DOMParser().parseFromString(html || '', 'text/html').body, node);
    return node;
}

// An answer as a card; on(name, id): one of its buttons was pressed.
export function card(answer, on) {
    const rows = Array.isArray(answer.rows) ? answer.rows : [];
    const buttons = rows.map((row) => el('div', { class: 'row' }, row.map((button) => {
        const [, name, id] = button.data.split('.');
        return el('button', { type: 'button', class: 'button', testid: `press-${name}`, 'data-id': id,
            onclick: () => on(name, Number(id)) }, button.text);
    })));
    return el('section', { class: 'card', testid: 'card', 'data-show': answer.show }, rich(answer.html), buttons);
}
