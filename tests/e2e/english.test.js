// A player whose Telegram speaks English plays in English, beside one who plays in Russian; and a group.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Bylina, HALL } from './bylina.js';
import { Player } from './player.js';

let bylina;

before(async () => {
  bylina = await Bylina.make({ game: HALL });
  await bylina.start('run', { BOT_RATE: '0' });
});

after(() => bylina?.remove());

test('each reads his own language', async () => {
  const john = await Player.make(bylina, { first_name: 'John', language_code: 'en-GB' });
  const ilya = await Player.make(bylina, { first_name: 'Илья', language_code: 'ru' });
  const hans = await Player.make(bylina, { first_name: 'Hans', language_code: 'de' });
  for (const player of [john, ilya, hans]) {
    await player.says('/start');
  }
  await john.reads(/^The hall\. Steps: 0\./);
  await ilya.reads(/^Зал\. Шагов: 0\./);
  await hans.reads(/^The hall\./);
  await john.taps('Step');
  await john.reads('Steps: 1.');
});

test('the command menu is there in both languages', async () => {
  const anna = await Player.make(bylina, { first_name: 'Анна', language_code: 'ru' });
  await anna.until(() => true, 'the chat');
  const find = async () => (await anna.look()).commands.find((one) => one.command === 'start')?.description;
  assert.equal(await find(), 'Начать игру или показать, где я');
});

test('a command in a group is heard there, and only such a one', async () => {
  const vera = await Player.make(bylina, { first_name: 'Вера', language_code: 'ru' });
  const oleg = await Player.make(bylina, { first_name: 'Олег', language_code: 'ru' });
  await vera.says('/start');
  await vera.reads('Зал.');
  const { chat } = await bylina.control('groups', { title: 'Двор', members: [vera.id, oleg.id] });
  const inGroup = new Player(bylina, vera.id, chat.id);
  await inGroup.says('/shout <b>ау</b>');
  await inGroup.reads('Услышано: <b>ау</b>');
  await inGroup.says('just words between friends');
  await inGroup.says('/start');
  await inGroup.says('/shout ещё');
  await inGroup.reads('Услышано: ещё');
  const { messages } = await inGroup.look();
  assert.equal(messages.filter((one) => one.from.is_bot).length, 2, 'nothing else was answered');
});
