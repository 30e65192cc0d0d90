// A player whose Telegram speaks English plays the first minutes of the game in English, beside one who
// plays in Russian; and a group, in the hall.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Bylina, HALL } from './bylina.js';
import { Player } from './player.js';

const CYRILLIC = /[а-яё]/i;

let game;
let hall;

before(async () => {
  game = await Bylina.make();
  hall = await Bylina.make({ game: HALL });
  await game.start('run', { BOT_RATE: '0' });
  await hall.start('run', { BOT_RATE: '0' });
});

after(async () => {
  await game?.remove();
  await hall?.remove();
});

test('the first minutes in English', async () => {
  const john = await Player.make(game, { first_name: 'John', language_code: 'en-GB' });
  const ilya = await Player.make(game, { first_name: 'Илья', language_code: 'ru' });
  await john.says('/start');
  await ilya.says('/start');
  await john.reads('What do they call you');
  await ilya.reads('Как тебя величать');
  await john.says('John');
  await john.reads('John');
  await john.taps('yard');
  await john.taps('Train for eight hours');
  await john.reads('8 h');
  await game.control('clock', { skip: 8 * 3600 });
  await john.reads('8 points');
  await john.taps('Back');
  await john.taps('forest');
  await john.taps('Deeper');
  await john.reads('wolf');
  await john.taps('Strike high');
  const { messages, commands } = await john.look();
  for (const { text, caption, reply_markup: markup } of messages) {
    assert.doesNotMatch(text ?? caption ?? '', CYRILLIC);
    assert.doesNotMatch(JSON.stringify(markup ?? ''), CYRILLIC);
  }
  assert.ok(commands.length > 0);
  assert.doesNotMatch(JSON.stringify(commands), CYRILLIC);
});

test('every language finds its words: others read the default one', async () => {
  const first = { 'en-GB': /^The hall\. Steps: 0\./, ru: /^Зал\. Шагов: 0\./, uk: /^Зал\./, de: /^The hall\./ };
  for (const [code, words] of Object.entries(first)) {
    const player = await Player.make(hall, { first_name: code, language_code: code });
    await player.says('/start');
    await player.reads(words);
  }
});

test('the command menu is there in both languages', async () => {
  const anna = await Player.make(hall, { first_name: 'Анна', language_code: 'ru' });
  const john = await Player.make(hall, { first_name: 'John', language_code: 'en' });
  const start = async (player) => (await player.look()).commands.find((one) => one.command === 'start').description;
  assert.match(await start(anna), CYRILLIC);
  assert.doesNotMatch(await start(john), CYRILLIC);
});

test('a command in a group is heard there, and only such a one', async () => {
  const vera = await Player.make(hall, { first_name: 'Вера', language_code: 'ru' });
  const oleg = await Player.make(hall, { first_name: 'Олег', language_code: 'ru' });
  await vera.says('/start');
  await vera.reads('Зал.');
  const { chat } = await hall.control('groups', { title: 'Двор', members: [vera.id, oleg.id] });
  const inGroup = new Player(hall, vera.id, chat.id);
  await inGroup.says('/shout <b>ау</b>');
  await inGroup.reads('Услышано: <b>ау</b>');
  await inGroup.says('just words between friends');
  await inGroup.says('/start');
  await inGroup.says('/shout ещё');
  await inGroup.reads('Услышано: ещё');
  const { messages } = await inGroup.look();
  assert.equal(messages.filter((one) => one.from.is_bot).length, 2, 'nothing else was answered');
});
