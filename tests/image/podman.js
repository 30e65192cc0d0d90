// podman as the tests of the image use it: containers on the host's network, without systemd.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const GLOBAL = ['--cgroup-manager', 'cgroupfs', '--runtime', 'runc'];
// As compose.yaml has it. The limits are those that a test machine may give.
const SAFE = ['--read-only', '--read-only-tmpfs=false', '--tmpfs', '/tmp', '--cap-drop=all',
  '--security-opt', 'no-new-privileges', '--ulimit', 'nofile=4096:4096', '--ulimit', 'nproc=4096:4096'];

/** podman WORDS: what it printed; an Error with its complaint. */
export async function podman(...words) {
  const { stdout } = await run('podman', [...GLOBAL, ...words], { maxBuffer: 1 << 24 });
  return stdout.trim();
}

export class Container {
  /** options: more of `podman run`; command: words behind the image. */
  static async start(image, { options = [], command = [] } = {}) {
    const id = await podman('run', '-d', '--pull=never', '--network', 'host', ...SAFE, ...options, image, ...command);
    return new Container(id);
  }

  constructor(id) {
    this.id = id;
  }

  async log() {
    const { stdout, stderr } = await run('podman', [...GLOBAL, 'logs', this.id], { maxBuffer: 1 << 24 });
    return stdout + stderr;
  }

  async inspect() {
    return JSON.parse(await podman('inspect', this.id))[0];
  }

  /** The health check of the image, run now: is it well? */
  async healthy() {
    return podman('healthcheck', 'run', this.id).then(() => true, () => false);
  }

  exec(...words) {
    return podman('exec', this.id, ...words);
  }

  async stop(seconds) {
    await podman('stop', '-t', String(seconds), this.id);
  }

  async remove() {
    await podman('rm', '-f', '-t', '1', this.id);
  }
}

/** Waits until fn gives something true, and gives that. */
export async function until(fn, what, ms = 60_000) {
  const deadline = Date.now() + ms;
  for (;;) {
    const value = await fn();
    if (value) {
      return value;
    }
    if (Date.now() > deadline) {
      throw new Error(`never: ${what}`);
    }
    await new Promise((done) => setTimeout(done, 100)); // nothing tells of a container's inside
  }
}
