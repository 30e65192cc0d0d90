// The newcomer's example of README.md, done as it is written: its files in a copy of the game, check, test,
// a reload, and then the well is listened to in the local Telegram.
import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { Bylina, runOnce } from './bylina.js';
import { blocksOf } from './manual.js';
import { Player } from './player.js';

let bylina;

before(async () => {
  bylina = await Bylina.make({ copyGame: true });
});
after(() => bylina?.remove());

async function follows({ path, text, below }) {
  const file = join(bylina.folder, path);
  await mkdir(dirname(file), { recursive: true });
  if (!below) return writeFile(file, text);
  const lines = text.split('\n').slice(1).join('\n');
  const old = await readFile(file, 'utf8');
  const made = old.replace(/^return.*\n/m, (head) => head + lines);
  assert.notEqual(made, old, `${path} has no line that begins with return`);
  return writeFile(file, made);
}

const runs = (...args) => runOnce([...args, '--scripts-dir', bylina.scripts, '--content-dir', bylina.content]);

test('its blocks are applied to a running game, checked, tested, put live and played', async () => {
  await bylina.start('run', { BOT_ADMINS: '601', BOT_RATE: '0' });
  const anna = await Player.make(bylina, { id: 601, first_name: 'Анна', language_code: 'ru' });
  await anna.says('/start');
  await anna.reads(/Как тебя величать/);
  await anna.says('Анна');
  await anna.reads(/Камень на распутье/);

  const blocks = await blocksOf('README.md', '## A scene, a quest and a test', '## Connect a real bot');
  assert.ok(blocks.length >= 10, `only ${blocks.length} blocks`);
  for (const block of blocks) await follows(block);

  const check = await runs('check');
  assert.equal(check.code, 0, check.out + check.err);
  const tested = await runs('test');
  assert.equal(tested.code, 0, tested.out);
  assert.match(tested.out, /^ok {3}well\.txt$/m);

  await anna.says('/reload now');
  await anna.reads(/Новые правила в силе/);
  await anna.says('/start');
  await anna.taps('Во двор');
  await anna.taps('К колодцу');
  await anna.reads(/Из глубины на тебя смотрит небо/);
  await anna.taps('Наклониться пониже');
  for (let i = 0; i < 3; i += 1) await anna.taps('Послушать');
  await anna.reads(/Хорошо слушаешь/);
});
