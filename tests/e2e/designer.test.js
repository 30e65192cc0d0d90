// A designer at work while people play: texts and rules change at /reload and never before; a mistake
// leaves the old rules in force and tells the admin file, line and reason; a script that loops stops
// nobody but the one who called it.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Bylina, HALL, runOnce } from './bylina.js';
import { Player } from './player.js';

let bylina;
let admin;
let guest;

before(async () => {
  bylina = await Bylina.make({ game: HALL, copyGame: true });
  await bylina.start('run', { BOT_ADMINS: '501', BOT_RATE: '0', REHEARSE_TURNS: '0' });
  admin = await Player.make(bylina, { id: 501, first_name: 'Анна' });
  guest = await Player.make(bylina, { id: 502, first_name: 'Гость' });
  await admin.says('/start');
  await guest.says('/start');
  await admin.reads('Зал.');
  await guest.reads('Зал.');
});

after(() => bylina?.remove());

/** Changes a file of the game: `from` becomes `to`. */
async function edits(path, from, to) {
  const file = join(bylina.folder, path);
  const text = await readFile(file, 'utf8');
  assert.ok(text.includes(from), `${path} has no ${from}`);
  await writeFile(file, text.replace(from, to));
}

const RULE = 'scripts/rules/hall.lua';
const SCENE = 'scripts/scenes/hall.lua';
const WORDS = 'content/locales/ru/hall.lua';

test('a text and a rule change while it runs: the next tap plays by the new ones', async () => {
  await guest.taps('Шагнуть');
  await guest.reads('Шагов: 1. Сила: 1.');
  await edits(RULE, 'return 1', 'return 7');
  await edits(WORDS, 'Зал. Шагов', 'Большой зал. Шагов');
  await guest.taps('Шагнуть');
  await guest.reads(/^Зал\. Шагов: 2\. Сила: 1\./);

  await admin.says('/reload now');
  await admin.reads(/Новые правила в силе/);
  await guest.taps('Шагнуть');
  await guest.reads(/^Большой зал\. Шагов: 3\. Сила: 7\./);
});

test('nothing has changed: said so', async () => {
  await admin.says('/reload now');
  await admin.reads(/Ничего не изменилось/);
});

test('who is no admin cannot reload', async () => {
  await guest.says('/reload');
  await guest.reads(/не для тебя/);
});

test('a syntax error: the old rules stay, the admin reads file, line and reason', async () => {
  await edits(RULE, 'return 7', 'return 7 +');
  await admin.says('/reload now');
  const refused = await admin.reads(/не приняты/);
  assert.match(refused.text, /scripts\/rules\/hall\.lua:\d+: .*near 'end'/);
  await guest.taps('Шагнуть');
  await guest.reads(/Шагов: 4\. Сила: 7\./);

  await edits(RULE, 'return 7 +', 'return 8');
  await admin.says('/reload now');
  await admin.until((all) => all.filter((one) => /Новые правила в силе/.test(one.text)).length >= 2, 'the second reload');
  await guest.taps('Шагнуть');
  await guest.reads(/Шагов: 5\. Сила: 8\./);
});

test('a text that is missing in one language, a wrong scene: refused with its place', async () => {
  await edits(SCENE, 'id = "ring",', 'id = "ring", go = "attic",');
  await admin.says('/reload now');
  const refused = await admin.until(
    (all) => all.findLast((one) => /не приняты/.test(one.text) && /attic/.test(one.text)), 'the reason');
  assert.match(refused.text, /scripts\/scenes\/hall\.lua:\d+: .*attic/);
  await edits(SCENE, 'id = "ring", go = "attic",', 'id = "ring",');
});

test('a script that loops: its player gets a polite word, all others play on', async () => {
  const spinning = admin.taps('Кружиться');
  for (let step = 6; step <= 8; step++) {
    await guest.taps('Шагнуть');
    await guest.reads(`Шагов: ${step}.`);
  }
  await spinning;
  const report = await admin.reads(/что-то сломалось/);
  assert.match(report.text, /scripts\/scenes\/hall\.lua:\d+/, 'an admin reads where');
  await admin.taps('Шагнуть');
  await admin.reads('Шагов: 1.');

  await guest.taps('Кружиться');
  const polite = await guest.reads(/что-то сломалось/);
  assert.doesNotMatch(polite.text, /\.lua/, 'a player is not shown the inside');
  await guest.taps('Шагнуть');
  await guest.reads('Шагов: 9.');
  assert.match(await bylina.says(/scripts\/scenes\/hall\.lua/), /hall\.lua:\d+/);
});

test('scripts that raise, and that eat memory: the same', async () => {
  await edits(SCENE, 'ctx.player.steps = 1000\n    while true do', 'local t = {}\n    while true do t[#t + 1] = ("x"):rep(1 << 20)');
  await admin.says('/reload now');
  await admin.until((all) => all.filter((one) => /Новые правила в силе/.test(one.text)).length >= 3, 'the third reload');
  const polite = () => guest.look().then(({ messages }) => messages.filter((one) => /сломалось/.test(one.text)).length);
  const before = await polite();
  await guest.taps('Кружиться');
  await guest.until((all) => all.filter((one) => /сломалось/.test(one.text)).length > before, 'the polite word');
  await guest.taps('Шагнуть');
  await guest.reads('Шагов: 10.');
});

test('scripts that were broken at the start: exit 1 with file and line', async () => {
  const broken = await Bylina.make({ game: HALL, copyGame: true });
  const file = join(broken.folder, SCENE);
  await writeFile(file, `${await readFile(file, 'utf8')}\nand now what`);
  for (const command of ['run', 'check']) {
    const end = await runOnce([command], { env: broken.env(), cwd: broken.folder });
    assert.equal(end.code, 1, end.err + end.out);
    assert.match(end.err + end.out, /scripts\/scenes\/hall\.lua:\d+: .*near 'what'/);
  }
  await broken.remove();
});
