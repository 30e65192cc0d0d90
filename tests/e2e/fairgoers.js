// A crowd at the fair (tests/fair) that never waits for the engine: each player acts at his own pace on
// what he last saw, whether anybody answers or not. What he did is written down, to be held against the
// database afterwards (ledger.js).
import { join } from 'node:path';
import { ROOT } from './bylina.js';
import { Crowd, each } from './crowd.js';

export const FAIR = join(ROOT, 'tests/fair');
const SPREAD = 32;
const KEYBOARDS_MAX = 3; // the newest that a player may still press
const TEXTS = 0.45; // of all acts
const OLDER = 0.2; // of all taps: not on the newest keyboard
const AGAIN_MS = 50;
const TWICE = 0.1; // of all taps: pressed twice at once

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function sleep(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

class Fairgoer {
  constructor(fair, id, chat, seed) {
    Object.assign(this, { fair, id, chat, rng: chance(seed) });
    this.typed = 0; // he typed 1, 2, 3 ... up to this
    this.pressed = 0; // taps
    this.keyboards = new Map(); // message id -> its buttons' data
    this.heard = []; // numbers that the bot said it had heard, as they came
  }

  // What crowd.js tells of his chat.
  sees(message, event) {
    if (!message.from?.is_bot) {
      return;
    }
    const rows = message.reply_markup?.inline_keyboard;
    if (rows?.length) {
      this.keyboards.delete(message.message_id);
      this.keyboards.set(message.message_id, rows.flat().map((one) => one.callback_data));
      if (this.keyboards.size > KEYBOARDS_MAX) {
        this.keyboards.delete(this.keyboards.keys().next().value);
      }
    } else if (event === 'message') {
      const number = /^Услышано: (\d+)\.$/.exec(message.text)?.[1];
      if (number) {
        this.heard.push(Number(number));
      }
    }
  }

  async says(text) {
    this.fair.made(await this.fair.control('send', { player: this.id, chat: this.chat, text }));
  }

  // A number is typed once and for all: where the answer was lost, the chat says whether it arrived.
  async types() {
    const text = String(this.typed + 1);
    try {
      await this.says(text);
    } catch (error) {
      if (!this.fair.shaky) {
        throw error;
      }
      this.fair.unsure += 1;
      const { messages } = await this.fair.insists(`chat?chat=${this.chat}&player=${this.id}`);
      if (!messages.some((one) => !one.from.is_bot && one.text === text)) {
        return;
      }
    }
    this.typed += 1;
  }

  async taps() {
    const shown = [...this.keyboards.keys()];
    const at = this.rng() < OLDER ? Math.floor(this.rng() * shown.length) : shown.length - 1;
    const message = shown[at];
    const buttons = this.keyboards.get(message);
    const data = buttons[Math.floor(this.rng() * buttons.length)];
    const tap = { player: this.id, chat: this.chat, message_id: message, data };
    const times = this.rng() < TWICE ? 2 : 1;
    this.pressed += times;
    const made = await Promise.allSettled(Array.from({ length: times }, () => this.fair.control('tap', tap)));
    for (const one of made) {
      if (one.status === 'fulfilled') {
        this.fair.made(one.value);
      } else if (this.fair.shaky) {
        this.fair.unsure += 1;
      } else {
        throw one.reason;
      }
    }
  }

  async plays() {
    await this.fair.rest(this.rng);
    this.fair.made(await this.fair.insists('send', { player: this.id, chat: this.chat, text: '/start' }));
    while (this.fair.open) {
      await this.fair.rest(this.rng);
      await this.fair.back();
      await (this.keyboards.size === 0 || this.rng() < TEXTS ? this.types() : this.taps());
    }
  }
}

export class Fair {
  /** `pace`: milliseconds between two acts of a player, on average. */
  constructor(address, { seed, pace = 1500, shaky = false }) {
    this.address = address;
    this.seed = seed;
    this.pace = pace;
    this.shaky = shaky; // the local Telegram may be away
    this.goers = [];
    this.updates = []; // ids of all that were made, 0 left out
    this.unsure = 0; // perhaps made: no answer came
    this.open = false;
  }

  async join(count) {
    this.crowd = await new Crowd(this.address).listen();
    await this.crowd.join(count);
    for (const { id, chat } of this.crowd.members.values()) {
      const goer = new Fairgoer(this, id, chat, this.seed ^ (id * 2654435761));
      this.goers.push(goer);
      this.crowd.members.set(chat, goer);
    }
  }

  control(path, body) {
    return this.crowd.control(path, body);
  }

  /** A call that is made again where the local Telegram was away: perhaps it has happened twice. */
  async insists(path, body) {
    for (;;) {
      try {
        await this.back();
        return await this.control(path, body);
      } catch (error) {
        if (!this.shaky) {
          throw error;
        }
        this.unsure += body ? 1 : 0;
        await sleep(AGAIN_MS); // it may be just going
      }
    }
  }

  made({ update_id: id }) {
    if (id) {
      this.updates.push(id);
    }
  }

  rest(rng) {
    return sleep(this.pace * (0.3 + 1.4 * rng()));
  }

  /** The local Telegram is away: goers stop until `back()`. */
  away() {
    this.returned = new Promise((done) => {
      this.return = done;
    });
  }

  back() {
    return this.returned ?? Promise.resolve();
  }

  /** A new connection to a local Telegram that is back. */
  async listenAgain() {
    const { members } = this.crowd;
    this.crowd.close();
    this.crowd = new Crowd(this.address);
    this.crowd.members = members;
    await this.crowd.listen();
    this.return?.();
  }

  start() {
    this.open = true;
    this.playing = Promise.all(this.goers.map((goer) => goer.plays()));
    this.playing.catch(() => {}); // stop() tells
  }

  /** No more acts; those under way come to their end. */
  async stop() {
    this.open = false;
    await this.playing;
  }

  /** Runs job(goer) for all. */
  each(job) {
    return each(this.goers, SPREAD, job);
  }

  close() {
    this.open = false;
    this.crowd?.close();
  }
}
