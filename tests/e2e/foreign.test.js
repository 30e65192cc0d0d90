// The local Telegram for others: grammY, a client that knows nothing of this project, polls it, answers
// /start, edits a message, answers a callback, uploads a photo, and is told to slow down.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Bot, GrammyError, InlineKeyboard, InputFile } from 'grammy';
import { Bylina, HALL } from './bylina.js';
import { Player } from './player.js';

const TOKEN = '7700000007:foreign-clients-take-any-token-of-this-form';
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

let telegram;
let bot;
let anna;
let rolled; // the chat in which somebody says /roll

before(async () => {
  telegram = await Bylina.make({ game: HALL });
  await telegram.start('sandbox');
  bot = new Bot(TOKEN, { client: { apiRoot: telegram.address } });
  bot.command('start', (ctx) => ctx.reply('Welcome, <b>traveller</b>.', {
    parse_mode: 'HTML', reply_markup: new InlineKeyboard().text('Onward', 'onward'),
  }));
  bot.callbackQuery('onward', async (ctx) => {
    await ctx.editMessageText('You went on.');
    await ctx.answerCallbackQuery({ text: 'A long way', show_alert: true });
  });
  bot.hears('photo', (ctx) => ctx.replyWithPhoto(new InputFile(PIXEL, 'pixel.png'), { caption: 'A pixel' }));
  rolled = new Promise((done) => {
    bot.command('roll', (ctx) => done(ctx.chat));
  });
  await new Promise((done, fail) => {
    bot.start({ onStart: done }).catch(fail);
  });
  anna = await Player.make(telegram, { first_name: 'Anna', language_code: 'en' });
});

after(async () => {
  await bot?.stop();
  await telegram?.remove();
});

test('it says who the bot is', () => {
  assert.equal(bot.botInfo.id, 7700000007);
  assert.equal(bot.botInfo.is_bot, true);
});

test('it answers /start with formatted text and a button', async () => {
  await anna.says('/start');
  const message = await anna.reads('Welcome');
  assert.equal(message.text, 'Welcome, traveller.');
  assert.deepEqual(message.entities, [{ type: 'bold', offset: 9, length: 9 }]);
  assert.equal(message.reply_markup.inline_keyboard[0][0].text, 'Onward');
});

test('a tap: the message is edited in place, the query is answered', async () => {
  const before = await anna.screen();
  const answer = await anna.taps('Onward');
  assert.equal(answer.text, 'A long way');
  assert.equal(answer.show_alert, true);
  const message = await anna.reads('You went on.');
  assert.equal(message.message_id, before.message_id);
  assert.ok(message.edit_date >= message.date);
});

test('a photo is uploaded by multipart, and can be fetched again', async () => {
  await anna.says('photo');
  const message = await anna.reads('A pixel');
  const { file_id: id, width, height } = message.photo.at(-1);
  assert.deepEqual([width, height], [1, 1]);
  const file = await bot.api.getFile(id);
  const bytes = await fetch(`${telegram.address}/file/bot${TOKEN}/${file.file_path}`);
  assert.deepEqual(Buffer.from(await bytes.arrayBuffer()), PIXEL);
  const again = await bot.api.sendPhoto(anna.chat, id);
  assert.equal(again.photo.at(-1).file_id, id);
});

test('an ordered 429 has retry_after; the next call is fine', async () => {
  await telegram.control('faults', { method: 'sendMessage', code: 429, retry_after: 3, times: 1 });
  await assert.rejects(bot.api.sendMessage(anna.chat, 'too fast'), (error) => {
    assert.ok(error instanceof GrammyError);
    assert.equal(error.error_code, 429);
    assert.equal(error.description, 'Too Many Requests: retry after 3');
    assert.equal(error.parameters.retry_after, 3);
    return true;
  });
  await bot.api.sendMessage(anna.chat, 'slowly');
  await anna.reads('slowly');
});

test('errors come in the words of the Bot API', async () => {
  const fails = (promise, code, description) => assert.rejects(promise, { error_code: code, description });
  await fails(bot.api.sendMessage(anna.chat, ''), 400, 'Bad Request: message text is empty');
  await fails(bot.api.sendMessage(5, 'hello'), 400, 'Bad Request: chat not found');
  await fails(bot.api.sendMessage(anna.chat, 'x'.repeat(4097)), 400, 'Bad Request: message is too long');
  await fails(bot.api.sendMessage(anna.chat, '<b>open', { parse_mode: 'HTML' }), 400,
    'Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"');
  const { message_id: id } = await bot.api.sendMessage(anna.chat, 'same');
  await fails(bot.api.editMessageText(anna.chat, id, 'same'), 400, 'Bad Request: message is not modified: specified '
    + 'new message content and reply markup are exactly the same as a current content and reply markup of the message');
  await fails(bot.api.editMessageText(anna.chat, 999_999, 'x'), 400, 'Bad Request: message to edit not found');
  await telegram.control('block', { player: anna.id, blocked: true });
  await fails(bot.api.sendMessage(anna.chat, 'hello'), 403, 'Forbidden: bot was blocked by the user');
  await telegram.control('block', { player: anna.id, blocked: false });
});

test('a group: a command reaches the bot with its chat', async () => {
  const boris = await Player.make(telegram, { first_name: 'Boris' });
  const { chat } = await telegram.control('groups', { title: 'The yard', members: [anna.id, boris.id] });
  await telegram.control('send', { player: boris.id, chat: chat.id, text: `/roll@${bot.botInfo.username}` });
  const heard = await rolled;
  assert.equal(heard.id, chat.id);
  assert.equal(heard.title, 'The yard');
});
