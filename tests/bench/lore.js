// A million texts of lore in SQLite: what a hit costs (tests/bench/lore.c, which prints a line a figure).
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BINARY } from '../e2e/bylina.js';
import { note, progress } from './table.js';

const LINE = /^(.*): \d+ p50_us=(\d+) p99_us=(\d+)$/;

/** The lines that bench_lore prints, as they come. */
async function run(program, args, cwd) {
  const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part) => { text += part; });
  const code = await new Promise((done, failed) => {
    child.on('error', failed).on('exit', done);
  });
  if (code !== 0) {
    throw new Error(`${program} ended with ${code}`);
  }
  return text.trim().split('\n');
}

export async function measureLore({ texts }) {
  const folder = await mkdtemp(join(tmpdir(), 'bylina-lore-'));
  progress(`lore: ${texts} texts are written`);
  try {
    const lines = await run(join(dirname(BINARY), 'release/bench_lore'), [String(texts)], folder);
    for (const [, what, p50, p99] of lines.map((line) => LINE.exec(line)).filter(Boolean)) {
      const goal = what.startsWith('a text') ? { most: 1 } : undefined;
      note(`lore: ${what}: p50`, p50 / 1000, 'ms');
      note(`lore: ${what}: p99`, p99 / 1000, 'ms', goal);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
