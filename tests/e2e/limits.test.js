// A player who floods: what he sends over his limit is passed over, he is told so once, and another who
// plays meanwhile does not notice. The limits are content and change with /reload.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Bylina, HALL, TOKEN } from './bylina.js';
import { Crowd, each } from './crowd.js';
import { Feed, message } from './feed.js';
import { LIMIT } from './patience.js';

const FLOOD = 10_000;
const TAPS = 60;
const BURST = 200;
const PROMPT_MS = 3000; // on a machine that has other things to do; see tests/unit/turn/limits.c
const SLOWER = 10; // or so often as long as alone, on one where that is more

function limits(bylina, text) {
  return writeFile(join(bylina.content, 'limits.lua'), `return ${text}`);
}

function p99(times) {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1];
}

/** Taps one after another, each when the last is shown; gives their milliseconds. */
async function steps(member, from, count) {
  const times = [];
  for (let step = from + 1; step <= from + count; step++) {
    const { answer, ms } = await member.taps('Шагнуть');
    assert.ok(!answer.text, `a good tap was refused: ${answer.text}`);
    times.push(ms);
    await member.until(() => member.screen.text.includes(`Шагов: ${step}.`));
  }
  return times;
}

/** Messages as fast as they go; reached(n) waits until n of them were sent. */
function floodBy(member) {
  let sent = 0;
  let waiting = [];
  const flood = each(Array(FLOOD).fill('5'), 16, async (text) => {
    await member.says(text);
    sent += 1;
    waiting = waiting.filter(({ n, done }) => n > sent || done());
  });
  const reached = (n) => new Promise((done) => (n <= sent ? done() : waiting.push({ n, done })));
  return { flood, reached };
}

test('one floods, another plays', LIMIT, async (t) => {
  const telegram = await Bylina.make({ game: HALL });
  const engine = await Bylina.make({ game: HALL, copyGame: true });
  t.after(() => engine.remove().finally(() => telegram.remove()));
  await limits(engine, `{ spam = { rate = "5/s", burst = ${BURST} }, notice = "1h" }`);
  await telegram.start('sandbox');
  await engine.start('run', { BOT_TOKEN: TOKEN, BOT_API_URL: telegram.address, BOT_RATE: '0' }, /connected to Telegram/);
  const crowd = await new Crowd(telegram.address).listen();
  t.after(() => crowd.close());
  const [flooder, player] = await crowd.join(2);
  for (const member of [flooder, player]) {
    await member.says('/start');
    await member.until(() => member.screen);
  }
  const alone = await steps(player, 0, TAPS);
  const { flood, reached } = floodBy(flooder);
  const beside = [];
  for (let tap = 0; tap < TAPS; tap++) {
    await reached((tap * FLOOD) / TAPS);
    beside.push(...await steps(player, TAPS + tap, 1));
  }
  await flood;
  t.diagnostic(`p99 of a tap: ${p99(alone).toFixed(1)} ms alone, ${p99(beside).toFixed(1)} ms beside a flood`);
  assert.ok(p99(beside) < Math.min(Math.max(PROMPT_MS, p99(alone) * SLOWER), 10 * PROMPT_MS), `a tap took ${p99(beside)} ms`);
  await flooder.until(() => flooder.words.some((words) => words.startsWith('Слишком быстро')));
  await flooder.until(() => flooder.words.filter((words) => words.startsWith('Получено')).length >= BURST);
  const told = flooder.words.filter((words) => words.startsWith('Слишком быстро'));
  const handled = flooder.words.filter((words) => words.startsWith('Получено'));
  assert.equal(told.length, 1);
  assert.ok(handled.length >= BURST && handled.length < FLOOD / 2, `${handled.length} of the flood were handled`);
  await engine.says(/updates of a player are refused/);
});

test('a reload brings other limits, and a broken file changes nothing', LIMIT, async (t) => {
  const feed = await Feed.open();
  const engine = await Bylina.make({ game: HALL, copyGame: true });
  t.after(() => engine.remove().finally(() => feed.close()));
  await engine.start('run', { BOT_TOKEN: TOKEN, BOT_API_URL: feed.url, BOT_RATE: '0', BOT_ADMINS: '77', REHEARSE_TURNS: '0' },
    /connected to Telegram/);
  let update = 0;
  const says = (player, text) => feed.give(message((update += 1), player, { text }));
  says(77, '/start');
  await feed.hears('sendMessage', /Зал/);
  await limits(engine, '{ spam = { rate = "5 a day" } }');
  says(77, '/reload now');
  await feed.hears('sendMessage', /content\/limits\.lua(:\d+)?<\/code>: spam\.rate/);
  await limits(engine, '{ spam = { rate = "1/h", burst = 3 } }');
  says(77, '/reload now');
  await feed.hears('sendMessage', /Новые правила в силе/);
  for (let n = 1; n <= 9; n++) {
    says(78, n === 1 ? '/start' : String(n));
  }
  await feed.hears('sendMessage', /"chat_id":78.*Слишком быстро/);
  await feed.until((calls) => calls.some(({ params }) => params.chat_id === 78 && /След: 2 3 конец/.test(params.text)));
  says(77, '5'); // and what was passed over is confirmed like all else
  await feed.hears('sendMessage', /Получено: 5/);
  await feed.until(() => feed.confirmed > update);
  assert.ok(!feed.calls.some(({ params }) => /Получено: 4/.test(params.text)));
});
