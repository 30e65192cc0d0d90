// A broadcast: to everybody at the pace that is allowed, to nobody twice, not felt by those who play.
// The local Telegram stands outside, so that the engine can be killed in the middle (kill -9).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Redis } from '../servers/redis.js';
import { Bylina, HALL, TOKEN } from './bylina.js';
import { closes } from './closing.js';
import { Crowd, each } from './crowd.js';
import { LIMIT, comes } from './patience.js';
import { Player } from './player.js';

const PLAYERS = Number(process.env.BROADCAST_PLAYERS ?? 240);
const RATE = 60;
const SLOW_RATE = 10; // where what is paid for goes faster
const BLOCKED = 5;
const PROMPT_MS = 1500; // the new screen during a broadcast, on a machine that runs all tests at once
const SLOWER = 10; // or so often as long as without one, where that is more

let telegram;
let bylina;
let crowd;
let members;
let admin;

const settings = () => ({
  BOT_TOKEN: TOKEN, BOT_API_URL: telegram.address, BOT_RATE: String(RATE), BOT_ADMINS: '5',
});

const heard = (text) => members.map((one) => one.words.filter((words) => words === text).length);
/** Waits until so many of the members have heard it: what the admin is told may be here before it. */
const areHeard = (text, count) => Promise.any(members.map((one) => one.until(() => sum(heard(text)) >= count)));
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

function totals(text) {
  const number = (words) => Number(new RegExp(`${words}: (\\d+)`).exec(text)?.[1] ?? 0);
  return {
    sent: number('Delivered'), failed: number('Not delivered'),
    blocked: number('closed to the bot'), missed: number('Perhaps missed'),
  };
}

before(async () => {
  telegram = await Bylina.make({ game: HALL });
  bylina = await Bylina.make({ game: HALL });
  await telegram.start('sandbox');
  await bylina.start('run', { ...settings(), BOT_RATE: '0' }, /connected to Telegram/);
  crowd = await new Crowd(telegram.address).listen();
  members = await crowd.join(PLAYERS, { language_code: 'en' });
  members.sort((a, b) => b.chat - a.chat); // a broadcast comes to the last of them first, to those who block it last
  admin = await Player.make(telegram, { id: 5, first_name: 'Admin', language_code: 'en' });
  await admin.says('/start');
  await admin.reads('Steps: 0');
  await each(members, 32, async (one) => {
    await one.says('/start');
    await one.until(() => one.screen);
  });
  for (const one of members.slice(0, BLOCKED)) {
    await crowd.control('block', { player: one.id, blocked: true });
  }
  await bylina.stop();
  await bylina.start('run', settings(), /connected to Telegram/);
}, LIMIT);

after(async () => {
  crowd?.close();
  await bylina?.remove();
  await telegram?.remove();
});

async function send(text) {
  await admin.says(`/broadcast ${text}`);
  await admin.until((messages) => messages.findLast((one) => one.text?.includes('This is what players will see') &&
    one.text.includes(text.split('\n').at(-1).replace(/^..: /, ''))), `a preview of ${text}`);
  await admin.taps('Send to all');
}

const over = (text, count) => admin.until((messages) => {
  const all = messages.filter((one) => one.text?.includes(text));
  return all.length >= count && all.at(-1);
}, `${count} of ${text}`);

/** One tap, each time of another player (a chat has a pace of its own): milliseconds until the new screen. */
async function steps(player) {
  const { text } = player.screen;
  const tapped = performance.now();
  await player.taps('Step');
  await player.until(() => player.screen.text !== text);
  return performance.now() - tapped;
}

test('it reaches everybody once, at the pace, while replies stay prompt', LIMIT, async () => {
  await crowd.control('flood', { flood: { all: RATE } });
  const began = performance.now();
  await send('Fair on Sunday');
  const slow = [];
  let ended = false;
  const last = over('The broadcast is over', 1).then((message) => {
    ended = true;
    return message;
  });
  for (let i = 1; !ended && i <= 30; i += 1) {
    slow.push(await steps(members.at(BLOCKED + i)));
  }
  const said = totals((await last).text);
  const took = performance.now() - began;
  assert.deepEqual(said, { sent: PLAYERS - BLOCKED + 1, failed: 0, blocked: BLOCKED, missed: 0 });
  await areHeard('Fair on Sunday', PLAYERS - BLOCKED);
  assert.deepEqual(heard('Fair on Sunday'), members.map((_, i) => (i < BLOCKED ? 0 : 1)));
  assert.ok(took > ((PLAYERS - BLOCKED - RATE / 10) / RATE) * 1000, `too fast: ${took} ms`);
  const alone = [];
  for (let i = 31; i <= 60; i += 1) {
    alone.push(await steps(members.at(BLOCKED + i)));
  }
  assert.ok(Math.max(...slow) < Math.min(Math.max(PROMPT_MS, Math.max(...alone) * SLOWER), 10 * PROMPT_MS), `a screen took ${Math.max(...slow)} ms`);
  const { hits } = await crowd.control('faults');
  assert.equal(hits.filter((hit) => hit.by === 'flood').length, 0, 'Telegram never had to say 429');
  await crowd.control('flood', { flood: false });
  // What is shown next stands below the broadcast.
  const player = members.at(BLOCKED);
  const before = player.screen.message_id;
  await player.taps('Step');
  await player.until(() => player.screen.message_id > before);
});

test('killed in the middle: nobody twice, and whoever may have been missed is counted', LIMIT, async () => {
  const text = 'The king is coming';
  await send(text);
  for (const part of [0.05, 0.15, 0.25]) {
    await Promise.any(members.map((one) => one.until(() => sum(heard(text)) > PLAYERS * part)));
    await bylina.stop('SIGKILL');
    assert.ok(sum(heard(text)) < PLAYERS - BLOCKED, 'it was killed in time');
    await bylina.start('run', settings(), /connected to Telegram/);
  }
  const said = totals((await over('The broadcast is over', 2)).text);
  await areHeard(text, said.sent - 1); // and the admin
  const got = heard(text);
  assert.ok(Math.max(...got) === 1, 'nobody heard it twice');
  const { messages } = await admin.look();
  const reached = sum(got) + messages.filter((one) => one.text === text).length;
  assert.equal(said.sent + said.failed + said.blocked + said.missed, PLAYERS + 1);
  assert.equal(said.blocked, BLOCKED);
  assert.ok(said.sent <= reached && reached <= said.sent + said.missed, `${reached} heard it; ${JSON.stringify(said)}`);
  // About a second's work of each of the three lives.
  assert.ok(said.missed > 0 && said.missed <= 3 * RATE, `${said.missed} perhaps missed`);
});

test('paused, gone on with, and stopped at once', LIMIT, async () => {
  const text = 'Never mind';
  await send(`\nru: Неважно\nen: ${text}`);
  await Promise.any(members.map((one) => one.until(() => sum(heard(text)) > 10)));
  await admin.says('/broadcast pause');
  await admin.reads('The broadcast is paused.');
  await bylina.stop(); // a pause outlives the process
  await bylina.start('run', settings(), /connected to Telegram/);
  await admin.says('/broadcast');
  await admin.until((messages) => messages.filter((one) => one.text?.includes('The broadcast is paused\n')).length >= 1);
  const paused = sum(heard(text));
  await admin.says('/broadcast resume');
  await admin.reads('The broadcast goes on.');
  await Promise.any(members.map((one) => one.until(() => sum(heard(text)) > paused + 10)));
  await admin.says('/broadcast stop');
  await admin.reads('The broadcast was stopped.');
  const said = totals((await over('The broadcast was stopped\n', 1)).text);
  assert.equal(said.missed, 0, 'a stop in good order misses nobody it had begun with');
  await areHeard(text, said.sent - 1);
  const { messages } = await admin.look();
  const reached = sum(heard(text)) + messages.filter((one) => one.text === text).length;
  assert.equal(reached, said.sent);
  assert.ok(reached < PLAYERS - BLOCKED);
});

test('one that is sent meanwhile stands in line, over a kill and a flush, and can be taken back', LIMIT, async (t) => {
  const redis = closes(t, await Redis.open());
  const env = { ...settings(), REDIS_URL: redis.url };
  const queued = async () => {
    const [key] = /^bylina:[0-9a-f]{16}:queue:broadcasts$/m.exec(await redis.ask('keys', '*')) ?? [];
    return key ? Number(await redis.ask('llen', key)) : 0;
  };
  const queues = (count) => comes(async () => await queued() === count, `${count} in Redis`);
  await bylina.stop();
  await bylina.start('run', env, /connected to Telegram/);
  const texts = ['First in line', 'Second in line', 'Taken back'];
  const waits = (count) => admin.until((messages) => messages.filter((one) =>
    one.text?.includes('Another broadcast is under way')).length === count, `${count} stand in line`);
  await send(texts[0]);
  await Promise.any(members.map((one) => one.until(() => sum(heard(texts[0])) > 10)));
  await admin.says('/broadcast pause');
  await admin.until((messages) => messages.filter((one) => one.text === '⏸ The broadcast is paused.').length === 2);
  await send(texts[1]);
  await waits(1);
  await send(texts[2]);
  await waits(2);
  await admin.says('/broadcast');
  await admin.reads('Waiting in line: 2');
  await queues(2);
  await bylina.stop('SIGKILL');
  await redis.ask('flushall');
  await bylina.start('run', env, /connected to Telegram/);
  await queues(2);
  await admin.says('/broadcast plans');
  const plans = await admin.until((messages) => messages.findLast((one) =>
    one.text?.includes('Planned broadcasts') && one.text.includes(texts[2])));
  assert.match(plans.text, /In line since [^]*Second in line[^]*In line since [^]*Taken back/);
  await admin.tapsData(plans.message_id, plans.reply_markup.inline_keyboard[1][0].callback_data);
  await admin.reads('thrown away');
  await redis.ask('flushall');
  assert.equal(sum(heard(texts[1])), 0, 'it waits for the one that is paused');
  await admin.says('/broadcast resume');
  await Promise.any(members.map((one) => one.until(() => sum(heard(texts[1])) > 10)));
  assert.equal(sum(heard(texts[0])), PLAYERS - BLOCKED, 'the first has reached everybody by then');
  await admin.says('/broadcast stop');
  await over('The broadcast was stopped\n', 2);
  for (const text of texts) {
    assert.ok(Math.max(...heard(text)) <= 1, `nobody heard twice: ${text}`);
  }
  assert.equal(sum(heard(texts[2])), 0);
  await bylina.stop();
  await bylina.start('run', settings(), /connected to Telegram/);
});

test('a paid one goes at a pace of its own', LIMIT, async () => {
  const text = 'Gold for all';
  await bylina.stop();
  await bylina.start('run', { ...settings(), BOT_RATE: String(SLOW_RATE) }, /connected to Telegram/);
  await admin.says(`/broadcast paid ${text}`);
  await admin.reads('A paid broadcast');
  const began = performance.now();
  await admin.taps('Send to all');
  await Promise.all(members.slice(BLOCKED).map((one) => one.until(() => one.words.includes(text))));
  const took = performance.now() - began;
  await over('The broadcast is over', 4);
  const { calls } = await crowd.control('calls?limit=1000');
  const paid = calls.filter((call) => call.params?.allow_paid_broadcast === true);
  assert.equal(paid.length, PLAYERS - BLOCKED + 1);
  assert.ok(paid.every((call) => call.method === 'sendMessage' && call.params.text === text));
  assert.ok(took < ((PLAYERS - BLOCKED) / SLOW_RATE) * 1000 * 0.75, `${took} ms`);
  await bylina.stop();
  await bylina.start('run', settings(), /connected to Telegram/);
});

test('Telegram tells it to wait, fails and hangs up: nobody twice, what is in doubt is counted', LIMIT, async () => {
  const text = 'Once more';
  const fault = (more) => crowd.control('faults', { method: 'sendMessage', ...more });
  await send(text);
  await Promise.any(members.map((one) => one.until(() => sum(heard(text)) > 10)));
  await fault({ code: 429, retry_after: 1, times: 3 }); // in several chats: the whole bot waits
  await fault({ code: 502, times: 2 });
  await fault({ cut: 'after' });
  const said = totals((await over('The broadcast is over', 5)).text);
  assert.deepEqual(said, { sent: PLAYERS - BLOCKED + 1 - 3, failed: 0, blocked: BLOCKED, missed: 3 });
  await areHeard(text, said.sent);
  const got = heard(text);
  assert.ok(Math.max(...got) === 1, 'nobody heard it twice');
  const { messages } = await admin.look();
  const reached = sum(got) + messages.filter((one) => one.text === text).length;
  assert.equal(reached, said.sent + 1, 'the one that was cut off afterwards had arrived');
});
