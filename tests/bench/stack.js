// The three ways to keep a world, side by side in one run: SQLite, PostgreSQL, PostgreSQL with Redis. Each
// commits durably (SQLite synchronous=FULL, PostgreSQL with fsync). The same crowd types in bursts, each
// chat paced, as in `updates`; what else is on the cores is the local Telegram and the servers.
import { readFileSync, readdirSync } from 'node:fs';
import { Redis } from '../servers/redis.js';
import { Server, makeDatabase, number } from '../e2e/database.js';
import { note, progress } from './table.js';
import { World, cpu } from './world.js';

const BURST = 20;
const LOOK_MS = 200;
const SEEN = 'SELECT coalesce(sum(last - first + 1), 0) FROM seen';
const LAST = 'SELECT max(seen_ms) FROM seen'; // when the newest was committed: a look comes later, by chance

/** Milliseconds of the processor that a process and all below it have used. */
async function cpuOfAll(pid) {
  const below = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number));
  const all = await Promise.all([cpu(pid), ...below.map((child) => cpuOfAll(child).catch(() => 0))]);
  return all.reduce((sum, ms) => sum + ms, 0);
}

async function until(database, count) {
  for (let done = 0; done < count;) {
    await new Promise((wake) => setTimeout(wake, LOOK_MS));
    done = Number(await number(database, SEEN));
    progress(`${count - done} updates left`);
  }
}

async function measure(name, { env = {}, books, servers = [] }, players) {
  const world = await World.make();
  const database = books ?? world.file;
  await world.start({ BOT_RATE: '100000', ...env });
  await world.play({ players, says: ['/start'], taps: 1 }, 'players come');
  const before = Number(await number(database, SEEN));
  const used = async () => [await cpu(world.engine.child.pid),
    (await Promise.all(servers.map(cpuOfAll))).reduce((sum, ms) => sum + ms, 0)];
  const [engine, others] = await used();
  const count = players * BURST;
  const began = Date.now();
  await world.begin({ players, says: Array(BURST).fill('0') });
  await until(database, before + count);
  const ms = Number(await number(database, LAST)) - began;
  const after = await used();
  note(`${name}: updates committed`, (count * 1000) / ms, '/s');
  note('  processor of the engine, each', ((after[0] - engine) * 1000) / count, 'us');
  if (servers.length) {
    note('  processor of the servers, each', ((after[1] - others) * 1000) / count, 'us');
  }
  await world.stop();
  await world.remove();
}

export async function measureStack({ players }) {
  await measure('SQLite', {}, players);
  const server = await Server.open({ durable: true });
  const redis = await Redis.open();
  try {
    for (const [name, more, pids] of [
      ['PostgreSQL', {}, []],
      ['PostgreSQL with Redis', { REDIS_URL: redis.url }, [redis.child.pid]],
    ]) {
      const url = await makeDatabase(server.url);
      await measure(name, { env: { DATABASE_URL: url, MIGRATE: 'auto', ...more }, books: url, servers: [server.pid, ...pids] }, players);
    }
  } finally {
    await redis.close();
    await server.close();
  }
}
