// A crowd in the local Telegram: many players at once over a few kept connections, and one stream of
// events instead of a question for each of them. For the test of order and for the bench.
import assert from 'node:assert/strict';
import http from 'node:http';

const CONNECTIONS = 32;

/** Runs job(item) for all items, `width` at a time. */
export async function each(items, width, job) {
  const rest = items[Symbol.iterator]();
  const work = async () => {
    for (let next = rest.next(); !next.done; next = rest.next()) {
      await job(next.value);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
}

export class Crowd {
  constructor(address) {
    this.address = new URL(address);
    this.agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
    this.members = new Map(); // by chat
    this.waiting = new Map(); // callback query -> what to do with its answer
    this.told = new Map(); // answers that came before somebody waited
  }

  /** A control call; a body makes it a POST. */
  control(path, body) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((done, fail) => {
      const request = http.request(new URL(`/control/${path}`, this.address), {
        agent: this.agent,
        method: text === undefined ? 'GET' : 'POST',
        headers: text === undefined ? {} : {
          'content-type': 'application/json', 'content-length': Buffer.byteLength(text),
        },
      }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part));
        answer.on('end', () => {
          const value = JSON.parse(Buffer.concat(parts));
          value.ok ? done(value) : fail(new Error(`${path}: ${value.error}`));
        });
        answer.on('error', fail);
      });
      request.on('error', fail);
      request.end(text);
    });
  }

  /** Opens the stream of events; what happens from here on is known without asking. */
  listen() {
    return new Promise((done, fail) => {
      this.stream = http.get(new URL('/control/events', this.address), { agent: false }, (answer) => {
        let rest = '';
        answer.setEncoding('utf8');
        answer.on('data', (part) => {
          const blocks = (rest + part).split('\n\n');
          rest = blocks.pop();
          blocks.forEach((block) => this.hear(block));
        });
        answer.on('error', () => {});
        done(this);
      });
      this.stream.on('error', fail);
    });
  }

  hear(block) {
    const event = /^event: (.*)$/m.exec(block)?.[1];
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (!event || !data) {
      return;
    }
    const value = JSON.parse(data);
    if (event === 'answer') {
      this.hearAnswer(value.callback_query_id ?? value.answer?.callback_query_id, value);
    } else if (event === 'message' || event === 'edit') {
      this.members.get(value.chat_id)?.sees(value.message, event);
    }
  }

  hearAnswer(id, value) {
    const done = this.waiting.get(id);
    this.waiting.delete(id);
    done ? done(value) : this.told.set(id, value);
  }

  /** What the bot answered to a tap. */
  answer(id) {
    const told = this.told.get(id);
    this.told.delete(id);
    return told ? Promise.resolve(told) : new Promise((done) => this.waiting.set(id, done));
  }

  async join(count, fields = {}) {
    const numbers = Array.from({ length: count }, (_, i) => i + 1);
    await each(numbers, CONNECTIONS, async (n) => {
      const { player, chat } = await this.control('players', {
        first_name: `Р${n}`, language_code: 'ru', ...fields,
      });
      this.members.set(chat.id, new Member(this, player.id, chat.id));
    });
    return [...this.members.values()];
  }

  close() {
    this.stream?.destroy();
    this.agent.destroy();
  }
}

export class Member {
  constructor(crowd, id, chat) {
    this.crowd = crowd;
    this.id = id;
    this.chat = chat;
    this.words = []; // texts of the bot's messages that came without buttons, in order
    this.watchers = [];
  }

  sees(message, event) {
    if (!message.from?.is_bot) {
      return;
    }
    if (message.reply_markup?.inline_keyboard?.length) {
      this.screen = message;
    } else if (event === 'message') {
      this.words.push(message.text);
    }
    this.watchers = this.watchers.filter(({ fits, done }) => !(fits() && (done(), true)));
  }

  /** Waits until `fits()`; the caller's test has a time limit of its own. */
  until(fits) {
    return fits() ? Promise.resolve() : new Promise((done) => this.watchers.push({ fits, done }));
  }

  says(text) {
    return this.crowd.control('send', { player: this.id, chat: this.chat, text });
  }

  /** Presses a button of the screen and waits for the answer: gives it with its milliseconds. */
  async taps(words) {
    const button = this.screen.reply_markup.inline_keyboard.flat().find((one) => one.text.includes(words));
    assert.ok(button, `player ${this.id} has no button "${words}"`);
    const began = performance.now();
    const { callback_query_id: id } = await this.crowd.control('tap', {
      player: this.id, chat: this.chat, message_id: this.screen.message_id, data: button.callback_data,
    });
    const answer = await this.crowd.answer(id);
    return { answer, ms: performance.now() - began };
  }
}
