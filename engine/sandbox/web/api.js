// The control API of the local Telegram (docs/local-telegram.md) as functions, and its event stream.
// A call that is refused or does not arrive throws ApiError. The stream comes back by itself: after
// every break it is opened again with a growing pause, and onUp tells that all may have changed.

const RETRY_MIN_MS = 400;
const RETRY_MAX_MS = 4000;
const ANSWER_TIMEOUT_S = 30;

const EVENTS = ['message', 'edit', 'delete', 'action', 'answer', 'reaction', 'draft', 'chat', 'player',
    'commands', 'clock', 'call', 'fault', 'faults', 'notice'];

export class ApiError extends Error {
    constructor(text, status) {
        super(text);
        this.status = status; // 0: the engine was not reached
    }
}

async function fetchJson(path, options) {
    try {
        const response = await fetch(path, options);
        return [response.status, await response.json()];
    } catch (error) {
        throw new ApiError(String(error), 0);
    }
}

async function request(path, options) {
    const [status, answer] = await fetchJson(path, { cache: 'no-store', ...options });
    if (!answer.ok)
        throw new ApiError(answer.error || `status ${status}`, status);
    return answer;
}

function get(path, query = {}) {
    const text = new URLSearchParams(query).toString();
    return request(`/control/${path}${text && `?${text}`}`);
}

function remove(path, query = {}) {
    const text = new URLSearchParams(query).toString();
    return request(`/control/${path}${text && `?${text}`}`, { method: 'DELETE' });
}

function post(path, body) {
    const headers = { 'Content-Type': 'application/json' };
    return request(`/control/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

export const api = {
    state: () => get('state'),
    putPlayer: (player) => post('players', player),
    putGroup: (group) => post('groups', group),
    send: (message) => post('send', message),
    document: (who, file, caption) => request(
        `/control/document?${new URLSearchParams({ ...who, name: file.name, caption })}`,
        { method: 'POST', body: file }),
    inline: (query) => post('inline', query),
    choose: (card) => post('inline/choose', card),
    tap: (tap) => post('tap', tap),
    answer: (id) => get('answer', { id, timeout: ANSWER_TIMEOUT_S }),
    pay: (payment) => post('pay', payment),
    refund: (receipt) => post('refund', receipt),
    block: (player, blocked) => post('block', { player, blocked }),
    chat: (chat, player) => get('chat', { chat, player }),
    skip: (seconds) => post('clock', { skip: seconds }),
    calls: (after, limit) => get('calls', { after, limit }),
    deleteMessage: (message) => post('delete', message),
    upgrade: (chat) => post('upgrade', { chat }),
    faults: (after) => get('faults', { after }),
    orderFault: (fault) => post('faults', fault),
    cancelFault: (id) => remove('faults', id ? { id } : {}),
    loadScenario: (scenario) => post('scenario', scenario),
    stopScenario: () => remove('scenario'),
    setFlood: (flood) => post('flood', { flood }),
    readyScenario: async (name) => (await fetchJson(`/scenarios/${name}.json`, {}))[1],
};

export function fileUrl(fileId) {
    return `/control/file?id=${encodeURIComponent(fileId)}`;
}

function parse(text) {
    try {
        return JSON.parse(text);
    } catch {
        return {};
    }
}

// onUp(): the stream is open; onDown(): it broke; onEvent(name, data).
export function listen({ onUp, onDown, onEvent }) {
    let pause = RETRY_MIN_MS;

    function open() {
        const source = new EventSource('/control/events');
        source.onopen = () => {
            pause = RETRY_MIN_MS;
            onUp();
        };
        source.onerror = () => {
            source.close();
            onDown();
            setTimeout(open, pause);
            pause = Math.min(pause * 2, RETRY_MAX_MS);
        };
        for (const name of EVENTS)
            source.addEventListener(name, (event) => onEvent(name, parse(event.data)));
    }

    open();
}
