// The few tools by which the page makes and asks: elements, icons, menus, dialogs, toasts. Text only
// ever enters as text nodes; nothing here parses HTML.
import { t } from './i18n.js';
import { ICONS } from './icons.js';

const SVG = 'http://www.w3.org/2000/svg';
const TOAST_MS = 3500;

function setProperty(node, name, value) {
    if (name.startsWith('on'))
        node.addEventListener(name.slice(2), value);
    else if (name === 'testid')
        node.setAttribute('data-testid', value);
    else if (value === true)
        node.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined)
        node.setAttribute(name, value);
}

// el('button', {class, testid, onclick, ...attributes}, child, [children], 'text', null)
export function el(tag, properties = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(properties))
        setProperty(node, name, value);
    node.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
    return node;
}

export function svg(viewBox, paths, className) {
    const node = document.createElementNS(SVG, 'svg');
    node.setAttribute('viewBox', viewBox);
    node.setAttribute('class', className);
    node.setAttribute('aria-hidden', 'true');
    for (const d of paths) {
        const path = document.createElementNS(SVG, 'path');
        path.setAttribute('d', d);
        node.append(path);
    }
    return node;
}

export function icon(name) {
    return svg('0 0 24 24', ICONS[name], `icon icon-${name}`);
}

export function iconButton(name, label, properties = {}) {
    const { class: extra = '', ...rest } = properties;
    return el('button', { type: 'button', class: `icon-button ${extra}`, 'aria-label': label, title: label,
        ...rest }, icon(name));
}

const AVATAR_COLOURS = 7;

export function initials(name) {
    const words = (name || '?').trim().split(/\s+/).slice(0, 2);
    return words.map((word) => [...word][0] || '').join('').toUpperCase() || '?';
}

export function avatar(id, name, className = '') {
    const colour = Math.abs(id) % AVATAR_COLOURS;
    return el('span', { class: `avatar avatar-${colour} ${className}`, 'aria-hidden': 'true' }, initials(name));
}

export function fullName(user) {
    return [user?.first_name, user?.last_name].filter(Boolean).join(' ') || user?.username || '?';
}

// A dialog in the middle (a sheet from below on a phone); resolves when it is closed.
export function openDialog({ title, testid, body, buttons }) {
    return new Promise((resolve) => {
        const node = el('dialog', { class: 'dialog', testid, 'aria-label': title });
        const close = (value) => {
            node.close();
            node.remove();
            resolve(value);
        };
        const actions = buttons.map((button) => el('button', {
            type: button.submit ? 'submit' : 'button',
            class: button.submit ? 'dialog-button strong' : 'dialog-button',
            testid: button.testid,
            onclick: button.submit ? () => {} : () => close(null),
        }, button.label));
        const form = el('form', { method: 'dialog' }, title && el('h2', {}, title), body,
            el('div', { class: 'dialog-buttons' }, actions));
        form.addEventListener('submit', (event) => {
            event.preventDefault();
            close(Object.fromEntries([...new FormData(form).keys()]
                .map((key) => [key, new FormData(form).getAll(key)])));
        });
        node.addEventListener('cancel', () => close(null));
        node.addEventListener('click', (event) => event.target === node && close(null));
        node.append(form);
        document.body.append(node);
        node.showModal();
    });
}

export function openAlert(text, testid = 'alert') {
    const body = el('p', { class: 'dialog-text' }, text);
    return openDialog({ testid, body, buttons: [{ label: t('ok'), submit: true, testid: 'alert-ok' }] });
}

export function field(label, name, properties = {}) {
    return el('label', { class: 'field' }, el('span', {}, label), el('input', { name, autocomplete: 'off',
        ...properties }));
}

// A short notice over `host` that goes by itself.
export function toast(host, text) {
    for (const old of host.querySelectorAll(':scope > .toast'))
        old.remove();
    const node = el('div', { class: 'toast', testid: 'toast', role: 'status' }, text);
    host.append(node);
    setTimeout(() => node.classList.add('leaving'), TOAST_MS);
    setTimeout(() => node.remove(), TOAST_MS + 300);
}

function placeMenu(menu, x, y) {
    const box = menu.getBoundingClientRect();
    const left = Math.min(x, window.innerWidth - box.width - 8);
    const top = y + box.height > window.innerHeight - 8 ? y - box.height : y;
    menu.style.left = `${Math.max(left, 8)}px`;
    menu.style.top = `${Math.max(top, 8)}px`;
}

// A menu at (x, y): [{label, icon, run, testid}]. Closed by Escape, a click elsewhere, or a choice.
export function openMenu(x, y, items) {
    const before = document.activeElement;
    const menu = el('div', { class: 'menu', role: 'menu' });
    const away = (event) => !menu.contains(event.target) && close();
    function close() {
        document.removeEventListener('pointerdown', away, true);
        menu.remove();
        before?.focus?.({ preventScroll: true });
    }
    for (const item of items)
        menu.append(el('button', { type: 'button', class: 'menu-item', role: 'menuitem', testid: item.testid,
            onclick: () => { close(); item.run(); } }, icon(item.icon), item.label));
    menu.addEventListener('keydown', (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        const buttons = [...menu.children];
        if (event.key === 'Escape')
            close();
        else if (step)
            buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length].focus();
    });
    document.addEventListener('pointerdown', away, true);
    document.body.append(menu);
    placeMenu(menu, x, y);
    menu.firstChild?.focus({ preventScroll: true });
}

export function copyText(host, text) {
    navigator.clipboard?.writeText(text).then(() => toast(host, t('copied')), () => {});
}

export function stored(key, fallback) {
    try {
        return JSON.parse(localStorage.getItem(key)) ?? fallback;
    } catch {
        return fallback;
    }
}

export function store(key, value) {
    try {
        localStorage.setItem(key, JSON.stringify(value));
    } catch {
        // A browser that keeps nothing loses only the layout.
    }
}
