// Where the worlds under test are kept: an SQLite file in each folder, or, with BYLINA_DATABASE=postgres, a
// database of its own on the server of BYLINA_TEST_POSTGRES; and hot copies in the Redis of
// BYLINA_TEST_REDIS, if there is one (tests/servers/stack.sh starts both). A test that stops the server or
// cuts its connections has a server of its own: Server.
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PATIENCE_MS } from './patience.js';

const SCRIPT = join(resolve(dirname(fileURLToPath(import.meta.url)), '../..'), 'tests/servers/postgres.sh');
const NOBODY = '65534';
const BUSY = `.timeout ${PATIENCE_MS}`; // for whoever has it for himself: at its opening, its closing, after a kill
const ROWS_MAX = 1 << 30;
const named = /^postgres(ql)?:/;
let made = 0;

export const POSTGRES = process.env.BYLINA_DATABASE === 'postgres';
export const REDIS = process.env.BYLINA_TEST_REDIS; // all worlds share it: each has its own keys
/** What a test is skipped for that is about the file of SQLite itself, if worlds are not kept in files. */
export const NO_FILE = POSTGRES && 'it is about the file of SQLite: worlds are kept on PostgreSQL now';
assert.ok(['postgres', 'sqlite', undefined].includes(process.env.BYLINA_DATABASE), 'BYLINA_DATABASE: postgres or sqlite');
assert.ok(!POSTGRES || process.env.BYLINA_TEST_POSTGRES, 'there is no PostgreSQL: run this under tests/servers/stack.sh');

function run(command, args, options = {}) {
  return new Promise((done, fail) => {
    execFile(command, args, { maxBuffer: ROWS_MAX, ...options },
      (error, out, err) => (error ? fail(new Error(`${command}: ${err || error.message}`)) : done(out.trim())));
  });
}

/** Rows of a database, which may be open elsewhere: a path, or the address of a server's. */
export async function ask(database, sql) {
  if (!named.test(database)) {
    const out = await run('sqlite3', ['-readonly', '-json', '-cmd', BUSY, database, sql]);
    return out ? JSON.parse(out) : [];
  }
  const out = await run('psql', ['-XqAt', database, '-c', `SELECT coalesce(json_agg(q), '[]') FROM (${sql}) AS q`]);
  const texts = (row) => Object.fromEntries(Object.entries(row).map(([name, value]) =>
    [name, value && typeof value === 'object' ? JSON.stringify(value) : value]));
  return JSON.parse(out).map(texts);
}

export async function number(database, sql) {
  return Object.values((await ask(database, sql))[0])[0];
}

function shell(database, sql) {
  return named.test(database) ? ['psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', database, '-c', sql]] : ['sqlite3', ['-cmd', BUSY, database, sql]];
}

// As SQLite has them.
function plainBooleans(out) {
  return out.trim().replace(/(?<=^|\|)[tf](?=\||$)/gm, (letter) => (letter === 't' ? '1' : '0'));
}

/** Statements as they are; what they print: a line a row, with | between. */
export async function order(database, sql) {
  return plainBooleans(await run(...shell(database, sql)));
}

export function orderSync(database, sql) {
  return plainBooleans(execFileSync(...shell(database, sql), { encoding: 'utf8' }));
}

/** A new database: an address for DATABASE_URL. */
export async function makeDatabase(server = process.env.BYLINA_TEST_POSTGRES) {
  const name = `e${process.pid}_${(made += 1)}`;
  await order(server, `CREATE DATABASE ${name}`);
  return server.replace(/^([a-z]+:\/\/[^/]*\/)[^?]*/, `$1${name}`);
}

export function dropDatabase(url, server = process.env.BYLINA_TEST_POSTGRES) {
  const [, name] = /^[a-z]+:\/\/[^/]*\/([^?]*)/.exec(url);
  return order(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** A PostgreSQL server of one test alone, which may stop and start it. */
export class Server {
  /** durable: its commits wait for the disk. */
  static async open({ durable = false } = {}) {
    const server = new Server();
    const env = { ...process.env, BYLINA_TEST_POSTGRES_FSYNC: durable ? 'on' : 'off' };
    delete env.BYLINA_TEST_POSTGRES;
    const say = 'printf "%s\\n" "$BYLINA_TEST_POSTGRES" "$BYLINA_TEST_POSTGRES_DATA" "$BYLINA_TEST_POSTGRES_BIN"; cat';
    server.child = spawn(SCRIPT, ['bash', '-c', say], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    server.ended = new Promise((done) => server.child.once('close', done));
    const lines = createInterface({ input: server.child.stdout })[Symbol.asyncIterator]();
    [server.url, server.data, server.bin] = [(await lines.next()).value, (await lines.next()).value, (await lines.next()).value];
    assert.ok(server.bin, 'the server does not start');
    server.folder = new URL(server.url).searchParams.get('host');
    return server;
  }

  /** The process of the server; its connections are its children. */
  get pid() {
    return Number(readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  }

  control(...args) {
    const line = [join(this.bin, 'pg_ctl'), '-D', this.data, '-l', join(this.data, 'again.log'), '-w', ...args];
    const user = process.getuid() === 0 ? ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'] : [];
    const [command, ...rest] = [...user, ...line];
    return run(command, rest, { cwd: this.data });
  }

  /** mode: smart, fast or immediate (as a crash). */
  stop(mode = 'immediate') {
    return this.control('stop', '-m', mode);
  }

  start() {
    return this.control('start');
  }

  close() {
    this.child.stdin.end();
    return this.ended;
  }
}
