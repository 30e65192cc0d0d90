// SIGTERM and SIGINT while updates flow: it ends by itself with code 0 in less than ten seconds, and
// after the next start everything that was typed is there, once and in order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bylina, HALL, TOKEN } from './bylina.js';
import { Crowd, each } from './crowd.js';
import { LIMIT } from './patience.js';

const PLAYERS = 20;
const NUMBERS = Array.from({ length: 20 }, (_, i) => i + 1);
const TRAIL = `След: ${NUMBERS.join(' ')} конец`;
const STOP_MS = 10_000;

for (const signal of ['SIGTERM', 'SIGINT']) {
  test(`${signal} while updates flow`, LIMIT, async () => {
    const telegram = await Bylina.make({ game: HALL });
    const bylina = await Bylina.make({ game: HALL });
    const env = { BOT_TOKEN: TOKEN, BOT_API_URL: telegram.address, BOT_RATE: '0' };
    await telegram.start('sandbox');
    await bylina.start('run', env, /connected to Telegram/);
    const crowd = await new Crowd(telegram.address).listen();
    const members = await crowd.join(PLAYERS);
    try {
      const flow = each(members, PLAYERS, async (member) => {
        await member.says('/start');
        for (const n of NUMBERS) {
          await member.says(String(n));
        }
      });
      await members[0].until(() => members[0].words.length >= 3);
      const began = performance.now();
      const end = await bylina.stop(signal);
      const took = performance.now() - began;
      assert.deepEqual(end, { code: 0, signal: null }, bylina.log);
      assert.ok(took < STOP_MS, `it took ${took} ms`);
      assert.match(bylina.log, /stopping/);
      await flow;

      await bylina.start('run', env, /connected to Telegram/);
      await Promise.all(members.map((one) => one.until(() => one.screen?.text.includes(TRAIL))));
      await Promise.all(members.map((one) => one.until(() => one.words.length >= NUMBERS.length)));
      for (const member of members) {
        assert.deepEqual(member.words, NUMBERS.map((n) => `Получено: ${n}.`));
      }
    } finally {
      crowd.close();
      await bylina.remove();
      await telegram.remove();
    }
  });
}

test('a call that hangs does not keep it: 10 s, or a second signal', LIMIT, async () => {
  const bylina = await Bylina.make({ game: HALL });
  await bylina.start();
  await bylina.control('faults', { method: 'sendMessage', delay_ms: 60_000, times: 5 });
  const { player } = await bylina.control('players', { first_name: 'Илья', language_code: 'ru' });
  await bylina.control('send', { player: player.id, text: '/start' });
  bylina.child.kill('SIGINT');
  await bylina.says(/stopping: what is under way/);
  const began = performance.now();
  const end = await bylina.stop('SIGINT');
  assert.deepEqual(end, { code: 0, signal: null }, bylina.log);
  assert.ok(performance.now() - began < STOP_MS);
  await bylina.remove();
});
