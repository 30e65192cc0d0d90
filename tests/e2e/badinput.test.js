// Whatever is wrong at the start ends in one clear line, with the right exit code: 2 for bad usage, 1
// for what failed. Each line names the variable, file or address and says what to do.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Bylina, HALL, TOKEN, freePort, runOnce } from './bylina.js';
import { closes } from './closing.js';
import { NO_FILE, POSTGRES, order } from './database.js';
import { Player } from './player.js';

let bylina;

before(async () => {
  bylina = await Bylina.make({ game: HALL });
  const end = await runOnce(['migrate', 'up'], { env: bylina.env() }); // so that no start has to say so
  assert.equal(end.code, 0, end.err);
});

after(() => bylina?.remove());

/** Runs `bylina run` in the folder of the test; its end, with what it said by lines. */
async function runs(env, args = []) {
  const end = await runOnce(['run', ...args], { env: bylina.env(env), cwd: bylina.folder });
  end.lines = end.err.split('\n').filter((line) => line.trim());
  return end;
}

/** The end has this code, and the last line of `count` says these words. */
function ends(end, code, words, count = 1) {
  assert.equal(end.code, code, end.err);
  assert.match(end.lines.at(-1), words);
  assert.equal(end.lines.length, count, `one clear line is wanted, not:\n${end.err}`);
}

test('a token that is none', async () => {
  ends(await runs({ BOT_TOKEN: 'tralala' }), 2, /^BOT_TOKEN: .*BotFather/);
});

test('a token that Telegram refuses', async (t) => {
  const api = await fakeApi(t, (answer) => {
    answer.writeHead(401, { 'content-type': 'application/json' });
    answer.end('{"ok":false,"error_code":401,"description":"Unauthorized"}');
  });
  ends(await runs({ BOT_TOKEN: TOKEN, BOT_API_URL: api.url }), 1, /BOT_TOKEN: .*Unauthorized.*BotFather/);
});

test('an API that cannot be reached', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const end = await runs({ BOT_TOKEN: TOKEN, BOT_API_URL: url });
  assert.equal(end.code, 1, end.err);
  assert.match(end.lines.at(-1), new RegExp(`BOT_API_URL: ${url} `));
});

test('an API that cuts off at first is asked again', async (t) => {
  let calls = 0;
  const api = await fakeApi(t, (answer) => {
    calls += 1;
    if (calls <= 2) {
      answer.destroy();
    } else if (calls === 3) {
      answer.end('{"ok":true,"result":{"id":4200000001,"is_bot":true,"first_name":"B","username":"b_bot"}}');
    } // and getUpdates waits
  });
  await bylina.start('run', { BOT_TOKEN: TOKEN, BOT_API_URL: api.url }, /connected to Telegram/);
  assert.equal((await bylina.stop()).code, 0, bylina.log);
});

test('an API that talks nonsense', async (t) => {
  const api = await fakeApi(t, (answer) => answer.end('<html>Hello from your router</html>'));
  const end = await runs({ BOT_TOKEN: TOKEN, BOT_API_URL: api.url });
  assert.equal(end.code, 1, end.err);
  assert.match(end.lines.at(-1), /BOT_API_URL/);
});

test('a port in use', async (t) => {
  const other = await fakeApi(t, (answer) => answer.end());
  ends(await runs({ HTTP_LISTEN: `127.0.0.1:${other.port}` }), 1, new RegExp(`${other.port}.*in use`));
});

test('a broken .env: file and line', async () => {
  const env = join(bylina.folder, '.env');
  await writeFile(env, 'LOG_LEVEL=info\n# fine\nthis is no setting\nBOT_ADMINS="1001\n');
  const end = await runs({});
  await writeFile(env, '');
  assert.equal(end.code, 2, end.err);
  assert.match(end.err, /^\.env:3: .*NAME=VALUE/m);
  assert.match(end.err, /^\.env:4: /m);
  assert.equal(end.lines.length, 2, end.err);
});

test('several wrong variables: all are named at once', async () => {
  const end = await runs({
    BOT_RATE: 'fast', BOT_ADMINS: '1001,Ilya', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x', SCRIPTS_DIR: '/nowhere',
  });
  assert.equal(end.code, 2, end.err);
  for (const name of ['BOT_RATE', 'BOT_ADMINS', 'LOG_LEVEL', 'DATABASE_URL', 'SCRIPTS_DIR']) {
    assert.match(end.err, new RegExp(`^${name}: `, 'm'));
  }
  assert.equal(end.lines.length, 5, end.err);
});

test('an unknown flag, an unknown command, and no command', async () => {
  ends(await runs({}, ['--bot-speed', '9']), 2, /--bot-speed.*--help|9: /, 2);
  const command = await runOnce(['dance'], { env: bylina.env(), cwd: bylina.folder });
  assert.equal(command.code, 2);
  assert.match(command.err, /"dance".*--help/);
  const nothing = await runOnce([], { env: bylina.env(), cwd: bylina.folder });
  assert.equal(nothing.code, 2);
  assert.match(nothing.out, /bylina run/);
});

test('--help of each command', async () => {
  const all = await runOnce(['--help'], { env: bylina.env(), cwd: bylina.folder });
  assert.equal(all.code, 0);
  for (const command of ['run', 'sandbox', 'check', 'graph', 'test', 'version']) {
    assert.match(all.out, new RegExp(`^ +${command} `, 'm'));
    const one = await runOnce([command, '--help'], { env: bylina.env(), cwd: bylina.folder });
    assert.equal(one.code, 0, one.err);
    assert.match(one.out, new RegExp(`^bylina ${command}: `));
  }
});

test('the web chat is not opened to the network without a password', async () => {
  ends(await runs({ HTTP_LISTEN: `0.0.0.0:${bylina.port}` }), 2, /HTTP_LISTEN.*LOCAL_TELEGRAM_PASSWORD/);
});

test('a database from a newer version', async (t) => {
  const newer = closes(t, await Bylina.make({ game: HALL }));
  await newer.start('run');
  assert.equal((await newer.stop()).code, 0);
  await order(newer.database, 'insert into migrations (number, name, checksum, applied_ms) '
    + "select 9999, '9999_from_the_future.sql', checksum, 4 from migrations limit 1");
  ends(await runs({ DATABASE_URL: newer.env().DATABASE_URL }), 1, POSTGRES ? /9999_from_the_future/ : /world\.db.*(newer|9999)/);
});

test('a file that is no database', { skip: NO_FILE }, async () => {
  const path = join(bylina.folder, 'letter.db');
  await writeFile(path, 'Dear Sir or Madam, '.repeat(1000));
  ends(await runs({ DATABASE_URL: `sqlite:${path}` }), 1, /letter\.db.*no\w* an SQLite database/);
});

test('a database that another engine has open', async () => {
  await bylina.start('run');
  const end = await runs({ HTTP_LISTEN: `127.0.0.1:${await freePort()}` });
  ends(end, 1, POSTGRES ? /is open in another engine/ : /world\.db.*another/);
  assert.equal((await bylina.stop()).code, 0);
});

test('a folder for the database that is not there', { skip: NO_FILE }, async () => {
  ends(await runs({ DATABASE_URL: 'sqlite:/no/such/folder/world.db' }), 1, /\/no\/such\/folder\/world\.db/);
});

test('a full disk: survived, said, and nothing is lost', { skip: NO_FILE }, async (t) => {
  const disk = join(bylina.folder, 'disk');
  await mkdir(disk);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]);
  if (mounted.status !== 0) {
    console.error('!!! SKIPPED: the full disk needs root and mount(8): %s', mounted.stderr);
    return t.skip('cannot mount a tmpfs here');
  }
  try {
    await fillsAndFrees(disk);
  } finally {
    spawnSync('umount', ['-l', disk]);
  }
});

// The disk fills up while a player plays; turns fail without a trace and are kept; when there is room
// again everything that he typed is there, once.
async function fillsAndFrees(disk) {
  const full = await Bylina.make({ game: HALL });
  const telegram = await Bylina.make({ game: HALL });
  await telegram.start('sandbox');
  await full.start('run', {
    DATABASE_URL: `sqlite:${join(disk, 'world.db')}`, BOT_TOKEN: TOKEN, BOT_API_URL: telegram.address, BOT_RATE: '0',
  }, /connected to Telegram/);
  const ilya = await Player.make(telegram, { first_name: 'Илья' });
  await ilya.says('/start');
  await ilya.reads('Зал.');

  const ballast = join(disk, 'ballast');
  spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=4096']);
  for (let n = 1; n <= 40; n++) {
    await ilya.says(String(n));
  }
  await full.says(/full|no space/i);
  await ilya.reads('Сказанное принято и не пропадёт');
  assert.equal(full.child.exitCode, null, full.log);
  spawnSync('rm', [ballast]);
  const all = Array.from({ length: 40 }, (_, i) => i + 1).join(' ');
  await ilya.reads(`След: ${all} конец`);
  await full.remove();
  await telegram.remove();
}

/** A server for the test `t` that does this with each request. */
function fakeApi(t, handle) {
  return new Promise((done) => {
    const server = closes(t, createServer((_, answer) => handle(answer)));
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      done({ port, url: `http://127.0.0.1:${port}` });
    });
  });
}
