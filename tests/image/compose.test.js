// compose.yaml as it stands: PostgreSQL and Redis become healthy, then the app migrates, plays and is
// ready; it goes on where it was after a restart, with Redis thrown away meanwhile.
//
// There is no Docker engine: podman's service speaks its protocol, and health checks, which systemd would
// run, are run here. The bot has no token in this test, so that the local Telegram is beside it.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../e2e/bylina.js';
import { closes } from '../e2e/closing.js';
import { until } from './podman.js';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const PROJECT = `bylinatest${process.pid}`;
const PASSWORD = 'test-password';
const CONF = `[network]
network_backend = "netavark"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
`;
const run = promisify(execFile);

class Stack {
  static async make() {
    const stack = new Stack(await mkdtemp(join(tmpdir(), 'bylina-compose-')));
    stack.port = await freePort();
    await stack.#write();
    return stack;
  }

  constructor(folder) {
    this.folder = folder;
    this.socket = join(folder, 'podman.sock');
    this.env = { ...process.env, DOCKER_HOST: `unix://${this.socket}`, CONTAINERS_CONF: join(folder, 'containers.conf') };
  }

  /** The project's file, but for what needs a registry or a free port of this machine. */
  async #write() {
    const text = await readFile(join(ROOT, 'compose.yaml'), 'utf8');
    const here = text.replace(/^ {2}build: \.\n/m, '').replace(/image: bylina\n/, 'image: localhost/bylina\n')
      .replaceAll('127.0.0.1:8090:8090', `127.0.0.1:${this.port}:8090`);
    await writeFile(join(this.folder, 'compose.yaml'), here);
    await writeFile(join(this.folder, 'more.yaml'),
      `services:\n  app:\n    environment:\n      LOCAL_TELEGRAM_PASSWORD: ${PASSWORD}\n`);
    await writeFile(this.env.CONTAINERS_CONF, CONF);
    await mkdir(join(this.folder, 'secrets'));
    await writeFile(join(this.folder, 'secrets/bot_token'), '');
    await writeFile(join(this.folder, 'secrets/postgres_password'), 'x y%z/@:"1\n');
    await chmod(join(this.folder, 'secrets/bot_token'), 0o644);
    await chmod(join(this.folder, 'secrets/postgres_password'), 0o644);
    await cp(join(ROOT, 'LICENSE'), join(this.folder, 'LICENSE'));
  }

  async open() {
    this.service = spawn('podman', ['system', 'service', '--time', '0', `unix://${this.socket}`],
      { env: this.env, stdio: 'ignore' });
    await until(() => run('curl', ['-sf', '--unix-socket', this.socket, 'http://d/_ping']).then(() => true, () => false), 'podman');
    this.checking = this.#check();
  }

  /** What systemd's timers would do. */
  async #check() {
    while (!this.closed) {
      const { stdout } = await this.podman('ps', '-q', '--filter', `name=${PROJECT}`);
      for (const id of stdout.trim().split('\n').filter(Boolean)) {
        await this.podman('healthcheck', 'run', id).catch(() => {});
      }
      await new Promise((done) => setTimeout(done, 500));
    }
  }

  podman(...words) {
    return run('podman', words, { env: this.env });
  }

  compose(...words) {
    return run('docker-compose', ['-p', PROJECT, '-f', 'compose.yaml', '-f', 'more.yaml', ...words],
      { env: this.env, cwd: this.folder, timeout: 120_000 });
  }

  async log(service) {
    const { stdout, stderr } = await this.podman('logs', `${PROJECT}_${service}_1`);
    return stdout + stderr;
  }

  /** A path of the app; with a body it is a POST. */
  async ask(path, body) {
    const login = Buffer.from(`:${PASSWORD}`).toString('base64');
    return fetch(`http://127.0.0.1:${this.port}/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Basic ${login}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
  }

  async ready() {
    await until(() => this.ask('readyz').then((answer) => answer.ok, () => false), 'ready').catch(async (error) => {
      throw new Error(`${error.message}\n${await this.log('app')}`);
    });
  }

  async close() {
    this.closed = true;
    await this.checking?.catch(() => {});
    if (this.service) {
      await this.compose('down', '-v').catch(() => {});
      this.service.kill();
    }
    await rm(this.folder, { recursive: true });
  }
}

test('compose.yaml is valid', async () => {
  await run('docker-compose', ['-f', 'compose.yaml', 'config', '-q'], { cwd: ROOT });
});

test('app, redis and postgres come up together and play', { timeout: 240_000 }, async (t) => {
  const stack = closes(t, await Stack.make());
  await stack.open();
  await stack.compose('up', '-d');
  await stack.ready();
  const log = await stack.log('app');
  assert.match(log, /"msg":"migrated"/);
  assert.ok(!log.includes('x y%z'), 'the password is not in the log');

  const { player } = await (await stack.ask('control/players', { first_name: 'Ilya', language_code: 'en' })).json();
  await stack.ask('control/send', { player: player.id, text: '/start' });
  const shown = await until(async () => {
    const { messages } = await (await stack.ask(`control/chat?chat=${player.id}`)).json();
    return messages?.find((one) => one.from?.id !== player.id);
  }, 'an answer');
  assert.ok(shown.text ?? shown.caption);
  const figures = await (await stack.ask('metrics')).text();
  assert.match(figures, /^bylina_redis_up 1$/m);
  const count = await stack.podman('exec', `${PROJECT}_postgres_1`, 'psql', '-U', 'bylina', '-tA', '-c',
    `SELECT count(*) FROM documents WHERE kind = 'player'`);
  assert.equal(count.stdout.trim(), '1');

  await stack.compose('kill', 'redis');
  await until(async () => /^bylina_redis_up 0$/m.test(await (await stack.ask('metrics')).text()), 'Redis is missed');
  await stack.compose('restart', '-t', '10', 'app');
  await stack.ready();
  await stack.compose('up', '-d', 'redis');
  await until(async () => /^bylina_redis_up 1$/m.test(await (await stack.ask('metrics')).text()), 'Redis is back');
});
