// A panel: a toolbar, what was asked for, and below it the answer to the last button. A short answer goes
// by as a notice, and the panel asks again.
import { el, toast } from '/ui.js';
import { card, press, say } from './talk.js';

const SHORT = new Set(['said', 'settled', 'timer_cancelled', 'broadcast_act', 'noted']);

export function button(label, testid, onclick, strong = false) {
    return el('button', { type: 'button', class: strong ? 'button strong' : 'button', testid, onclick }, label);
}

// name: for the tests; first: the command that it opens with, or null.
export function createPanel(name, first, tools = []) {
    const main = el('div', { class: 'cards', testid: `${name}-main` });
    const detail = el('div', { class: 'cards', testid: `${name}-detail` });
    const node = el('div', { class: 'panel', testid: `panel-${name}` }, tools.length ? el('div', { class: 'tools' }, tools) : null,
        main, detail);
    let asked = first;

    function complain(error) {
        toast(node, error.message);
    }

    function settle(answer) {
        if (answer.show === 'maintenance') { // what the panel shows anyhow
            detail.replaceChildren();
            refresh();
        } else if (SHORT.has(answer.show)) {
            const words = card(answer, () => {}).textContent;
            if (words)
                toast(node, words);
            detail.replaceChildren();
            refresh();
        } else {
            detail.replaceChildren(card(answer, onPress));
            detail.scrollIntoView({ block: 'nearest' });
        }
        return answer;
    }

    const onPress = (id, number) => press(id, number).then(settle).catch(complain);

    // Says something whose answer is what the panel shows from now on.
    function ask(words) {
        asked = words;
        detail.replaceChildren();
        return refresh();
    }

    async function refresh() {
        if (!asked)
            return null;
        try {
            const answer = await say(asked);
            main.replaceChildren(card(answer, onPress));
            return answer;
        } catch (error) {
            complain(error);
            return null;
        }
    }

    // Says something whose answer stands below.
    const tell = (words) => say(words).then(settle).catch(complain);

    return { node, main, detail, ask, tell, refresh, onPress, complain };
}
