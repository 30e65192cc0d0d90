// The production stack: a world on PostgreSQL with Redis beside it, while all of it fails. Connections to
// Redis are cut before, in the middle of and after each kind of command; and in one run the engine is
// killed with -9, PostgreSQL crashes and Redis is flushed or comes back empty, again and again. The books
// are checked afterwards (ledger.js): nothing is lost and nothing happens twice.
//
// STACK_ROUNDS and STACK_PLAYERS make it longer, STACK_SEED repeats the choices (not the timing).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Commands } from '../servers/commands.js';
import { Proxy } from '../servers/proxy.js';
import { Redis } from '../servers/redis.js';
import { Bylina, HALL } from './bylina.js';
import { closes } from './closing.js';
import { POSTGRES, REDIS, Server, makeDatabase, number, order } from './database.js';
import { sleep } from './fairgoers.js';
import { closeAll, dies, ends, settledTo, toClose, within, world } from './fairworld.js';
import { LIMIT, PATIENCE_MS, comes } from './patience.js';
import { Player } from './player.js';

const ROUNDS = Number(process.env.STACK_ROUNDS ?? 6);
const PLAYERS = Number(process.env.STACK_PLAYERS ?? 40);
const SEED = Number(process.env.STACK_SEED ?? Date.now() % 1_000_000);
const KINDS = ['GET', 'EVALSHA', 'DEL', 'SELECT', 'SCRIPT'];
let server;

before(async () => {
  server = await Server.open();
  toClose(server); // the last one, in any case
});

after(closeAll);

/** A fair on a database of its own; what is near in the engine's memory is off, so that all reads ask Redis. */
async function fairAt(redisUrl) {
  const url = await makeDatabase(server.url);
  const here = await world({ players: PLAYERS, seed: SEED, pace: 1000, database: { url, books: url } });
  const run = here.run;
  here.run = () => run({ REDIS_URL: redisUrl, CACHE_MB: '0' });
  await here.run();
  await here.join();
  here.fair.start();
  return here;
}

function redisIsUp({ engine }) {
  return comes(async () => (await engine.figure('bylina_redis_up')) === 1, 'Redis');
}

/** Cuts where this command comes next, and sees to it that it comes; false: it does not. */
async function cuts(here, proxy, kind, when) {
  const cut = proxy.cutNext(kind, when);
  if (kind === 'SELECT' || kind === 'SCRIPT') { // a new connection begins with them
    [...proxy.lines].forEach((line) => line.cut());
  }
  const deadline = Date.now() + PATIENCE_MS;
  while (kind === 'DEL' && Date.now() < deadline) { // it comes with a conflict, as with a change by hand
    await order(here.path, "UPDATE documents SET body = body WHERE kind = 'player'");
    if (await within(100, cut)) {
      return true;
    }
  }
  return within(Math.max(0, deadline - Date.now()), cut);
}

test('connections to Redis are cut at each kind of command', LIMIT, async (t) => {
  const redis = await Redis.open();
  const proxy = await Proxy.open({ path: redis.socket }, Commands);
  toClose(redis, proxy);
  const here = await fairAt(`redis://127.0.0.1:${proxy.port}/0`);
  await settledTo(here, PLAYERS * 2);
  await redisIsUp(here);
  const missed = [];
  for (const when of ['before', 'middle', 'after']) {
    for (const kind of KINDS) {
      if (!(await cuts(here, proxy, kind, when))) {
        missed.push(`${when} ${kind}`);
      }
      await redisIsUp(here);
      await settledTo(here, here.fair.updates.length);
    }
  }
  t.diagnostic(`${proxy.cuts} cuts; commands: ${[...proxy.kinds].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
  assert.deepEqual(missed, [], 'each cut came about');
  assert.ok((await here.engine.figure('bylina_redis_hits_total')) > 0, 'its copies were used');
  await ends(here, t, { kills: 0 });
});

test(`all of it fails, ${ROUNDS} times`, { timeout: LIMIT.timeout + ROUNDS * 30_000 }, async (t) => {
  const redis = await Redis.open();
  toClose(redis);
  const here = await fairAt(redis.url);
  const { fair, rng } = here;
  let deaths = 0;
  const ills = [
    () => redis.ask('flushall').catch(() => {}), // it may be dead just now
    async () => {
      await redis.kill();
      await sleep(500 * rng());
      await redis.start();
    },
    async () => {
      redis.freeze();
      await sleep(1500 * rng());
      redis.thaw();
    },
    async () => {
      await server.stop('immediate');
      await sleep(300 * rng());
      await server.start();
    },
    async () => {
      await dies(here, ['engine', 'both', 'parent'][Math.floor(rng() * 3)]);
      deaths += 1;
    },
  ];
  for (let round = 0; round < ROUNDS; round++) {
    await sleep(300 + 1000 * rng());
    const some = ills.map((ill) => [rng(), ill]).sort(([a], [b]) => a - b).slice(0, 3).map(([, ill]) => ill);
    await Promise.all(some.filter((ill) => ill !== ills[2] || !some.includes(ills[1])).map((ill) => ill()));
    await settledTo(here, fair.updates.length);
  }
  await redisIsUp(here);
  t.diagnostic(`${deaths} deaths of the engine`);
  await ends(here, t, { kills: deaths });
});

const ALONE = POSTGRES && REDIS ? false : 'it is for tests/servers/stack.sh (./dev test stack)';

test('under tests/servers/stack.sh each world is on PostgreSQL and has its copies in Redis', { ...LIMIT, skip: ALONE }, async (t) => {
  const engine = closes(t, await Bylina.make({ game: HALL }));
  await engine.start();
  await redisIsUp({ engine });
  const anna = await Player.make(engine, { first_name: 'Анна' });
  await anna.says('/start');
  await anna.reads('Зал.');
  assert.match(engine.database, /^postgres:/);
  assert.equal(await number(engine.database, "SELECT count(*) FROM documents WHERE kind = 'player'"), 1);
  assert.equal((await engine.stop()).code, 0);
  await engine.start();
  await redisIsUp({ engine });
  await anna.says('/start'); // what this process reads first is in Redis
  await comes(async () => (await engine.figure('bylina_redis_hits_total')) > 0, 'a copy in Redis');
});
