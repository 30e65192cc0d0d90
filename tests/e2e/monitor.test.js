// What an operator's machines ask on HTTP_LISTEN: is it alive, does it play, and the figures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bylina, HALL, TOKEN, runOnce } from './bylina.js';
import { closes } from './closing.js';
import { Crowd } from './crowd.js';
import { LIMIT, comes } from './patience.js';

const NAME = /^[a-z]+(_[a-z]+)*$/;
const SAMPLE = /^([a-z_]+)(\{(?:[a-z]+="(?:[^"\\\n]|\\[\\"n])*",?)+\})? (\+Inf|-?[0-9.e+-]+)$/;

/** The text as { 'name{labels}': number }, each line of it well formed, each family told once. */
function figures(text) {
  assert.ok(text.endsWith('\n'));
  const found = {};
  const families = new Map();
  for (const line of text.trimEnd().split('\n')) {
    const head = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line);
    if (head) {
      assert.match(head[2], NAME);
      if (head[1] === 'TYPE') {
        assert.ok(!families.has(head[2]), `${head[2]} is told twice`);
        families.set(head[2], head[3]);
      }
      continue;
    }
    const sample = SAMPLE.exec(line);
    assert.ok(sample, `no line of a metric: ${line}`);
    const [, name, labels = '', value] = sample;
    const family = families.get(name) ?? families.get(name.replace(/_(bucket|sum|count)$/, ''));
    assert.ok(family, `${name} has no family`);
    assert.ok(family !== 'counter' || name.endsWith('_total'), `${name}: a counter ends in _total`);
    found[name + labels] = Number(value);
  }
  return found;
}

async function get(bylina, path) {
  const answer = await fetch(`${bylina.address}${path}`);
  return { code: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

test('health, readiness and figures beside the local Telegram', LIMIT, async (t) => {
  const bylina = closes(t, await Bylina.make({ game: HALL }));
  await bylina.start();
  assert.deepEqual(await get(bylina, '/healthz'), { code: 200, type: 'text/plain; charset=utf-8', text: 'ok\n' });
  assert.equal((await get(bylina, '/readyz')).text, 'ready\n');
  const before = figures((await get(bylina, '/metrics')).text);
  assert.equal(before.bylina_updates_total, 0);

  const crowd = closes(t, await new Crowd(bylina.address).listen());
  const [ann] = await crowd.join(1);
  await ann.says('/start');
  await ann.until(() => ann.screen);
  await ann.says('7');
  await ann.until(() => ann.words.length === 1);

  const sent = 'bylina_api_calls_total{method="sendMessage",code="200"}'; // counted when the answer has come back
  await comes(async () => (await bylina.figure(sent).catch(() => 0)) >= 2, sent);
  const answer = await get(bylina, '/metrics');
  assert.match(answer.type, /^text\/plain; version=0\.0\.4/);
  assert.doesNotMatch(answer.text, new RegExp(`="[^"]*${ann.id}[^"]*"`), 'no player is told of');
  const now = figures(answer.text);
  assert.equal(now.bylina_updates_total, 2);
  assert.equal(now['bylina_turn_seconds_count'], 2);
  const turns = Object.entries(now).filter(([name]) => name.startsWith('bylina_turns_total{'));
  assert.equal(turns.reduce((sum, [, count]) => sum + count, 0), 2);
  assert.ok(now['bylina_api_calls_total{method="sendMessage",code="200"}'] >= 2, answer.text);
  assert.ok(now.bylina_commit_seconds_count >= 2);
  assert.ok(now.bylina_commit_operations_total >= 2);
  assert.ok(now.bylina_lua_bytes > 100_000);
  assert.equal(now.bylina_generation, 1);
  assert.ok(now.process_resident_memory_bytes > 1e6);
  assert.equal(now['bylina_turn_seconds_bucket{le="+Inf"}'], 2);
  assert.equal((await fetch(`${bylina.address}/metrics`, { method: 'POST' })).status, 405);
});

test('with a real bot they have a server of their own, and healthcheck asks it', LIMIT, async (t) => {
  const telegram = closes(t, await Bylina.make({ game: HALL }));
  const bylina = closes(t, await Bylina.make({ game: HALL }));
  const env = { BOT_TOKEN: TOKEN, BOT_API_URL: telegram.address };
  const ask = (...words) => runOnce(['healthcheck', ...words], { env: { HTTP_LISTEN: `0.0.0.0:${bylina.port}` } });
  await telegram.start('sandbox');
  const nobody = await ask();
  assert.equal(nobody.code, 1);
  assert.match(nobody.err, /bylina healthcheck: .*127\.0\.0\.1/);
  await bylina.start('run', env, /connected to Telegram/);
  assert.deepEqual([(await ask()).code, (await ask()).out], [0, 'ok\n']);
  for (let ready; (ready = await ask('ready')).code !== 0;) {
    assert.equal(ready.out, 'starting or stopping\n');
  }
  assert.equal((await get(bylina, '/')).code, 404);
  assert.ok(figures((await get(bylina, '/metrics')).text).bylina_generation === 1);
});

test('an address that is taken is said with the mend, and none is none', LIMIT, async (t) => {
  const telegram = closes(t, await Bylina.make({ game: HALL }));
  const bylina = closes(t, await Bylina.make({ game: HALL }));
  const env = { BOT_TOKEN: TOKEN, BOT_API_URL: telegram.address };
  await telegram.start('sandbox');
  const taken = await runOnce(['run'], { env: { ...bylina.env(env), HTTP_LISTEN: `127.0.0.1:${telegram.port}` } });
  assert.equal(taken.code, 1);
  assert.match(taken.err, /HTTP_LISTEN.*in use.*HTTP_LISTEN=none/s);
  await bylina.start('run', { ...env, HTTP_LISTEN: 'none' }, /connected to Telegram/);
  await assert.rejects(fetch(`${bylina.address}/healthz`));
  const wrong = await runOnce(['run'], { env: { ...bylina.env(), HTTP_LISTEN: 'none' } });
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /HTTP_LISTEN: without BOT_TOKEN/);
  const blind = await runOnce(['healthcheck'], { env: { HTTP_LISTEN: `127.0.0.1:0` } });
  assert.equal(blind.code, 2);
});
