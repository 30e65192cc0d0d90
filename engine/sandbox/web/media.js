// What a message carries besides its text: photos, documents, dice and invoices, each as one element.
import { el, icon, svg } from './ui.js';
import { fileUrl } from './api.js';
import { sumOf, t } from './i18n.js';

const PHOTO_MAX_W = 420;
const PHOTO_MAX_H = 440;
const DIE_PIPS = [[], [5], [1, 9], [1, 5, 9], [1, 3, 7, 9], [1, 3, 5, 7, 9], [1, 3, 4, 6, 7, 9]];
const ROLL_FRESH_S = 20;

function largest(sizes) {
    return sizes.reduce((best, size) => (size.width * size.height > best.width * best.height ? size : best));
}

export function photo(message, onOpen) {
    const size = largest(message.photo);
    const scale = Math.min(1, PHOTO_MAX_W / size.width, PHOTO_MAX_H / size.height) || 1;
    const image = el('img', { src: fileUrl(size.file_id), alt: message.caption || t('photo'), loading: 'lazy',
        width: Math.round(size.width * scale) || null, height: Math.round(size.height * scale) || null });
    const node = el('button', { type: 'button', class: 'photo', testid: 'photo', 'aria-label': t('photo'),
        onclick: () => onOpen(image.src) }, image);
    image.addEventListener('error', () => node.replaceChildren(
        el('span', { class: 'photo-gone' }, t('photoGone'))));
    if (message.has_media_spoiler) {
        node.classList.add('photo-spoiler');
        node.addEventListener('click', (event) => {
            if (node.classList.replace('photo-spoiler', 'photo-revealed'))
                event.stopImmediatePropagation();
        }, { capture: true });
    }
    return node;
}

export function sizeOf(bytes) {
    if (!bytes)
        return '';
    const units = ['B', 'KB', 'MB', 'GB'];
    const power = Math.min(Math.floor(Math.log2(bytes) / 10), units.length - 1);
    const value = bytes / 1024 ** power;
    return `${power && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}

export function documentCard(message) {
    const file = message.document;
    const name = file.file_name || t('document');
    return el('a', { class: 'file', testid: 'document', href: fileUrl(file.file_id), download: name },
        el('span', { class: 'file-icon' }, icon('file')),
        el('span', { class: 'file-words' }, el('span', { class: 'file-name' }, name),
            el('span', { class: 'file-size' }, sizeOf(file.file_size))));
}

function dieFace(value) {
    const pips = (DIE_PIPS[value] || []).map((place) => {
        const x = 14 + ((place - 1) % 3) * 18;
        const y = 14 + Math.floor((place - 1) / 3) * 18;
        return `M${x - 5.5} ${y}a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0z`;
    });
    return svg('0 0 64 64', pips, 'die-face');
}

// The die rolls once, when it is new; an old one just lies there.
export function dice(message, now) {
    const { emoji, value } = message.dice;
    const rolling = now - message.date < ROLL_FRESH_S ? ' rolling' : '';
    const label = t('dice', { n: value });
    if (emoji === '🎲' && DIE_PIPS[value])
        return el('div', { class: `dice die${rolling}`, testid: 'dice', role: 'img', 'aria-label': label },
            dieFace(value));
    return el('div', { class: `dice${rolling}`, testid: 'dice', role: 'img', 'aria-label': `${emoji} ${label}` },
        el('span', { class: 'dice-emoji' }, emoji), el('span', { class: 'dice-value' }, String(value)));
}

export function invoice(message) {
    const bill = message.invoice;
    return el('div', { class: 'invoice', testid: 'invoice' },
        el('div', { class: 'invoice-title' }, bill.title),
        el('div', { class: 'invoice-text' }, bill.description),
        el('div', { class: 'invoice-sum' }, sumOf(bill.total_amount, bill.currency)));
}
