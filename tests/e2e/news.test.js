// News over Redis: `bylina reload` has the running engine try its files and says what came of it, and what
// `bylina lore` changes is there at once. What is no news, and Redis going away, harm nobody.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ANNALS, KEYED } from '../bench/lore_replay.js';
import { Standin } from '../gemini/standin.js';
import { Redis } from '../servers/redis.js';
import { Bylina, HALL, runOnce } from './bylina.js';
import { closes } from './closing.js';
import { orderSync } from './database.js';
import { LIMIT, comes } from './patience.js';
import { Player } from './player.js';

const RULE = 'scripts/rules/hall.lua';
const figure = (bylina, name, wanted) => comes(async () => (await bylina.figure(name)) === wanted, `${name} ${wanted}`);

async function edit(bylina, path, from, to) {
  const file = join(bylina.folder, path);
  const text = await readFile(file, 'utf8');
  assert.ok(text.includes(from), `${path} has no ${from}`);
  await writeFile(file, text.replace(from, to));
}

/** A world of its own over a Redis of its own: { bylina, redis, reload, channel }. */
async function world(t, game, env = {}) {
  const redis = closes(t, await Redis.open());
  const bylina = closes(t, await Bylina.make({ game, copyGame: true }));
  const settings = { REDIS_URL: redis.url, BOT_RATE: '0', CANDIDATE_MS: '20000', ...env };
  await bylina.start('run', settings);
  await figure(bylina, 'bylina_news_up', 1);
  const run = (...args) => runOnce(args, { env: bylina.env(settings), timeout: 120_000 });
  const channel = (await redis.ask('pubsub', 'channels', '*:news:reload')).trim();
  assert.match(channel, /^bylina:[0-9a-f]{16}:news:reload$/);
  return { bylina, redis, run, channel };
}

async function joins(bylina, id, name) {
  const player = await Player.make(bylina, { id, first_name: name, language_code: 'en' });
  await player.says('/start');
  return player;
}

test('bylina reload now, while they play: the new rules are live, and it says so', LIMIT, async (t) => {
  const { bylina, run } = await world(t, HALL, { BOT_ADMINS: '5', REHEARSE_TURNS: '0' });
  const admin = await joins(bylina, 5, 'Admin');
  await admin.reads('The hall.');
  await bylina.control('crowd', { players: 20, first: 2001, says: ['/start'], button: 'Шагнуть', taps: 20 });
  await edit(bylina, RULE, 'return 1', 'return 2');
  const done = await run('reload', 'now');
  assert.deepEqual([done.out, done.err, done.code],
    ['heard by 1 engine\ngeneration 2 is live: 0 files added, 1 changed, 0 removed\n', '', 0]);
  await admin.has(/The new rules are live\.\nGeneration 2, [^]*By the command bylina reload/);
  await admin.taps('Step');
  await admin.reads('Power: 2.');
  let seen;
  do {
    seen = await bylina.control('crowd?timeout=20');
  } while (seen.playing);
  assert.equal(seen.refused, 0);
  assert.equal(seen.screen_us.count, 20 * 20);
  await bylina.says(/new scripts are live .*by="?bylina reload/);
  await admin.says('/audit');
  await admin.reads(/generation\.live 2[^]*bylina reload|bylina reload[^]*generation\.live/);
  const same = await run('reload', 'now');
  assert.equal(same.out, 'heard by 1 engine\nnothing has changed: generation 2 is live\n');
  assert.equal(same.code, 0);
});

test('what is wrong is refused with file and line; without now a button decides', LIMIT, async (t) => {
  const { bylina, run } = await world(t, HALL, { BOT_ADMINS: '5', REHEARSE_TURNS: '0' });
  const admin = await joins(bylina, 5, 'Admin');
  await admin.reads('The hall.');
  await edit(bylina, RULE, 'return 1', 'return 2 +');
  const broken = await run('reload', 'now');
  assert.equal(broken.code, 1);
  assert.match(broken.out, /^heard by 1 engine\nscripts\/rules\/hall\.lua:\d+: [^]*\nrefused: the old rules stay in force\n$/);
  await bylina.says(/not live +where=scripts\/rules\/hall\.lua/);
  await admin.has(/The rules were refused[^]*By the command bylina reload/);
  await edit(bylina, RULE, 'return 2 +', 'return 2');
  const offered = await run('reload');
  assert.deepEqual([offered.out, offered.code],
    ['heard by 1 engine\nchecked: who may decide has Put live and Cancel in his chat\n', 0]);
  const report = await admin.has(/may go live[^]*By the command bylina reload/);
  const put = report.reply_markup.inline_keyboard.flat().find((one) => one.text.includes('Put live'));
  await admin.tapsData(report.message_id, put.callback_data);
  await admin.reads(/The new rules are live/);
});

test('turns that would go another way: now decides nothing over heads', LIMIT, async (t) => {
  const { bylina, run } = await world(t, HALL, { BOT_ADMINS: '5' });
  const admin = await joins(bylina, 5, 'Admin');
  await admin.taps('Step');
  await admin.reads('Power: 1.');
  await edit(bylina, RULE, 'return 1', 'return 2');
  const done = await run('reload', 'now');
  assert.equal(done.code, 1);
  assert.match(done.out, /turns that were played would go another way\nchecked, but some turns would go another way: who may/);
  await admin.has(/some turns would go another way[^]*Rehearsal/);
});

test('where everybody is an owner the studio has the report', LIMIT, async (t) => {
  const { bylina, run } = await world(t, HALL);
  await edit(bylina, RULE, 'return 1', 'return 2');
  assert.equal((await run('reload')).code, 0);
  await comes(async () => {
    const live = await (await fetch(`${bylina.address}/engine/studio/live`)).json();
    return live.news.some((one) => one.show === 'reload_report' && one.html.includes('bylina reload'));
  }, 'news of the studio');
});

test('nobody listens, nobody is there, or what comes is none: it is said in a line', LIMIT, async (t) => {
  const { bylina, redis, run, channel } = await world(t, HALL, { BOT_ADMINS: '5', REHEARSE_TURNS: '0' });
  const alone = await runOnce(['reload'], { env: { ...bylina.env(), REDIS_URL: '' } });
  assert.equal(alone.code, 1);
  assert.match(alone.err, /^bylina reload: REDIS_URL is not set[^\n]*\/reload in the chat\n$/);
  for (const words of ['', 'garbage', `${'f'.repeat(16)} [${'x'.repeat(100_000)}`, `${'f'.repeat(16)} {"id":"x"}`,
    `${'f'.repeat(16)} null`, `${'f'.repeat(16)} {"id":{},"now":[]}`, `${'f'.repeat(16)} ${'['.repeat(4000)}`]) {
    await redis.ask('publish', channel, words);
    await redis.ask('publish', channel.replace(/reload$/, 'lore'), words);
    await redis.ask('publish', channel.replace(/reload$/, 'unknown'), words);
  }
  await figure(bylina, 'bylina_news_ignored_total', 6);
  await redis.kill();
  await figure(bylina, 'bylina_news_up', 0);
  const away = await run('reload');
  assert.equal(away.code, 1);
  assert.match(away.err, /bylina reload: Redis does not answer: look at REDIS_URL\n$/);
  await redis.start();
  await figure(bylina, 'bylina_news_up', 1); // by itself
  await edit(bylina, RULE, 'return 1', 'return 2');
  assert.match((await run('reload', 'now')).out, /generation 2 is live/);
  assert.equal((await bylina.stop()).code, 0); // all of its log has come
  assert.equal(bylina.log.match(/what came as news is none/g).length, 1);
  assert.equal(bylina.log.match(/asked for by command/g).length, 1);
  const none = await run('reload', 'now');
  assert.equal(none.code, 1);
  assert.match(none.err, /no engine of this world listens/);
});

/** The first page that a player gets for this thing. */
async function page(player, number) {
  const { message } = await player.says(String(number));
  const fits = (one) => one.message_id > message.message_id && one.text?.startsWith(`Thing no. ${number},`);
  return (await player.until((messages) => messages.find(fits), `thing ${number}`)).text;
}

test('what bylina lore changes is heard of, and shown at once', LIMIT, async (t) => {
  const gemini = closes(t, await Standin.open());
  const { bylina, run } = await world(t, ANNALS,
    { BOT_ADMINS: '5', REHEARSE_TURNS: '0', ...KEYED, GEMINI_API_URL: gemini.url });
  const anna = await joins(bylina, 1001, 'Anna');
  await anna.reads('An empty page');
  await anna.says('17');
  await anna.reads(/^Thing no\. 17[^]*First seen by you/);
  const canon = join(bylina.folder, 'canon.jsonl');
  assert.equal((await run('lore', 'export', canon)).code, 0);
  const [head, seventeenth] = (await readFile(canon, 'utf8')).trim().split('\n');

  assert.match((await run('lore', 'hide', '1')).out, /^1: hidden/);
  await figure(bylina, 'bylina_lore_heard_total', 1); // nobody does anything in the game meanwhile
  const sql = 'SELECT count(*) FROM lore WHERE revision = 2 AND published = 2';
  await comes(() => orderSync(bylina.database, sql) === '1', 'the hidden text');
  assert.match(await page(anna, 17), /^Thing no\. 17, [^\n]*\nDosi: nothing is written of it\.$/);

  gemini.hold();
  assert.match(await page(anna, 18), /The scribe/);
  const id = orderSync(bylina.database, "SELECT key FROM lore WHERE entity = 'thing18'");
  const line = seventeenth.replace(/thing\.en\.\w+/, id).replaceAll('thing17', 'thing18');
  await writeFile(canon, `${head}\n${line}\n`);
  const taken = await run('lore', 'import', canon);
  assert.match(taken.out + taken.err, /^1 texts read, 1 taken/);
  await anna.has(/^Thing no\. 18, (?![^]*The scribe)[^]*First seen by you/); // the screen that waits for it
  await figure(bylina, 'bylina_lore_heard_total', 2);
  gemini.release();
});
