// Redis beside the game: its copies are used, and while it hangs, dies, comes back empty or is flushed in
// the middle of the game nothing is lost and nobody waits for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Redis } from '../servers/redis.js';
import { Bylina, HALL, runOnce } from './bylina.js';
import { closes } from './closing.js';
import { Crowd, each } from './crowd.js';
import { sleep } from './fairgoers.js';
import { LIMIT, comes } from './patience.js';

const PLAYERS = 20;
const NUMBERS = 20; // that each says at least
const PACE_MS = 100; // behind those

/** Waits until a figure fits. */
function until(bylina, name, fits) {
  return comes(async () => fits(await bylina.figure(name)), name);
}

test('what was put there is found after a restart', LIMIT, async (t) => {
  const redis = closes(t, await Redis.open());
  const bylina = closes(t, await Bylina.make({ game: HALL }));
  const env = { REDIS_URL: redis.url };
  await bylina.start('run', env);
  const crowd = closes(t, await new Crowd(bylina.address).listen());
  await until(bylina, 'bylina_redis_up', (up) => up === 1);
  const members = await crowd.join(5);
  await each(members, 5, async (member) => {
    await member.says('/start');
    await member.says('1');
  });
  await Promise.all(members.map((one) => one.until(() => one.words.length === 1)));
  // Nobody waits for what is put there.
  await comes(async () => /^bylina:[0-9a-f]{16}:0:player\//m.test(await redis.ask('keys', '*')), 'a player in Redis');
  await bylina.stop();
  await bylina.start('run', env);
  await until(bylina, 'bylina_redis_up', (up) => up === 1);
  await bylina.control('send', { player: members[0].id, text: '2' });
  await until(bylina, 'bylina_redis_hits_total', (hits) => hits > 0);
  await bylina.control('send', { player: members[1].id, text: '/status' }); // everybody is an owner here
  for (let seq = 0, words = ''; !/Redis: отвечает, нашлось там \d+% спрошенного/.test(words);) {
    const chat = await bylina.control(`wait?chat=${members[1].id}&seq=${seq}&timeout=10`);
    assert.ok(chat.changed, `/status says: ${words}`);
    seq = chat.seq;
    words = chat.messages.at(-1).text ?? '';
  }
});

test('it hangs, dies, comes back empty and is flushed while they play', LIMIT, async (t) => {
  const redis = closes(t, await Redis.open());
  const bylina = closes(t, await Bylina.make({ game: HALL }));
  await bylina.start('run', { REDIS_URL: redis.url });
  const crowd = closes(t, await new Crowd(bylina.address).listen());
  let slowest = 0;
  await until(bylina, 'bylina_redis_up', (up) => up === 1);
  const members = await crowd.join(PLAYERS);
  const ills = [
    () => redis.ask('flushall'),
    async () => {
      redis.freeze();
      await until(bylina, 'bylina_redis_up', (up) => up === 0);
      redis.thaw();
      await until(bylina, 'bylina_redis_up', (up) => up === 1);
    },
    async () => {
      await redis.kill();
      await until(bylina, 'bylina_redis_up', (up) => up === 0);
      await redis.start();
      await until(bylina, 'bylina_redis_up', (up) => up === 1);
    },
    () => redis.ask('config', 'set', 'maxmemory', '1'),
    () => redis.ask('script', 'flush'),
  ];
  let count = 0; // of ills that have happened
  let left = PLAYERS; // those who have not said enough yet
  let ill = true; // as long as that they all go on: only asking shows that Redis is away
  const troubles = (async () => {
    for (; ill && (left || count < ills.length); count += 1) {
      await ills[count % ills.length]();
    }
  })().finally(() => (ill = false));
  closes(t, {
    close: async () => {
      ill = false;
      await troubles.catch(() => {}); // if it failed, the test has
    },
  });
  const players = each(members, PLAYERS, async (member) => {
    await member.says('/start');
    for (let n = 1; n <= NUMBERS || ill; n += 1) {
      const began = performance.now();
      await member.says(String(n));
      await member.until(() => member.words.length >= n);
      slowest = Math.max(slowest, performance.now() - began);
      left -= n === NUMBERS ? 1 : 0;
      await sleep(n < NUMBERS ? 0 : PACE_MS);
    }
  });
  await Promise.all([players, troubles]);
  assert.ok(count >= ills.length, `${count} ills`);
  await redis.ask('config', 'set', 'maxmemory', '0').catch(() => {});
  for (const member of members) {
    const numbers = Array.from(member.words.keys(), (at) => at + 1);
    assert.ok(numbers.length >= NUMBERS);
    await member.until(() => member.screen?.text.includes(`След: ${numbers.join(' ')} конец`));
    assert.deepEqual(member.words, numbers.map((n) => `Получено: ${n}.`));
  }
  t.diagnostic(`${count} ills; the slowest answer took ${Math.round(slowest)} ms`);
  assert.ok(slowest < 5000, `an answer took ${slowest} ms`);
  await until(bylina, 'bylina_redis_up', (up) => up === 1);
});

test('nobody is there: the game is played without it; a wrong address is said', LIMIT, async (t) => {
  const bylina = closes(t, await Bylina.make({ game: HALL }));
  await bylina.start('run', { REDIS_URL: 'redis://:secret-of-redis@127.0.0.1:1/0' });
  const crowd = closes(t, await new Crowd(bylina.address).listen());
  const [ann] = await crowd.join(1);
  await ann.says('/start');
  await ann.says('1');
  await ann.until(() => ann.words.length === 1);
  await bylina.says(/Redis is away/);
  assert.ok(!bylina.log.includes('secret-of-redis'));
  const wrong = await runOnce(['run'], { env: { ...bylina.env(), REDIS_URL: 'localhost:6379' } });
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /REDIS_URL: redis:\/\/:password@host:6379\/0 or unix:/);
});
