// The game itself: how fast it starts, and how long new scripts take.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Bylina, ROOT } from '../e2e/bylina.js';
import { Player } from '../e2e/player.js';
import { note } from './table.js';
import { memory, timed } from './world.js';

export async function measureGame() {
  const bylina = await Bylina.make({ game: ROOT, copyGame: true });
  note('start with a new database', await timed(() => bylina.start('run', { SUPERVISE: 'no' })), 'ms');
  await bylina.stop();
  note('start again', await timed(() => bylina.start('run', { SUPERVISE: 'no' })), 'ms');
  note('memory at the start', await memory(bylina.child.pid, 'VmRSS'), 'MiB');
  const admin = await Player.make(bylina, { first_name: 'Bench', language_code: 'en' });
  await admin.says('/start');
  await admin.screen();
  const init = join(bylina.folder, 'scripts/init.lua');
  await writeFile(init, `${await readFile(init, 'utf8')}\n`);
  await admin.says('/reload now');
  const { text } = await admin.reads(/The new rules are live/);
  note('load of all scripts (/reload now)', Number(/in (\d+) ms/.exec(text)[1]), 'ms');
  await bylina.remove();
}
