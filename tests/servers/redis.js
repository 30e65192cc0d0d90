// A Redis of the test's own, on a Unix socket in a temporary folder; it keeps nothing on the disk.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const START_MS = 60_000;

export class Redis {
  static async open() {
    const redis = new Redis(await mkdtemp(join(tmpdir(), 'bylina-redis-')));
    try {
      await redis.start();
    } catch (error) {
      await redis.close();
      throw error;
    }
    return redis;
  }

  constructor(folder) {
    this.folder = folder;
    this.socket = join(folder, 'r.sock');
    this.url = `unix:${this.socket}`;
  }

  /** Starts it, empty, and waits until it takes connections. */
  async start() {
    await rm(this.socket, { force: true });
    this.child = spawn('redis-server', ['--port', '0', '--unixsocket', this.socket, '--dir', this.folder,
      '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
    this.ended = new Promise((done) => this.child.on('close', done));
    let missing = false;
    this.child.on('error', () => (missing = true)); // there is no such program
    const deadline = Date.now() + START_MS;
    while (!(await this.#answers())) {
      if (missing) {
        throw new Error('there is no redis-server (apt-get install redis-server)');
      }
      if (Date.now() > deadline || this.child.exitCode !== null) {
        throw new Error('redis-server does not start');
      }
      await new Promise((done) => setTimeout(done, 10));
    }
  }

  #answers() {
    return new Promise((done) => {
      const socket = connect(this.socket, () => done(true) || socket.destroy());
      socket.on('error', () => done(false));
    });
  }

  /** One command; its output. */
  async ask(...words) {
    return (await promisify(execFile)('redis-cli', ['-s', this.socket, ...words])).stdout.trim();
  }

  freeze() {
    this.child.kill('SIGSTOP');
  }

  thaw() {
    this.child.kill('SIGCONT');
  }

  async kill() {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async close() {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }
}
