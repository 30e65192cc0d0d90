// The two kinds of keyboards: inline ones under a message, which wait with a spinner until the tap is
// answered, and reply ones under the composer, which type a text.
import { el, icon, iconButton } from './ui.js';
import { sumOf, t } from './i18n.js';

function cornerIcon(button) {
    if (button.url || button.web_app || button.login_url)
        return icon('out');
    return button.copy_text ? icon('copy') : null;
}

function inlineButton(button, place, pressed, onPress) {
    const style = ['danger', 'success', 'primary'].includes(button.style) ? ` ${button.style}` : '';
    return el('button', {
        type: 'button',
        class: `inline-button${style}${pressed ? ' pressed' : ''}`,
        testid: 'inline-button',
        'data-row': place[0],
        'data-column': place[1],
        'aria-busy': pressed ? 'true' : null,
        disabled: button.disabled === true,
        onclick: () => onPress(button, place),
    }, el('span', { class: 'inline-text' }, button.text), cornerIcon(button));
}

// An invoice has a pay button even where the bot gave no keyboard.
export function inlineRows(message) {
    const rows = message.reply_markup?.inline_keyboard || [];
    if (!message.invoice || rows.some((row) => row.some((button) => button.pay)))
        return rows;
    const sum = sumOf(message.invoice.total_amount, message.invoice.currency);
    return [[{ text: t('pay', { sum }), pay: true }], ...rows];
}

// isPressed(place) tells which buttons wait; onPress(button, [row, column]).
export function inlineKeyboard(message, isPressed, onPress) {
    const rows = inlineRows(message);
    if (!rows.length)
        return null;
    return el('div', { class: 'inline-keyboard' }, rows.map((row, r) => el('div', { class: 'inline-row' },
        row.map((button, c) => inlineButton(button, [r, c], isPressed([r, c]), onPress)))));
}

export function replyRows(markup) {
    return (markup?.keyboard || []).map((row) =>
        row.map((button) => (typeof button === 'string' ? { text: button } : button)));
}

function replyKeyboard(markup, onPress) {
    const rows = replyRows(markup).map((row) => el('div', { class: 'reply-row' }, row.map((button) =>
        el('button', { type: 'button', class: 'reply-button', testid: 'reply-button',
            onclick: () => onPress(button) }, button.text))));
    const tall = markup.resize_keyboard ? '' : ' tall';
    return el('div', { class: `reply-keyboard${tall}`, testid: 'reply-keyboard' }, rows);
}

// The reply keyboard of a chat and the button that folds it. onPress(text) -> Promise<bool>;
// onPlaceholder(words) for the text field.
export function createReplyKeys(onPress, onPlaceholder) {
    const node = el('div', { class: 'keys', hidden: true });
    const toggle = iconButton('keyboard', t('hideKeyboard'), { testid: 'keyboard-toggle', hidden: true,
        onclick: () => fold(!node.hidden) });
    let markup = null;

    function fold(folded) {
        const label = t(folded ? 'showKeyboard' : 'hideKeyboard');
        node.hidden = !markup?.keyboard?.length || folded;
        toggle.hidden = !markup?.keyboard?.length;
        toggle.setAttribute('aria-label', label);
        toggle.title = label;
        toggle.classList.toggle('on', !folded);
    }

    async function press(button) {
        if (await onPress(button.text) && markup?.one_time_keyboard)
            fold(true);
    }

    function update(next = null) {
        if (JSON.stringify(next) === JSON.stringify(markup))
            return;
        markup = next;
        node.replaceChildren(...(markup?.keyboard ? [replyKeyboard(markup, press)] : []));
        onPlaceholder(markup?.input_field_placeholder);
        fold(false);
    }

    return { node, toggle, update };
}
