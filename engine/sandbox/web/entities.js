// Formatting of a text. Telegram gives a plain string and entities that count UTF-16 units, which is
// what JavaScript strings count, too. `entityTree` turns them into a tree (an entity that crosses
// the end of another is cut in two, so that the tree is always sound); `renderEntities` makes DOM
// nodes of it. Text only ever becomes text nodes, and a link only opens what is http, https, tg,
// mailto or tel.
import { el } from './ui.js';
import { t } from './i18n.js';

const TAGS = {
    bold: 'strong',
    italic: 'em',
    underline: 'u',
    strikethrough: 's',
    code: 'code',
};
const SAFE_LINK = /^(https?|tg|mailto|tel):/i;
const COLLAPSED_QUOTE_LENGTH = 160;

function soundEntities(text, entities) {
    return (entities || [])
        .map((entity) => ({ entity, from: entity.offset, to: entity.offset + entity.length }))
        .map((range) => ({ ...range, from: Math.max(range.from, 0), to: Math.min(range.to, text.length) }))
        .filter((range) => range.from < range.to)
        .sort((a, b) => a.from - b.from || b.to - a.to);
}

// Nested ranges of [from, to); those that stick out of their parent go on beside it.
function nest(ranges, from, to) {
    const nodes = [];
    const rest = [...ranges];
    let at = from;
    while (rest.length) {
        const range = rest.shift();
        if (range.from > at)
            nodes.push({ from: at, to: range.from });
        const inner = rest.filter((other) => other.from < range.to);
        const outer = rest.slice(inner.length);
        const cut = inner.map((other) => ({ ...other, to: Math.min(other.to, range.to) }));
        const over = inner.filter((other) => other.to > range.to)
            .map((other) => ({ ...other, from: range.to }));
        nodes.push({ ...range, children: nest(cut, range.from, range.to) });
        rest.splice(0, rest.length, ...over, ...outer);
        rest.sort((a, b) => a.from - b.from || b.to - a.to);
        at = range.to;
    }
    if (at < to)
        nodes.push({ from: at, to });
    return nodes;
}

function withText(text, node) {
    if (!node.entity)
        return { text: text.slice(node.from, node.to) };
    const children = node.children.map((child) => withText(text, child));
    return { entity: node.entity, text: text.slice(node.from, node.to), children };
}

// [{text} | {entity, text, children}], in order; the texts together are the text.
export function entityTree(text, entities) {
    return nest(soundEntities(text, entities), 0, text.length).map((node) => withText(text, node));
}

export function safeLink(url) {
    const full = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
    return SAFE_LINK.test(full) ? full : null;
}

function link(url, children) {
    const href = safeLink(url);
    if (!href)
        return el('span', {}, children);
    return el('a', { class: 'link', href, target: '_blank', rel: 'noopener noreferrer' }, children);
}

function spoiler(children) {
    const node = el('span', { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': t('spoiler') },
        el('span', { class: 'spoiler-text', 'aria-hidden': 'true' }, children));
    const reveal = (event) => {
        if (event.type === 'keydown' && event.key !== 'Enter' && event.key !== ' ')
            return;
        event.preventDefault();
        node.classList.add('revealed');
        for (const name of ['role', 'tabindex', 'aria-label'])
            node.removeAttribute(name);
        node.firstChild.removeAttribute('aria-hidden');
    };
    node.addEventListener('click', reveal, { once: true });
    node.addEventListener('keydown', reveal);
    return node;
}

function codeBlock(entity, text, on) {
    const head = el('span', { class: 'pre-head' }, entity.language || '',
        el('button', { type: 'button', class: 'pre-copy', onclick: () => on.copy(text) }, t('copy')));
    return el('pre', { class: 'pre' }, head, el('code', {}, text));
}

function quote(entity, text, children) {
    const node = el('blockquote', { class: 'quote' }, children);
    if (entity.type !== 'expandable_blockquote' || text.length < COLLAPSED_QUOTE_LENGTH)
        return node;
    node.classList.add('expandable', 'collapsed');
    node.addEventListener('click', () => node.classList.toggle('collapsed'));
    return node;
}

function command(text, on) {
    return el('button', { type: 'button', class: 'link', onclick: () => on.command(text) }, text);
}

const RENDERERS = {
    spoiler: (entity, text, children) => spoiler(children),
    pre: (entity, text, children, on) => codeBlock(entity, text, on),
    blockquote: quote,
    expandable_blockquote: quote,
    text_link: (entity, text, children) => link(entity.url || '', children),
    url: (entity, text, children) => link(text, children),
    email: (entity, text, children) => link(`mailto:${text}`, children),
    phone_number: (entity, text, children) => link(`tel:${text}`, children),
    bot_command: (entity, text, children, on) => command(text, on),
};
for (const type of ['mention', 'text_mention', 'hashtag', 'cashtag'])
    RENDERERS[type] = (entity, text, children) => el('span', { class: 'link' }, children);

function renderNode(node, on) {
    if (!node.entity)
        return node.text;
    const { type } = node.entity;
    const children = node.children.map((child) => renderNode(child, on));
    if (RENDERERS[type])
        return RENDERERS[type](node.entity, node.text, children, on);
    return el(TAGS[type] || 'span', {}, children);
}

const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);

// A block ends its line by itself: the line break after it would show as an empty line.
export function withoutBreaks(nodes) {
    return nodes.map((node, at) => {
        const after = BLOCKS.has(nodes[at - 1]?.entity?.type) && !node.entity && node.text.startsWith('\n');
        return after ? { text: node.text.slice(1) } : node;
    });
}

// on: {command(text), copy(text)}
export function renderEntities(text, entities, on) {
    return withoutBreaks(entityTree(text, entities)).map((node) => renderNode(node, on));
}

// The text with its spoilers covered, for previews.
export function coverSpoilers(text, entities) {
    return soundEntities(text, entities).filter(({ entity }) => entity.type === 'spoiler')
        .reduce((covered, { from, to }) => covered.slice(0, from) + '▒'.repeat(to - from) + covered.slice(to), text);
}
