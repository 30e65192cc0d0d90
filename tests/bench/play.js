// The local Telegram and the engine in one process, as with ./dev play, and a crowd outside: control
// API, emulator, getUpdates, turn, commit, outbox, sendMessage, event stream. This program shares the
// cores, so the figures are a floor. The answers and their order are checked one by one.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Bylina, HALL } from '../e2e/bylina.js';
import { Crowd, each } from '../e2e/crowd.js';
import { UPDATES, checkPlayed, plays } from '../e2e/hall.js';
import { note, noteSpread, progress } from './table.js';
import { memory, timed } from './world.js';

async function measureCrowd(members, spread) {
  const taps = [];
  const ms = await timed(() => each(members, spread, (member) => plays(member, (tap) => taps.push(tap))));
  note(`one process: ${members.length * UPDATES} updates of ${members.length} players`, ms / 1000, 's');
  note('  updates answered', (members.length * UPDATES * 1000) / ms, '/s');
  noteSpread(`  tap to answer, ${spread} at once`, taps);
  await each(members, spread, checkPlayed);
}

// All players ring in an hour; the clock skips that hour; each is told.
async function measureSkip(crowd, members, spread) {
  await each(members, spread, (member) => member.taps('Позвонить'));
  const late = [];
  const began = performance.now();
  const told = members.map(async (member) => {
    await member.until(() => member.words.at(-1)?.startsWith('Колокол'));
    late.push(performance.now() - began);
  });
  await crowd.control('clock', { skip: 3600 + 60 });
  await Promise.all(told);
  noteSpread(`  ${members.length} timers due at once: told after`, late);
}

export async function measurePlay({ players, spread }) {
  const bylina = await Bylina.make({ game: HALL });
  await bylina.start('run', { BOT_RATE: '0', SUPERVISE: 'no' });
  const crowd = await new Crowd(bylina.address).listen();
  progress('a crowd in one process');
  const members = await crowd.join(players);
  await measureCrowd(members, spread);
  await measureSkip(crowd, members, spread);
  note('  memory, resident', await memory(bylina.child.pid, 'VmRSS'), 'MiB');
  note('  memory, at most', await memory(bylina.child.pid, 'VmHWM'), 'MiB');
  note('  database', (await stat(join(bylina.folder, 'world.db'))).size / 2 ** 20, 'MiB');
  note('  stop', await timed(() => bylina.stop()), 'ms');
  crowd.close();
  await bylina.remove();
}
