// The pioneer principle, shown: a replay of requests for texts, most for a few and a few for most (Zipf),
// through the whole engine (chat, turn, database, pipeline, judge) with a stand-in for the AI. Calls per
// thousand requests fall from block to block; with the AI switched off, all that was seen is still read.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Bylina, ROOT } from '../e2e/bylina.js';
import { ask } from '../e2e/database.js';
import { Player } from '../e2e/player.js';
import { Standin } from '../gemini/standin.js';
import { draw } from './lore_plot.js';
import { note, progress } from './table.js';

export const ANNALS = join(ROOT, 'tests/e2e/annals');
const LOOK_MS = 50;
const FIRST = 10; // players at once in the last round
// Money is no object here; what is to be seen is how little is spent.
export const KEYED = {
  GEMINI_API_KEY: 'needs-no-secret-in-a-test', GEMINI_DAILY_USD: '1000', GEMINI_HOURLY_USD: '1000',
  GEMINI_PLAYER_USD: '1000',
};
const SETTINGS = { ...KEYED, BOT_RATE: '0', SUPERVISE: 'no', REHEARSE_TURNS: '0' };

/** Numbers from 1 to `keys`, number k with a chance of 1/k; the same for the same seed. */
export function zipf(keys, seed) {
  const sums = new Float64Array(keys);
  for (let k = 0, sum = 0; k < keys; k += 1) {
    sum += 1 / (k + 1);
    sums[k] = sum;
  }
  let state = seed >>> 0;
  const chance = () => { // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => {
    const wanted = chance() * sums[keys - 1];
    let low = 0;
    for (let high = keys - 1; low < high;) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

/** Gives the number of the message; without Player's looks at the chat, which cost more than the turn. */
async function says(player, number) {
  const { message } = await player.bylina.control('send', { player: player.id, chat: player.chat, text: String(number) });
  return message.message_id;
}

/** The page of a thing, shown below that message. */
function reads(player, number, sent) {
  const fits = (one) => one.message_id > sent && one.text?.includes(`Thing no. ${number},`);
  return player.until((messages) => messages.findLast(fits), `thing ${number}`);
}

export class Replay {
  static async make(options) {
    const made = new Replay();
    try {
      await made.#open(options);
    } catch (error) {
      await made.remove().catch(() => {}); // that error counts
      throw error;
    }
    return made;
  }

  async #open({ players, env = {} }) {
    this.gemini = await Standin.open();
    this.bylina = await Bylina.make({ game: ANNALS });
    await this.bylina.start('run', { ...SETTINGS, GEMINI_API_URL: this.gemini.url, ...env });
    this.players = [];
    for (let i = 0; i < players; i += 1) {
      const player = await Player.make(this.bylina, { first_name: `P${i}`, language_code: 'en' });
      await player.says('/start');
      await player.reads('An empty page');
      this.players.push(player);
    }
    this.seen = new Set();
  }

  /** One block of requests, dealt out to the players, to its end: no text is under way any more. */
  async block(numbers) {
    const before = this.gemini.calls.length;
    const share = Math.ceil(numbers.length / this.players.length);
    await Promise.all(this.players.map((player, i) => this.#asks(player, numbers.slice(i * share, (i + 1) * share))));
    for (const number of numbers) this.seen.add(number);
    await this.#settles();
    return this.gemini.calls.length - before;
  }

  async #asks(player, numbers) {
    let sent = 0;
    for (const number of numbers) {
      sent = await says(player, number);
    }
    if (numbers.length) {
      await reads(player, numbers.at(-1), sent);
    }
  }

  ask(sql) {
    return ask(this.bylina.database, sql);
  }

  async #settles() {
    while ((await this.ask('SELECT count(*) AS n FROM lore WHERE state = 0 OR revision > published'))[0].n > 0) {
      await new Promise((done) => setTimeout(done, LOOK_MS));
    }
  }

  /** With the AI gone, every text that was seen is read again, whole; gives how many. */
  async readsAll() {
    await this.gemini.close();
    const rows = await this.ask('SELECT entity, body FROM lore');
    const bodies = Object.fromEntries(rows.map(({ entity, body }) => [entity, JSON.parse(body).text]));
    const left = [...this.seen];
    const total = left.length;
    const reader = async (player) => {
      for (let number = left.pop(); number !== undefined; number = left.pop()) {
        const { text } = await reads(player, number, await says(player, number));
        assert.ok(text.includes(bodies[`thing${number}`]), `thing ${number} is not served: ${text}`);
        progress(`the AI is off: ${left.length} texts left to read`);
      }
    };
    await Promise.all(this.players.slice(0, FIRST).map(reader));
    return total;
  }

  async remove() {
    try {
      await this.bylina?.remove();
    } finally {
      await this.gemini?.close().catch(() => {});
    }
  }
}

export async function measureReplay({ keys, requests, plot }) {
  const size = 1000;
  const replay = await Replay.make({ players: 50 });
  const draws = zipf(keys, 7);
  const rates = [];
  const began = performance.now();
  for (let at = 0; at < requests; at += size) {
    rates.push(await replay.block(Array.from({ length: size }, draws)));
    progress(`${at + size} of ${requests} requests, ${rates.at(-1)} calls for the last thousand`);
  }
  const seconds = (performance.now() - began) / 1000;
  const served = await replay.readsAll();
  note(`replay: ${requests} requests for ${keys} texts (Zipf)`, requests / seconds, '/s');
  note('  calls for the first thousand', rates[0], '');
  note('  calls for the last thousand', rates.at(-1), '', { most: rates[0] / 4 });
  note('  calls in all', rates.reduce((sum, one) => sum + one), '');
  note('  texts read again with the AI off', served, '');
  const [{ cost }] = await replay.ask('SELECT sum(cost) AS cost FROM lore');
  note('  cost in all, at the stand-in\'s tokens', cost / 1e6, 'USD');
  if (plot) {
    await writeFile(plot, draw({ rates, size, keys, served, cost }));
  }
  await replay.remove();
}
