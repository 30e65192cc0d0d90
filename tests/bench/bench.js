// The figures of `./dev bench`, whose --help names the parts and flags; BYLINA_BIN names another binary
// than build/dev/bylina. Every update is checked: a bench whose game lost one fails.
import { parseArgs } from 'node:util';
import { BINARY } from '../e2e/bylina.js';
import { measureBacklog } from './backlog.js';
import { measureBroadcast } from './broadcast.js';
import { measureGame } from './game.js';
import { measureLore } from './lore.js';
import { measureReplay } from './lore_replay.js';
import { measureMemory } from './memory.js';
import { measurePlay } from './play.js';
import { measureReload } from './reload.js';
import { measureResume } from './resume.js';
import { print, progress } from './table.js';
import { measureStack } from './stack.js';
import { measureTimers } from './timers.js';
import { measureUpdates } from './updates.js';

const PARTS = {
  game: measureGame, play: measurePlay, updates: measureUpdates, timers: measureTimers,
  resume: measureResume, memory: measureMemory, backlog: measureBacklog,
  broadcast: measureBroadcast, reload: measureReload, lore: measureLore, replay: measureReplay,
  stack: measureStack,
};

class BadUsage extends Error {}

function usage() {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: {
      full: { type: 'boolean', default: false },
      players: { type: 'string', default: '1000' }, spread: { type: 'string', default: '64' },
      taps: { type: 'string', default: '40' }, texts: { type: 'string', default: '1000000' },
      keys: { type: 'string', default: '5000' }, requests: { type: 'string', default: '50000' },
      plot: { type: 'string', default: '' },
    } });
    for (const name of ['players', 'spread', 'taps', 'texts', 'keys', 'requests']) {
      values[name] = Number(values[name]);
      if (!(Number.isInteger(values[name]) && values[name] > 0)) {
        throw new Error(`--${name} is a whole number above 0`);
      }
    }
    const wrong = positionals.find((part) => !PARTS[part]);
    if (wrong) {
      throw new Error(`there is no part "${wrong}"`);
    }
    return { values, parts: positionals.length ? positionals : Object.keys(PARTS) };
  } catch (error) {
    throw new BadUsage(error.message);
  }
}

async function main() {
  const { values, parts } = usage();
  for (const part of parts) {
    progress(`${part} ...`);
    await PARTS[part](values);
  }
  print(BINARY);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof BadUsage ? `bench: ${error.message}; ./dev bench --help tells more` : error);
  process.exitCode = error instanceof BadUsage ? 2 : 1;
}
