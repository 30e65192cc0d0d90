// The database stops answering (another program holds its lock): who taps or writes is told that nothing
// is lost, also those who come while it lasts; and when it answers again, all of it counts, once. (A server
// that is away: postgres.test.js.)
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { Bylina, HALL, TOKEN } from './bylina.js';
import { NO_FILE } from './database.js';
import { Feed, message, user } from './feed.js';
import { LIMIT } from './patience.js';

/** Holds the lock of a database until `free()`. */
async function lock(path) {
  const shell = spawn('sqlite3', [path]);
  const held = new Promise((done) => shell.stdout.once('data', done));
  shell.stdin.write('.timeout 10000\nBEGIN IMMEDIATE;\nSELECT 1;\n');
  await held;
  return {
    free() {
      const ended = new Promise((done) => shell.once('close', done));
      shell.stdin.end('COMMIT;\n');
      return ended;
    },
  };
}

test('players are told of an outage, and nothing is lost by it', { ...LIMIT, skip: NO_FILE }, async (t) => {
  const feed = await Feed.open();
  const engine = await Bylina.make({ game: HALL });
  t.after(() => engine.remove().finally(() => feed.close()));
  await engine.start('run', { BOT_TOKEN: TOKEN, BOT_API_URL: feed.url, BOT_RATE: '0' }, /connected to Telegram/);
  let update = 0;
  const says = (player, text) => feed.give(message((update += 1), player, { text }));
  for (const player of [77, 78]) {
    says(player, '/start');
    await feed.hears('sendMessage', new RegExp(`"chat_id":${player}.*Зал`));
  }
  const screen = (player) => feed.calls.findLast(({ method, params }) => method === 'sendMessage' && params.chat_id === player && params.reply_markup);
  const step = screen(77).params.reply_markup.inline_keyboard.flat().find((button) => button.text === 'Шагнуть').callback_data;
  const taps = (player, id) => feed.give({
    update_id: (update += 1),
    callback_query: {
      id, from: user(player), chat_instance: '1', data: step,
      message: { message_id: 101, date: 1, chat: { id: player, type: 'private', first_name: 'И' } },
    },
  });
  await feed.until(() => feed.confirmed > update);

  const held = await lock(engine.database);
  taps(77, 'first');
  await feed.hears('answerCallbackQuery', /"first".*Нажатие принято и не пропадёт/);
  says(78, '5'); // comes while nothing can be confirmed to Telegram
  await feed.hears('sendMessage', /"chat_id":78.*Сказанное принято и не пропадёт/);
  says(78, '6');
  const polls = feed.polls;
  await feed.until(() => feed.polls > polls + 2, 'two more looks at what has come');
  assert.ok(feed.confirmed < update - 1, 'nothing is confirmed before it is safe');
  await engine.says(/the database gives no answer/);
  await held.free();

  await feed.until((calls) => calls.some(({ params }) => params.chat_id === 77 && /Шагов: 1\./.test(params.text)));
  await feed.until((calls) => calls.some(({ params }) => params.chat_id === 78 && /След: 5 6 конец/.test(params.text)));
  await feed.hears('sendMessage', /Получено: 6/);
  await feed.until(() => feed.confirmed > update);
  await engine.says(/the database answers again/);
  const count = (method, words) => feed.calls.filter((call) => call.method === method && words.test(JSON.stringify(call.params))).length;
  assert.equal(count('answerCallbackQuery', /"first"/), 1);
  assert.equal(count('sendMessage', /"chat_id":78.*Сказанное принято/), 1, 'one message a chat');
  assert.equal(count('sendMessage', /Получено: 5/), 1);
  assert.equal(count('sendMessage', /Получено: 6/), 1);
});
