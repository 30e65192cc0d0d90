// What no decent client sends: bodies of five megabytes, JSON that is none or a thousand deep, bytes
// that are no UTF-8, paths that lead outside. Each is refused or survived; the game plays on.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { createServer } from 'node:http';
import { Bylina, HALL, TOKEN } from './bylina.js';
import { LIMIT } from './patience.js';
import { Player } from './player.js';

const OTHER = '1000000001:any-secret-will-do-for-the-same-local-bot'; // the engine's own bot
const MIB = 1 << 20;

let bylina;
let ilya;

before(async () => {
  bylina = await Bylina.make({ game: HALL });
  await bylina.start('run', { BOT_RATE: '0' });
  ilya = await Player.make(bylina, { first_name: 'Илья' });
  await ilya.says('/start');
  await ilya.reads('Зал.');
});

after(() => bylina?.remove());

let steps = 0;

/** The game still plays. */
async function playsOn() {
  steps += 1;
  await ilya.taps('Шагнуть');
  await ilya.reads(`Шагов: ${steps}.`);
}

function posts(path, body, type = 'application/json') {
  return fetch(bylina.address + path, { method: 'POST', headers: { 'content-type': type }, body });
}

async function refused(answer, ...codes) {
  const text = await answer.text();
  assert.ok(codes.includes(answer.status), `${answer.status}: ${text}`);
  return JSON.parse(text);
}

for (const path of [`/bot${OTHER}/sendMessage`, '/control/send']) {
  test(`${path.replace(OTHER, 'TOKEN')}: 5 MiB in one value`, async () => {
    const value = await refused(await posts(path, JSON.stringify({ chat_id: ilya.chat, player: ilya.id, text: 'x'.repeat(5 * MIB) })), 400, 413);
    assert.equal(value.ok, false);
    await playsOn();
  });

  test(`${path.replace(OTHER, 'TOKEN')}: malformed JSON`, async () => {
    for (const body of ['{', '{"chat_id": 1,,}', '\0\0\0', 'null', '[]', '"text"', '{"chat_id": 1} trailing']) {
      const value = await refused(await posts(path, body), 400);
      assert.equal(value.ok, false, body);
    }
    await playsOn();
  });

  test(`${path.replace(OTHER, 'TOKEN')}: JSON a hundred thousand deep`, async () => {
    for (const open of ['[', '{"a":']) {
      const value = await refused(await posts(path, `{"text": ${open.repeat(100_000)}`), 400);
      assert.equal(value.ok, false);
      const closed = open.repeat(50_000) + (open === '[' ? ']' : '1}').repeat(50_000);
      await refused(await posts(path, `{"text": ${closed}}`), 400);
    }
    await playsOn();
  });

  test(`${path.replace(OTHER, 'TOKEN')}: invalid UTF-8`, async () => {
    const bytes = Buffer.concat([Buffer.from(`{"player": ${ilya.id}, "chat_id": ${ilya.id}, "text": "`),
      Buffer.from([0x41, 0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80]), Buffer.from('"}')]);
    await refused(await posts(path, bytes), 400);
    await playsOn();
  });
}

test('text with every odd character is carried as it is', async () => {
  const odd = '\u{1F40D} \u202Eabc\u200D <b>&amp;</b> {n} %s %n \u0007 \uFFFD \u{10FFFF} "\'`\\';
  await ilya.says(odd);
  const { messages } = await ilya.look();
  assert.equal(messages.findLast((one) => !one.from.is_bot).text, odd);
  await playsOn();
});

test('a tap that is forged changes nothing', async () => {
  const { message_id: message } = await ilya.screen();
  for (const data of ['', 's.aaaaaaaa.1', 's.aaaaaaaa.99999999999999999999', 'p.x.1', '../../etc', 's..', '\n', 'Ж'.repeat(32)]) {
    const tap = await posts('/control/tap', JSON.stringify({ player: ilya.id, chat: ilya.chat, message_id: message, data }));
    await tap.text();
  }
  await playsOn();
});

test('no file outside of the web chat is served', async () => {
  for (const path of ['/../../../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd', '//etc/passwd']) {
    assert.doesNotMatch(await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`), /root:/);
  }
  await playsOn();
});

test('broken HTTP is refused', async () => {
  for (const request of [
    'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\nConnection: close\r\n\r\nhello!',
    'POST /control/send HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n',
    'POST /control/send HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\nConnection: close\r\n\r\n',
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n',
  ]) {
    const answer = await raw(request);
    assert.doesNotMatch(answer, /^HTTP\/1.1 2/, request.slice(0, 80));
  }
  await playsOn();
});

test('updates that are broken: logged and passed over', LIMIT, async () => {
  const real = await Bylina.make({ game: HALL });
  const api = await strangeTelegram();
  await real.start('run', { BOT_TOKEN: TOKEN, BOT_API_URL: api.url, BOT_RATE: '0' }, /connected to Telegram/);
  const sent = await api.sent;
  assert.equal(sent.chat_id, 77, 'the good update behind all the broken ones is played');
  assert.equal(real.child.exitCode, null);
  await real.remove();
  api.close();
});

// A Telegram whose first answers to getUpdates are no such thing; then one good update comes.
function strangeTelegram() {
  const user = { id: 77, is_bot: false, first_name: 'Ы', language_code: 'ru' };
  const chat = { id: 77, type: 'private', first_name: 'Ы' };
  const update = (id, message) => ({ update_id: id, message: { message_id: id, date: 1, chat, from: user, ...message } });
  const bad = Buffer.concat([Buffer.from('{"ok":true,"result":[{"update_id":5,"message":{"text":"'),
    Buffer.from([0xff, 0xfe]), Buffer.from('"}}]}')]);
  const answers = [
    '{"ok":true,"result":"surprise"}',
    '{"ok":true,"result":[1,null,"x",{},{"update_id":"one"}]}',
    `{"ok":true,"result":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
    bad,
    JSON.stringify({ ok: true, result: [update(10, { text: 7 }), update(11, { from: 'me' }), { update_id: 12, callback_query: {} }] }),
    JSON.stringify({ ok: true, result: [update(13, { text: 'x'.repeat(5 * MIB) }), { update_id: 14, news: { of: 'tomorrow' } }] }),
    JSON.stringify({ ok: true, result: [update(15, { text: '/start', from_tomorrow: [1, 2] })] }),
  ];
  let tell;
  const sent = new Promise((done) => {
    tell = done;
  });
  const server = createServer(async (request, answer) => {
    const parts = [];
    for await (const part of request) {
      parts.push(part);
    }
    const method = request.url.split('/').pop();
    answer.setHeader('content-type', 'application/json');
    if (method === 'getUpdates') {
      const next = answers.shift();
      return next ? answer.end(next) : undefined;
    }
    if (method === 'sendMessage') {
      tell(JSON.parse(Buffer.concat(parts)));
      return answer.end(JSON.stringify({ ok: true, result: { message_id: 1, date: 1, chat } }));
    }
    const me = { id: 4200000001, is_bot: true, first_name: 'B', username: 'b_bot' };
    return answer.end(JSON.stringify({ ok: true, result: method === 'getMe' ? me : true }));
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () => done({
      sent,
      url: `http://127.0.0.1:${server.address().port}`,
      close: () => (server.closeAllConnections(), server.close()),
    }));
  });
}

/** Sends bytes, gives all that comes back until the server closes. */
function raw(bytes) {
  return new Promise((done) => {
    let answer = '';
    const socket = connect(bylina.port, '127.0.0.1', () => socket.end(bytes, 'latin1'));
    socket.on('data', (data) => (answer += data));
    socket.on('error', () => done(answer));
    socket.on('close', () => done(answer));
  });
}
