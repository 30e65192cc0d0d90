// What an inline button does when it is pressed. A tap waits, with its button marked, until the bot
// answers; the answer is a toast or an alert. A payment asks first.
import { api } from './api.js';
import { copyText, el, openAlert, openDialog, toast } from './ui.js';
import { sumOf, t } from './i18n.js';
import { safeLink } from './entities.js';

function openLink(url) {
    const link = safeLink(url);
    if (link)
        window.open(link, '_blank', 'noopener');
}

function askToPay(bill, sum) {
    const body = el('p', { class: 'dialog-text' }, t('payText', { title: bill.title, sum }));
    return openDialog({ title: t('payTitle'), testid: 'pay-dialog', body, buttons: [
        { label: t('cancel') }, { label: t('pay', { sum }), submit: true, testid: 'pay-confirm' }] });
}

// host: where toasts appear; redraw(): marks have changed; complain(error).
export function createPresses(who, host, { redraw, complain }) {
    const waiting = new Set(); // 'MESSAGE:ROW:COLUMN'

    async function showAnswer(answer) {
        if (answer.url)
            openLink(answer.url);
        if (answer.text && answer.show_alert)
            await openAlert(answer.text);
        else if (answer.text)
            toast(host(), answer.text);
        else if (!answer.answered)
            toast(host(), t('noAnswer'));
    }

    async function tap(message, place) {
        const key = `${message.message_id}:${place.join(':')}`;
        if (waiting.has(key))
            return;
        waiting.add(key);
        redraw();
        try {
            const sent = await api.tap({ ...who, message_id: message.message_id, button: place });
            const answer = await api.answer(sent.callback_query_id);
            waiting.delete(key);
            redraw();
            await showAnswer(answer);
        } catch (error) {
            complain(error);
        } finally {
            waiting.delete(key);
            redraw();
        }
    }

    async function pay(message) {
        const bill = message.invoice;
        if (!await askToPay(bill, sumOf(bill.total_amount, bill.currency)))
            return;
        try {
            const answer = await api.pay({ ...who, message_id: message.message_id });
            if (answer.paid)
                toast(host(), t('paid'));
            else
                await openAlert(answer.error || t('payFailed'));
        } catch (error) {
            complain(error);
        }
    }

    function press(message, button, place) {
        const url = button.url || button.web_app?.url || button.login_url?.url;
        if (button.pay)
            pay(message);
        else if (url)
            openLink(url);
        else if (button.copy_text)
            copyText(host(), button.copy_text.text);
        else if (button.callback_data !== undefined)
            tap(message, place);
        else
            toast(host(), t('unsupportedButton'));
    }

    return {
        press,
        isWaiting: (message, place) => waiting.has(`${message.message_id}:${place.join(':')}`),
        waitingOf: (message) => [...waiting].filter((key) => key.startsWith(`${message.message_id}:`)).join(),
    };
}
