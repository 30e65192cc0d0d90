// The engine's own client (ask.c) for tests in Node.
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ASK = process.env.GEMINI_ASK ?? join(dirname(fileURLToPath(import.meta.url)), '../../build/dev/gemini_ask');
const TIMEOUT = 180_000;

export const KEY = 'AIzaTestsOnlyNobodySeesThis';
export const MODEL = 'gemini-flash-lite-latest';

/** Asks one after another (or with `together` at once): {answers, log}. An ask has the names of struct
 *  gemini_ask. */
export function askAll(url, asks, { version = 'v1beta', together = false } = {}) {
  return new Promise((done, fail) => {
    const args = [url, version, KEY, MODEL, ...(together ? [] : ['--in-turn'])];
    const child = execFile(ASK, args, { timeout: TIMEOUT, maxBuffer: 64 << 20 }, (error, out, log) => {
      if (error) return fail(new Error(`${ASK}: ${error.message}\n${log}`));
      if ((out + log).includes(KEY)) return fail(new Error(`the key is in what it says:\n${out}${log}`));
      return done({ answers: out.trim().split('\n').map((line) => JSON.parse(line)), log });
    });
    child.stdin.end(asks.map((ask) => `${JSON.stringify(ask)}\n`).join(''));
  });
}

/** One ask: its answer. */
export async function ask(url, one, options) {
  const { answers } = await askAll(url, [one], options);
  return answers[0];
}
