// The world on a PostgreSQL server: what only a server can do to it. A proxy cuts the connection before, in
// the middle of and after each kind of request; the server is stopped and started again under players, and
// under an engine that is killed; it is away for long. Nothing is lost and nothing happens twice
// (ledger.js). And what an operator sees: one engine a database, no password in any word, changes by hand.
//
// PG_CUTS=all, PG_ROUNDS and PG_PLAYERS make it longer, PG_AWAY_MS is how long the server is away (60,000
// for a minute), PG_SEED repeats the choices (not the timing).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { Proxy } from '../servers/proxy.js';
import { Requests } from '../servers/requests.js';
import { Bylina, HALL, TOKEN, runOnce } from './bylina.js';
import { Server, makeDatabase, number, order } from './database.js';
import { chance, sleep } from './fairgoers.js';
import { closeAll, dies, ends, settledTo, toClose, within, world } from './fairworld.js';
import { Feed, message, user } from './feed.js';
import { LIMIT, PATIENCE_MS } from './patience.js';

const ROUNDS = Number(process.env.PG_ROUNDS ?? 3);
const PLAYERS = Number(process.env.PG_PLAYERS ?? 40);
const AWAY_MS = Number(process.env.PG_AWAY_MS ?? 4000);
const SEED = Number(process.env.PG_SEED ?? Date.now() % 1_000_000);
const ALL_CUTS = process.env.PG_CUTS === 'all';
const DECIDE = /^COMMIT|turn_begin/;
const PASSWORD = 'needs-no-secr-et';
let server;

before(async () => {
  server = await Server.open();
  toClose(server); // the last one, in any case
});

after(closeAll);

/** A fair in a database of its own; with a proxy in between. */
async function fairAt({ proxied = false, ...options } = {}) {
  const books = await makeDatabase(server.url);
  let url = books;
  let proxy;
  if (proxied) {
    proxy = await Proxy.open({ path: join(server.folder, '.s.PGSQL.5432') }, Requests);
    toClose(proxy);
    const name = /\/([^/?]*)\?/.exec(books)[1];
    url = `postgres://app@127.0.0.1:${proxy.port}/${name}?sslmode=disable&gssencmode=disable`;
  }
  const here = await world({ players: PLAYERS, seed: SEED, pace: 1000, database: { url, books }, ...options });
  await here.run();
  await here.join();
  here.fair.start();
  return { ...here, proxy };
}

/** Each kind at each place with PG_CUTS=all; else each at one, and those that decide at all of them. */
function cutsOf(kinds) {
  const places = ['before', 'middle', 'after'];
  const at = (kind, i) => (ALL_CUTS || DECIDE.test(kind) ? places : [places[i % places.length]]);
  return kinds.flatMap((kind, i) => at(kind, i).map((when) => [kind, when]));
}

test(`connections are cut at each kind of request`, { timeout: 3 * LIMIT.timeout }, async (t) => {
  const here = await fairAt({ proxied: true });
  const { proxy, fair } = here;
  await settledTo(here, PLAYERS * 2);
  proxy.kinds.clear(); // what is asked at the start, or once a player, is not asked again
  await settledTo(here, PLAYERS * 4);
  // What comes seldom comes too late for all three; COMMIT is what matters most.
  const kinds = [...proxy.kinds].filter(([, count]) => count > PLAYERS / 4).map(([kind]) => kind);
  assert.ok(['BEGIN', 'COMMIT'].every((kind) => kinds.includes(kind)), `the kinds: ${kinds}`);
  const missed = [];
  for (const [kind, when] of cutsOf(kinds)) {
    const seen = fair.updates.length;
    if (!(await within(PATIENCE_MS, proxy.cutNext(kind, when)))) {
      missed.push(`${when} ${kind}`);
    }
    await settledTo(here, seen);
  }
  t.diagnostic(`${proxy.cuts} cuts at ${kinds.length} kinds of requests`);
  assert.deepEqual(missed, [], 'each cut came about');
  await ends(here, t, { kills: proxy.cuts });
});

test(`the server crashes ${ROUNDS} times, and the engine with it`, { timeout: LIMIT.timeout + ROUNDS * 30_000 }, async (t) => {
  const here = await fairAt();
  const { fair, rng } = here;
  let deaths = 0;
  for (let round = 0; round < ROUNDS; round++) {
    await sleep(500 + 2000 * rng());
    await server.stop(rng() < 0.7 ? 'immediate' : 'fast');
    await sleep(300 * rng());
    await server.start();
    if (rng() < 0.5) {
      await dies(here, rng() < 0.5 ? 'engine' : 'both');
      deaths += 1;
    }
    await settledTo(here, fair.updates.length);
  }
  await ends(here, t, { kills: deaths });
});

test(`the server is away for ${AWAY_MS} ms`, { timeout: LIMIT.timeout + AWAY_MS }, async (t) => {
  const feed = await Feed.open();
  const engine = await Bylina.make({ game: HALL, database: { url: await makeDatabase(server.url) } });
  t.after(() => engine.remove().finally(() => feed.close()));
  await engine.start('run', { BOT_TOKEN: TOKEN, BOT_API_URL: feed.url, BOT_RATE: '0' }, /connected to Telegram/);
  let update = 0;
  const says = (player, text) => feed.give(message((update += 1), player, { text }));
  for (const player of [77, 78]) {
    says(player, '/start');
    await feed.hears('sendMessage', new RegExp(`"chat_id":${player}.*Зал`));
  }
  const screen = feed.calls.findLast(({ method, params }) => method === 'sendMessage' && params.chat_id === 77 && params.reply_markup);
  const step = screen.params.reply_markup.inline_keyboard.flat().find((button) => button.text === 'Шагнуть').callback_data;
  await feed.until(() => feed.confirmed > update);

  await server.stop('immediate');
  feed.give({
    update_id: (update += 1),
    callback_query: {
      id: 'first', from: user(77), chat_instance: '1', data: step,
      message: { message_id: 101, date: 1, chat: { id: 77, type: 'private', first_name: 'И' } },
    },
  });
  await feed.hears('answerCallbackQuery', /"first".*Нажатие принято и не пропадёт/);
  says(78, '5');
  await feed.hears('sendMessage', /"chat_id":78.*Сказанное принято и не пропадёт/);
  says(78, '6');
  await sleep(AWAY_MS);
  assert.ok(feed.confirmed < update - 1, 'nothing is confirmed before it is safe');
  await server.start();

  await feed.until((calls) => calls.some(({ params }) => params.chat_id === 77 && /Шагов: 1\./.test(params.text)));
  await feed.until((calls) => calls.some(({ params }) => params.chat_id === 78 && /След: 5 6 конец/.test(params.text)));
  await feed.hears('sendMessage', /Получено: 6/);
  await feed.until(() => feed.confirmed > update);
  await engine.says(/the database answers again/);
  const count = (method, words) => feed.calls.filter((call) => call.method === method && words.test(JSON.stringify(call.params))).length;
  assert.equal(count('sendMessage', /"chat_id":78.*Сказанное принято/), 1, 'one message a chat');
  assert.equal(count('sendMessage', /Получено: 5/), 1);
  assert.equal(count('sendMessage', /Получено: 6/), 1);
});

test('one engine a database, and an operator who is told what is wrong', LIMIT, async (t) => {
  const url = await makeDatabase(server.url);
  const engine = await Bylina.make({ game: HALL, database: { url } });
  t.after(() => engine.remove());
  const runs = (address, more = {}) => runOnce(['run'], { cwd: engine.folder, env: { ...engine.env(), HTTP_LISTEN: '127.0.0.1:0', DATABASE_URL: address, ...more } });
  const pending = await runs(url, { MIGRATE: 'no' });
  assert.equal(pending.code, 1);
  assert.match(pending.err, /migrations are pending .*`bylina migrate up`/);
  await engine.start();
  const second = await runs(url);
  assert.equal(second.code, 1);
  assert.match(second.err, /DATABASE_URL: .* is open in another engine .*stop it first/);

  const dead = await runs(`postgres://app:${PASSWORD}@127.0.0.1:1/world`);
  assert.equal(dead.code, 1);
  assert.match(dead.err, /127\.0\.0\.1.*Connection refused/);
  const broken = await runs(`postgres://app:${PASSWORD}%zz@127.0.0.1:1/world`);
  assert.notEqual(broken.code, 0);
  assert.match(broken.err, /percent-encoded.*is the address \(DATABASE_URL\) right/);
});

test('a change by hand is seen by the next turn', LIMIT, async (t) => {
  const feed = await Feed.open();
  const url = await makeDatabase(server.url);
  const engine = await Bylina.make({ game: HALL, database: { url } });
  t.after(() => engine.remove().finally(() => feed.close()));
  await engine.start('run', { BOT_TOKEN: TOKEN, BOT_API_URL: feed.url, BOT_RATE: '0' }, /connected to Telegram/);
  feed.give(message(1, 77, { text: '/start' }));
  await feed.hears('sendMessage', /Зал/);
  feed.give(message(2, 77, { text: '5' }));
  await feed.hears('sendMessage', /Получено: 5/);
  await feed.until(() => feed.confirmed > 2);
  await order(url, `UPDATE documents SET body = jsonb_set(body, '{steps}', '41') WHERE kind = 'player' AND id = '77'`);
  assert.equal(await number(url, `SELECT count(*) FROM documents WHERE kind = 'player' AND body ->> 'steps' = '41'`), 1);
  const screen = feed.calls.findLast(({ method, params }) => method === 'sendMessage' && params.reply_markup);
  const step = screen.params.reply_markup.inline_keyboard.flat().find((button) => button.text === 'Шагнуть').callback_data;
  feed.give({
    update_id: 3,
    callback_query: {
      id: 'x', from: user(77), chat_instance: '1', data: step,
      message: { message_id: 101, date: 1, chat: { id: 77, type: 'private', first_name: 'И' } },
    },
  });
  await feed.until((calls) => calls.some(({ params }) => /Шагов: 42\./.test(params.text)));
});
