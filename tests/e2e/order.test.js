// Exactly once and in order: a crowd types numbers and presses buttons as fast as it can. Every update
// must be answered once, and each player's answers must come in the order in which he acted. Once
// undisturbed, and once with the engine killed (kill -9) and started again in the middle.
//
// The hall (tests/e2e/hall) writes each number into the player's document, so that what was lost,
// doubled or overtaken shows. `./dev bench` runs the same with 1,000 players.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Bylina, HALL, TOKEN } from './bylina.js';
import { Crowd, each } from './crowd.js';
import { UPDATES, checkPlayed, got, plays, spoken, trail } from './hall.js';
import { LIMIT } from './patience.js';
import { Player } from './player.js';

const PLAYERS = Number(process.env.ORDER_PLAYERS ?? 200);
const SPREAD = 64; // players at work at once

const open = [];

after(async () => {
  for (const thing of open.reverse()) {
    await (thing.close ? thing.close() : thing.remove());
  }
});

test(`${PLAYERS * UPDATES} updates of ${PLAYERS} players: each answered once, in order`, LIMIT, async () => {
  const bylina = await Bylina.make({ game: HALL });
  open.push(bylina);
  await bylina.start('run', { BOT_RATE: '0' });
  const crowd = await new Crowd(bylina.address).listen();
  open.push(crowd);
  const members = await crowd.join(PLAYERS);
  await each(members, SPREAD, (member) => plays(member));
  await each(members, SPREAD, checkPlayed);
  const { calls } = await crowd.control('calls?limit=1000');
  const bad = calls.filter((call) => !call.ok);
  assert.deepEqual(bad, [], 'the local Telegram refused nothing');
});

test('killed in the middle and started again: still once, still in order', LIMIT, async () => {
  const telegram = await Bylina.make({ game: HALL });
  const bylina = await Bylina.make({ game: HALL });
  open.push(telegram, bylina);
  const here = { BOT_TOKEN: TOKEN, BOT_API_URL: telegram.address, BOT_RATE: '0' };
  await telegram.start('sandbox');
  await bylina.start('run', here, /connected to Telegram/);
  const crowd = await new Crowd(telegram.address).listen();
  open.push(crowd);
  const members = await crowd.join(PLAYERS);
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9];

  const half = (PLAYERS * numbers.length) / 2;
  const killed = new Promise((done) => {
    const count = () => members.reduce((sum, one) => sum + one.words.length, 0);
    let dead = false;
    const look = () => {
      if (!dead && count() >= half) {
        dead = true;
        done(bylina.stop('SIGKILL'));
      }
      return dead;
    };
    members.forEach((member) => member.until(look));
  });
  await each(members, SPREAD, async (member) => {
    await member.says('/start');
    for (const n of numbers) {
      await member.says(String(n));
    }
  });
  assert.equal((await killed).signal, 'SIGKILL');
  await bylina.start('run', here, /connected to Telegram/);
  await Promise.all(members.map((member) => member.until(() => member.screen?.text.includes(trail(numbers)))));
  await Promise.all(members.map((member) => member.until(() => new Set(member.words).size === numbers.length)));

  let twice = 0;
  for (const member of members) {
    const { words } = await spoken(member);
    assert.deepEqual([...new Set(words)], got(numbers), `the answers of player ${member.id}`);
    twice += words.length - numbers.length;
  }
  // An intent that was on its way when the process died is sent again (policy "resend"): a chat has
  // one call under way at a time, so there is at most one such message a chat.
  assert.ok(twice <= members.length, `${twice} messages came twice`);
});

test('game and local Telegram killed together: what was typed is there, once', LIMIT, async () => {
  const bylina = await Bylina.make({ game: HALL });
  open.push(bylina);
  await bylina.start('run', { BOT_RATE: '0' });
  let crowd = await new Crowd(bylina.address).listen();
  const members = await crowd.join(20);
  const numbers = [1, 2, 3, 4, 5];
  await each(members, 20, async (member) => {
    await member.says('/start');
    for (const n of numbers) {
      await member.says(String(n));
    }
  });
  crowd.close();
  await bylina.stop('SIGKILL');
  await bylina.start('run', { BOT_RATE: '0' });
  crowd = new Crowd(bylina.address);
  for (const { id } of members) {
    const player = new Player(bylina, id, id);
    await player.reads(trail(numbers));
    await player.reads(got(numbers).at(-1));
    const { words } = await spoken({ crowd, id, chat: id });
    assert.deepEqual([...new Set(words)], got(numbers));
    assert.ok(words.length <= numbers.length + 1, `at most one came twice: ${words}`);
  }
  crowd.close();
});
