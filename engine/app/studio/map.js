// The map: the drawing of Graphviz with how many players stand in each scene, and beside it the scene that
// was pressed: its file, choices, texts, and who is there.
import { el, toast } from '/ui.js';
import { get, getText } from './talk.js';
import { button } from './panel.js';
import { lang, w } from './words.js';

const SVG = 'http://www.w3.org/2000/svg';

function svgNode(tag, attributes, text) {
    const node = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes))
        node.setAttribute(name, value);
    if (text)
        node.textContent = text;
    return node;
}

// The drawing, with no links and nothing that runs.
function drawing(text) {
    const root = document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true);
    if (root.nodeName !== 'svg')
        throw new Error(w('noMap'));
    for (const node of root.querySelectorAll('script, foreignObject'))
        node.remove();
    for (const link of root.querySelectorAll('a'))
        link.replaceWith(...link.childNodes);
    root.setAttribute('data-testid', 'map-svg');
    return root;
}

function count(node, n) {
    const box = node.getBBox();
    const badge = svgNode('g', { class: 'count', 'data-testid': 'map-count' });
    badge.append(svgNode('circle', { cx: box.x + box.width, cy: box.y, r: 10 }),
        svgNode('text', { x: box.x + box.width, y: box.y + 4, 'text-anchor': 'middle' }, String(n)));
    node.append(badge);
}

// on.player(id): somebody who stands there was pressed.
export function createMap(on) {
    const picture = el('div', { class: 'map-picture', testid: 'map-picture' });
    const aside = el('aside', { class: 'map-scene', testid: 'map-scene' }, el('p', { class: 'hint' }, w('pickScene')));
    const node = el('div', { class: 'panel map', testid: 'panel-map' },
        el('div', { class: 'tools' }, button(w('refresh'), 'map-refresh', () => refresh())),
        el('div', { class: 'map-both' }, picture, aside));
    let map = { nodes: [], edges: [] };
    let standing = {};

    function choiceLine(choice) {
        const marks = [choice.each && w('each'), choice.guarded && w('guarded')].filter(Boolean).join(', ');
        return el('li', {}, el('strong', {}, choice.label || choice.id), marks ? ` (${marks})` : null,
            choice.go ? ` → ${choice.go}` : null);
    }

    function list(title, items) {
        return items.length ? [el('h3', {}, title), el('ul', {}, items)] : [];
    }

    async function show(id) {
        const [scene, place] = [await get(`scene?id=${encodeURIComponent(id)}&lang=${lang}`),
            map.nodes.find((one) => one.id === id)];
        if (scene.none)
            return;
        const here = standing[id] || { count: 0, players: [] };
        const ways = map.edges.filter((edge) => edge.from === id).map((edge) => el('li', {}, `${edge.by || edge.how} → ${edge.to}`));
        aside.replaceChildren(el('h2', {}, id), el('p', { class: 'hint' }, `${scene.file}:${place?.line ?? 1}`),
            el('p', { class: 'scene-text' }, scene.text || w('computed')),
            ...list(w('choices'), scene.choices?.length ? scene.choices.map(choiceLine) : []), ...list(w('leads'), ways),
            ...list(w('texts'), (Array.isArray(scene.words) ? scene.words : []).map((one) => el('li', {}, el('code', {}, one.key), ` ${one.text}`))),
            el('h3', { testid: 'map-here' }, w('here', { n: here.count })),
            el('div', { class: 'row' }, here.players.map((player) => button(player, 'map-player', () => on.player(player)))));
        for (const one of picture.querySelectorAll('g.node'))
            one.classList.toggle('picked', one.querySelector('title')?.textContent === id);
        aside.scrollIntoView({ block: 'nearest' });
    }

    function dress(root) {
        for (const one of root.querySelectorAll('g.node')) {
            const id = one.querySelector('title')?.textContent;
            if (!map.nodes.some((place) => place.id === id && place.kind === 'scene'))
                continue;
            one.classList.add('scene');
            one.setAttribute('data-testid', `scene-${id}`);
            one.setAttribute('tabindex', '0');
            one.addEventListener('click', () => show(id).catch(complain));
            one.addEventListener('keydown', (event) => event.key === 'Enter' && show(id).catch(complain));
            if (standing[id])
                count(one, standing[id].count);
        }
    }

    function complain(error) {
        toast(node, error.message);
    }

    async function refresh() {
        try {
            ({ map, standing } = await get('map'));
            const root = drawing(await getText('map.svg'));
            picture.replaceChildren(root);
            dress(root);
        } catch (error) {
            complain(error);
        }
    }

    return { node, refresh };
}
