// The figures of `./dev bench`: the release binary, the local Telegram in the same process, and a crowd
// of players. What is measured is the whole way: control API, emulator, getUpdates, turn, commit
// (synchronous=FULL), outbox, sendMessage, event stream. This program shares the machine's cores with
// the binary, so the figures are a floor.
//
// Every update is checked: a bench whose game lost one fails.
import assert from 'node:assert/strict';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BINARY, Bylina, HALL, ROOT } from '../e2e/bylina.js';
import { Crowd, each } from '../e2e/crowd.js';
import { UPDATES, checkPlayed, plays } from '../e2e/hall.js';
import { Player } from '../e2e/player.js';

const HELP = `Usage: node tests/bench/bench.js [--players N] [--spread N]

Drives a binary (BYLINA_BIN, else build/dev/bylina) through the local Telegram and prints a table.

  --players N   players, each with ${UPDATES} updates (1000)
  --spread N    players at work at once (64)
`;
const ALONE = 200; // taps of the player who is alone

const rows = [];

function note(what, figure, unit) {
  rows.push([what, typeof figure === 'number' ? figure.toFixed(figure < 10 ? 2 : 0) : figure, unit]);
}

function quantile(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

function noteSpread(what, values) {
  const sorted = [...values].sort((a, b) => a - b);
  note(`${what}: p50`, quantile(sorted, 0.5), 'ms');
  note(`${what}: p99`, quantile(sorted, 0.99), 'ms');
  note(`${what}: max`, sorted.at(-1), 'ms');
}

async function memory(pid, field) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)[1]) / 1024;
}

async function timed(job) {
  const began = performance.now();
  await job();
  return performance.now() - began;
}

// How fast it starts, and how long new scripts take: with the game itself.
async function measureGame() {
  const bylina = await Bylina.make({ game: ROOT, copyGame: true });
  note('start with a new database', await timed(() => bylina.start()), 'ms');
  await bylina.stop();
  note('start again', await timed(() => bylina.start()), 'ms');
  note('memory at the start', await memory(bylina.child.pid, 'VmRSS'), 'MiB');
  const admin = await Player.make(bylina, { first_name: 'Bench', language_code: 'en' });
  await admin.says('/start');
  await admin.screen();
  const init = join(bylina.folder, 'scripts/init.lua');
  await writeFile(init, `${await readFile(init, 'utf8')}\n`);
  await admin.says('/reload');
  const { text } = await admin.reads(/The new rules are live/);
  note('load of all scripts (/reload)', Number(/in (\d+) ms/.exec(text)[1]), 'ms');
  await bylina.remove();
}

async function measureCrowd(members, spread) {
  const taps = [];
  const ms = await timed(() => each(members, spread, (member) => plays(member, (tap) => taps.push(tap))));
  note(`${members.length * UPDATES} updates of ${members.length} players`, ms / 1000, 's');
  note('updates answered', (members.length * UPDATES * 1000) / ms, '/s');
  noteSpread(`tap to answer, ${spread} at once`, taps);
  await each(members, spread, checkPlayed);
}

async function measureAlone(member) {
  const taps = [];
  for (let n = 0; n < ALONE; n++) {
    const before = member.screen.text;
    taps.push((await member.taps('Шагнуть')).ms);
    await member.until(() => member.screen.text !== before);
  }
  noteSpread('tap to answer, alone', taps);
}

// All players ring in an hour; the clock skips that hour; each is told.
async function measureTimers(crowd, members, spread) {
  await each(members, spread, (member) => member.taps('Позвонить'));
  const late = [];
  const began = performance.now();
  const told = members.map(async (member) => {
    await member.until(() => member.words.at(-1)?.startsWith('Колокол'));
    late.push(performance.now() - began);
  });
  await crowd.control('clock', { skip: 3600 + 60 });
  await Promise.all(told);
  noteSpread(`${members.length} timers due at once: told after`, late);
}

async function main() {
  const { values } = parseArgs({ options: {
    help: { type: 'boolean', short: 'h' }, players: { type: 'string', default: '1000' },
    spread: { type: 'string', default: '64' },
  } });
  if (values.help) {
    return process.stdout.write(HELP);
  }
  const players = Number(values.players);
  const spread = Number(values.spread);
  assert.ok(players > 0 && spread > 0, '--players and --spread are numbers above 0');

  await measureGame();
  const bylina = await Bylina.make({ game: HALL });
  await bylina.start('run', { BOT_RATE: '0' });
  const crowd = await new Crowd(bylina.address).listen();
  const members = await crowd.join(players);
  await measureCrowd(members, spread);
  await measureAlone(members[0]);
  await measureTimers(crowd, members, spread);
  note('memory, resident', await memory(bylina.child.pid, 'VmRSS'), 'MiB');
  note('memory, at most', await memory(bylina.child.pid, 'VmHWM'), 'MiB');
  note('database', (await stat(join(bylina.folder, 'world.db'))).size / 2 ** 20, 'MiB');
  note('stop', await timed(() => bylina.stop()), 'ms');
  crowd.close();
  await bylina.remove();
  print();
}

function print() {
  const width = Math.max(...rows.map(([what]) => what.length));
  console.log(`${BINARY}\n${cpus().length} cores (${cpus()[0].model}), Node ${process.version}\n`);
  for (const [what, figure, unit] of rows) {
    console.log(`${what.padEnd(width)}  ${figure.padStart(8)} ${unit}`);
  }
}

await main();
