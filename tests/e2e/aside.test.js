// A scene that fails again and again: set aside, first for the one who does it alone, then for all; the
// admin is told once, with what failed and a button; after new rules it works again.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Bylina, HALL } from './bylina.js';
import { Player } from './player.js';

const FAILURES = 5; // ASIDE_FAILURES
const SCENE = 'scripts/scenes/hall.lua';
const POLITE = /Здесь идёт починка/;

let bylina;
let admin;
let ilya;
let anna;

/** Changes the scene: `from` becomes `to`. */
async function edits(from, to) {
  const file = join(bylina.folder, SCENE);
  const text = await readFile(file, 'utf8');
  assert.ok(text.includes(from), `${SCENE} has no ${from}`);
  await writeFile(file, text.replace(from, to));
}

before(async () => {
  bylina = await Bylina.make({ game: HALL, copyGame: true });
  await edits('while true do\n      pcall', 'local gone = nil\n    gone.lost = 1\n    while true do\n      pcall');
  await bylina.start('run', { BOT_ADMINS: '501', BOT_RATE: '0', REHEARSE_TURNS: '0' });
  admin = await Player.make(bylina, { id: 501, first_name: 'Анна' });
  ilya = await Player.make(bylina, { id: 502, first_name: 'Илья' });
  anna = await Player.make(bylina, { id: 503, first_name: 'Марья' });
  for (const one of [admin, ilya, anna]) {
    await one.says('/start');
    await one.reads('Зал.');
  }
});

after(() => bylina?.remove());

const told = (all) => all.filter((one) => /отключена/.test(one.text ?? ''));

async function breaks(player, times) {
  const polite = (all) => all.filter((one) => /сломалось/.test(one.text ?? '')).length;
  for (let i = 0; i < times; i++) {
    const before = polite((await player.look()).messages);
    await player.taps('Кружиться', { again: true }); // it is undone each time
    await player.until((all) => polite(all) > before, 'the polite word');
  }
}

test('five times by one player: closed to him alone, and the admin is told', async () => {
  await breaks(ilya, FAILURES);
  const message = await admin.until((all) => told(all)[0], 'the news');
  assert.match(message.text, /Сцена hall отключена/);
  assert.match(message.text, /player\/502/);
  assert.match(message.text, /scripts\/scenes\/hall\.lua:\d+: .*gone.*\[scene hall\]/);
  await ilya.says('0');
  await ilya.reads(POLITE);
  await anna.taps('Шагнуть');
  await anna.reads('Шагов: 1.');
});

test('somebody else, too: closed to all, with a way out, and the admin is told of that once', async () => {
  await breaks(anna, 1);
  const news = await admin.until((all) => told(all).length === 2 && told(all)[1], 'the second news');
  assert.doesNotMatch(news.text, /player\//);
  await anna.says('/start');
  const shown = await anna.reads(POLITE);
  assert.equal(shown.reply_markup.inline_keyboard[0][0].text, 'Заглянуть снова');
  await admin.says('/status');
  await admin.reads('Отключено: scene hall');
});

test('"try again": it works as before, and fails as before', async () => {
  await admin.taps('Попробовать снова');
  await admin.reads('Снова в деле');
  await anna.taps('Заглянуть снова');
  await anna.reads(/^Зал\. Шагов: 1\./);
  await breaks(anna, FAILURES);
  await admin.until((all) => told(all).length === 3, 'the third news');
});

test('new rules end it', async () => {
  await edits('gone.lost = 1', 'if not gone then return end');
  await admin.says('/reload now');
  await admin.reads(/Новые правила в силе/);
  await anna.says('/start');
  await anna.until((all) => /^Зал\./.test(all.at(-1).text), 'the hall');
  await anna.taps('Кружиться');
  await anna.reads('Шагов: 1000.');
  assert.equal(told((await admin.look()).messages).length, 3);
});

test('"roll back": the rules before it are tried, and put live by a button', async () => {
  await edits('if not gone then return end', 'gone.lost = 1');
  const live = (all) => all.filter((one) => /Новые правила в силе/.test(one.text ?? '')).length;
  await admin.says('/reload now');
  await admin.until((all) => live(all) === 2, 'the broken rules');
  await breaks(anna, FAILURES);
  await admin.until((all) => told(all).length === 4, 'the fourth news');
  await admin.taps('Вернуть прежние правила');
  await admin.reads('Возврат к поколению 2');
  await admin.taps('Ввести');
  await admin.until((all) => live(all) === 3, 'the rules before');
  await anna.says('/start');
  await anna.until((all) => /^Зал\./.test(all.at(-1).text), 'the hall');
  await anna.taps('Кружиться');
  await anna.reads('Шагов: 1000.');
});
