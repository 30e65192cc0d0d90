// The schema of the real binary on both databases, and a world that moves from the file to the server.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { BINARY, Bylina, ROOT, runOnce } from './bylina.js';
import { closes } from './closing.js';
import { Server, makeDatabase, order } from './database.js';
import { Player } from './player.js';

const AT_ONCE = 10;
const COPY_BYTES = 400_000; // a part of what the copy below needs
let server;
let folder;
let newest; // the number of the newest migration, four digits

before(async () => {
  server = await Server.open();
  folder = await mkdtemp(join(tmpdir(), 'bylina-migrate-'));
  newest = (await readdir(join(ROOT, 'db/sqlite'))).sort().at(-1).slice(0, 4);
});

after(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const migrate = (url, ...words) => runOnce(['migrate', ...words, '--database-url', url], { cwd: folder });

const ask = (url, sql) => order(url.replace(/^sqlite:/, ''), sql);

const KINDS = {
  sqlite: {
    make: async (name) => `sqlite:${join(folder, name)}.db`,
    script: (url, file) => execFileSync('sqlite3', ['-bail', url.slice(7), `.read ${file}`]),
  },
  postgres: {
    make: () => makeDatabase(server.url),
    script: (url, file) => execFileSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-f', file, url], { stdio: 'pipe' }),
  },
};

function fine(done, pattern = /./) {
  assert.equal(done.code, 0, done.err + done.out);
  assert.match(done.out, pattern);
}

function refused(done, pattern, code = 1) {
  assert.equal(done.code, code, done.err + done.out);
  assert.match(done.err, pattern);
}

for (const [kind, { make, script }] of Object.entries(KINDS)) {
  test(`${kind}: up, status, check, down`, async () => {
    const url = await make('steps');
    fine(await migrate(url, 'up', '3'), /0003_audit\.sql +applied in \d+ ms/);
    fine(await migrate(url, 'status'), /0003_audit\.sql +applied, 20\d\d-.*UTC\n +0004_find\.sql +pending/s);
    const check = await migrate(url, 'check'); // right, but not up
    assert.equal(check.code, 1);
    assert.match(check.out, /is what the migrations make[^]*pending: bylina migrate up/);
    fine(await migrate(url, 'up'), new RegExp(`${newest}_\\w+\\.sql +applied`));
    fine(await migrate(url, 'up'), /nothing is pending/);
    fine(await migrate(url, 'check'), /is what the migrations make/);
    await ask(url, "INSERT INTO settings (name, value) VALUES ('store.epoch', '0123456789abcdef')");
    fine(await migrate(url, 'sql', 'down', '1'), /DELETE FROM migrations WHERE number = \d+/);
    fine(await migrate(url, 'down', '2'), new RegExp(`${newest}_\\w+\\.sql +undone`));
    assert.match(await ask(url, "SELECT value FROM settings WHERE name = 'store.epoch'"), /^(?!0123456789abcdef)[0-9a-f]{16}$/);
    const epoch = () => ask(url, "SELECT value FROM settings WHERE name = 'store.epoch'");
    const old = await epoch();
    fine(await migrate(url, 'epoch'), /another epoch/);
    assert.notEqual(await epoch(), old);
    fine(await migrate(url, 'up'));
    fine(await migrate(url, 'check'), /is what the migrations make/);
  });

  test(`${kind}: what differs is told`, async () => {
    const url = await make('differs');
    fine(await migrate(url, 'up'));
    await ask(url, 'DROP INDEX timers_deadline; CREATE TABLE mine (x BIGINT PRIMARY KEY)');
    const check = await migrate(url, 'check');
    assert.equal(check.code, 1);
    assert.match(check.out, /missing: index timers_deadline/);
    assert.match(check.out, /unexpected: table mine/);
  });

  test(`${kind}: edited, gap, newer, half done`, async () => {
    const url = await make('refused');
    fine(await migrate(url, 'up'));
    await ask(url, "UPDATE migrations SET checksum = 'x' WHERE number = 2");
    refused(await migrate(url, 'up'), /0002_admins\.sql was applied with another text.*restore the text/);
    fine(await migrate(url, 'stamp', String(Number(newest))), /recorded as it stands/);
    await ask(url, 'DELETE FROM migrations WHERE number = 3');
    refused(await migrate(url, 'status'), /migration 3 is missing/);
    fine(await migrate(url, 'stamp', String(Number(newest))));
    await ask(url, "UPDATE migrations SET state = 'up' WHERE number = (SELECT max(number) FROM migrations)");
    refused(await migrate(url, 'up'), /did not end: `bylina migrate repair`/);
    fine(await migrate(url, 'repair'), /is applied/); // the schema says so
    refused(await migrate(url, 'repair'), /nothing to repair/);
    await ask(url, "INSERT INTO migrations (number, name, checksum, applied_ms) VALUES (9999, '9999_future.sql', '', 0)");
    refused(await migrate(url, 'up'), /newer than this program.*9999_future\.sql/);
  });

  test(`${kind}: a baseline, made by the script`, async () => {
    const url = await make('baseline');
    const file = join(folder, `${kind}.sql`);
    if (kind === 'sqlite') await ask(url, 'SELECT 1'); // the file
    const written = await migrate(url, 'sql');
    fine(written);
    await writeFile(file, written.out);
    script(url, file);
    fine(await migrate(url, 'up'), /nothing is pending/);
    fine(await migrate(url, 'check'));
    await ask(url, 'DROP TABLE migrations');
    refused(await migrate(url, 'up'), /belongs to another program.*migrate stamp/);
    refused(await migrate(url, 'stamp', '2'), /its schema is not what the migrations up to 2 make/);
    fine(await migrate(url, 'stamp', String(Number(newest))));
    fine(await migrate(url, 'up'), /nothing is pending/);
  });

  test(`${kind}: ten processes at once`, async () => {
    const url = await make('race');
    const all = await Promise.all(Array.from({ length: AT_ONCE }, () => migrate(url, 'up')));
    for (const done of all) fine(done);
    assert.equal(all.filter(({ out }) => /applied in/.test(out)).length, 1);
    assert.equal(await ask(url, 'SELECT count(*) FROM migrations'), String(Number(newest)));
  });
}

test('wrong words', async () => {
  refused(await runOnce(['migrate'], { cwd: folder }), /status, up, down/, 2);
  refused(await migrate('sqlite:x.db', 'down'), /down N/, 2);
  refused(await migrate('sqlite:x.db', 'up', 'all'), /up \[N\]/, 2);
  refused(await migrate('sqlite:x.db', 'repair', '--as', 'new'), /--as done\|undone/, 2);
  refused(await migrate('sqlite:nowhere.db', 'status'), /no such database/);
  refused(await migrate('postgres:///none?host=/nowhere', 'status'), /no connection.*is the server there/s);
  refused(await runOnce(['migrate', 'copy', 'sqlite:a.db'], { cwd: folder }), /two databases/, 2);
  const secret = await runOnce(['migrate', 'copy', 'sqlite:a.db', 'postgres://u:needs-no-secr@h/d'], { cwd: folder });
  refused(secret, /a password on the command line/, 2);
});

test('a server is brought up only when told to, and a world moves to it and back', async (t) => {
  const there = await makeDatabase(server.url);
  const bylina = closes(t, await Bylina.make());
  const file = `sqlite:${join(bylina.folder, 'world.db')}`;
  const copied = { env: { THERE: there }, cwd: bylina.folder };
  const flags = ['--scripts-dir', bylina.scripts, '--content-dir', bylina.content, '--http-listen', '127.0.0.1:0'];
  const refusal = await runOnce(['run', '--database-url', there, ...flags], { cwd: bylina.folder });
  assert.equal(refusal.code, 1, refusal.out + refusal.err);
  assert.match(refusal.out + refusal.err, /migrations are pending.*bylina migrate up.*MIGRATE=auto/);
  await bylina.start('run', { DATABASE_URL: file });
  const ilya = await Player.make(bylina, { first_name: 'Илья' });
  await ilya.says('/start');
  await ilya.reads('величать');
  refused(await runOnce(['migrate', 'copy', file, 'THERE'], copied), /another engine/);
  assert.equal((await bylina.stop()).code, 0);
  const done = await runOnce(['migrate', 'copy', file, 'THERE'], copied);
  fine(done, /Copied and compared/);
  const sum = /\(the world\) .*/.exec(done.out)[0];
  refused(await runOnce(['migrate', 'copy', file, 'THERE'], copied), /is not empty/);
  await bylina.start('run', { DATABASE_URL: there, MIGRATE: 'auto' }); // and it is played there
  refused(await runOnce(['migrate', 'copy', 'THERE', 'sqlite:back.db'], copied), /an engine has this database open/);
  assert.equal((await bylina.stop()).code, 0);
  fine(await runOnce(['migrate', 'copy', 'THERE', 'sqlite:back.db'], copied), /Copied and compared/);
  assert.ok(sum);
  await bylina.start('run', { DATABASE_URL: 'sqlite:back.db' });
  assert.equal((await bylina.stop()).code, 0);
});

/** A way to a database on which only so many bytes get through: { url, full, close }. */
async function narrow(url) {
  let left = COPY_BYTES;
  let tell;
  const full = new Promise((done) => (tell = done));
  const way = createServer((client) => {
    const there = createConnection(join(server.folder, '.s.PGSQL.5432'));
    there.pipe(client);
    client.on('data', (data) => {
      left -= data.length;
      if (left < 0) {
        client.pause();
        tell();
      } else {
        there.write(data);
      }
    });
    for (const [end, other] of [[client, there], [there, client]]) {
      end.on('error', () => {});
      end.on('close', () => other.destroy());
    }
  });
  await new Promise((done) => way.listen(0, '127.0.0.1', done));
  const name = /\/([^/?]*)\?/.exec(url)[1];
  return {
    full,
    url: `postgres://app@127.0.0.1:${way.address().port}/${name}?sslmode=disable&gssencmode=disable`,
    close: () => new Promise((done) => way.close(done)),
  };
}

test('kill -9 in the middle of a copy', async () => {
  const file = await KINDS.sqlite.make('many');
  const there = await makeDatabase(server.url);
  fine(await migrate(file, 'up'));
  await ask(file, "INSERT INTO settings VALUES ('store.epoch', '0123456789abcdef');"
    + 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)'
    + " INSERT INTO documents SELECT 'player', i, i, '{\"gold\":' || i || '}' FROM n");
  const { out } = await migrate(file, 'sums');
  const sum = /\(the world\) .*/.exec(out)[0];
  const line = await narrow(there);
  const env = { ...process.env, THERE: line.url };
  const child = spawn(BINARY, ['migrate', 'copy', file, 'THERE'], { cwd: folder, env, stdio: 'ignore' });
  const ended = new Promise((done) => child.on('close', done));
  await Promise.race([line.full, ended]);
  child.kill('SIGKILL');
  await ended;
  await line.close();
  refused(await migrate(there, 'up'), /a copy into it was begun/);
  const again = await runOnce(['migrate', 'copy', file, 'THERE'], { env: { THERE: there }, cwd: folder });
  assert.match(again.err, /going on with a copy that was cut off/);
  assert.ok(again.out.includes(sum), again.out + again.err);
  assert.ok((await migrate(there, 'sums')).out.includes(sum));
});
