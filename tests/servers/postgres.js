// A PostgreSQL of the test's own (postgres.sh), on a Unix socket in a temporary folder. It dies with
// this process.
import { execFile, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), 'postgres.sh');
const TELL = 'printf "%s\\n" "$BYLINA_TEST_POSTGRES" "$BYLINA_TEST_POSTGRES_DATA" "$BYLINA_TEST_POSTGRES_BIN"; cat >/dev/null';
const run = promisify(execFile);

export class Postgres {
  static async open() {
    const env = { ...process.env };
    for (const name of Object.keys(env)) if (name.startsWith('BYLINA_TEST_POSTGRES')) delete env[name];
    const postgres = new Postgres();
    postgres.child = spawn(SCRIPT, ['bash', '-c', TELL], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    postgres.ended = new Promise((done) => postgres.child.on('close', done));
    const lines = [];
    for await (const line of createInterface({ input: postgres.child.stdout })) {
      if (lines.push(line) === 3) break;
    }
    if (lines.length < 3) throw new Error('PostgreSQL does not start (apt-get install postgresql)');
    [postgres.url, postgres.data, postgres.bin] = lines;
    postgres.made = 0;
    return postgres;
  }

  /** The address of a new empty database. */
  async make() {
    const name = `e2e_${++this.made}`;
    await this.ask(this.url, `CREATE DATABASE ${name}`);
    return this.url.replace('///world?', `///${name}?`);
  }

  /** Runs SQL; the rows as lines, values with tabs between. */
  async ask(url, sql) {
    const { stdout } = await run('psql', ['-X', '-q', '-A', '-t', '-F', '\t', '-v', 'ON_ERROR_STOP=1', '-c', sql, url]);
    return stdout.replace(/\n$/, '');
  }

  /** Ends all and removes it. */
  async close() {
    this.child.stdin.end();
    await this.ended;
  }
}
