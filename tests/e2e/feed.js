// A Telegram of a test's own, for what the local Telegram would never send: it gives exactly the updates
// that it is fed, again and again until they are confirmed, and writes down every other call.
import { createServer } from 'node:http';
import { PATIENCE_MS } from './patience.js';

export class Feed {
  static async open() {
    const feed = new Feed();
    feed.server = createServer((request, answer) => feed.hear(request, answer));
    await new Promise((done) => feed.server.listen(0, '127.0.0.1', done));
    feed.url = `http://127.0.0.1:${feed.server.address().port}`;
    return feed;
  }

  constructor() {
    this.updates = [];
    this.calls = []; // {method, params}, but getUpdates
    this.confirmed = 0; // updates below are
    this.polls = 0;
    this.watchers = [];
    this.message = 100;
  }

  /** Feeds updates; those who poll now get them at once. */
  give(...updates) {
    this.updates.push(...updates);
    this.poll?.();
  }

  async hear(request, answer) {
    const parts = [];
    for await (const part of request) {
      parts.push(part);
    }
    const method = request.url.split('/').pop();
    const params = JSON.parse(Buffer.concat(parts).toString() || '{}');
    const reply = (result) => answer.end(JSON.stringify({ ok: true, result }));
    answer.setHeader('content-type', 'application/json');
    if (method === 'getUpdates') {
      this.hearPoll(params, reply);
    } else {
      this.calls.push({ method, params });
      reply(this.result(method, params));
    }
    this.watchers = this.watchers.filter((look) => !look());
  }

  hearPoll({ offset = 0, limit = 100 }, reply) {
    this.confirmed = Math.max(this.confirmed, offset);
    this.polls += 1;
    this.updates = this.updates.filter((update) => update.update_id >= this.confirmed);
    if (this.updates.length) {
      reply(this.updates.slice(0, limit));
      return;
    }
    this.poll = () => {
      this.poll = undefined;
      reply(this.updates.slice(0, limit));
    };
  }

  result(method, params) {
    if (method === 'getMe') {
      return { id: 4200000001, is_bot: true, first_name: 'B', username: 'b_bot' };
    }
    if (/^send|^edit/.test(method)) {
      return { message_id: params.message_id ?? (this.message += 1), date: 1, chat: { id: params.chat_id, type: 'private' } };
    }
    return true;
  }

  /** Waits until `found(calls)` gives something, and gives that. */
  until(found, what) {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(
        `waited in vain for ${what ?? found}; there was:\n${this.calls.slice(-20).map((call) => JSON.stringify(call)).join('\n')}`)), PATIENCE_MS);
      const look = () => {
        const value = found(this.calls);
        if (value) {
          clearTimeout(timer);
          done(value);
        }
        return value;
      };
      if (!look()) {
        this.watchers.push(look);
      }
    });
  }

  /** Waits for a call whose parameters, as JSON, have these words. */
  hears(method, words) {
    const fits = (call) => call.method === method && words.test(JSON.stringify(call.params));
    return this.until((calls) => calls.find(fits), `${method} ${words}`);
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

export function user(id) {
  return { id, is_bot: false, first_name: 'Илья', language_code: 'ru' };
}

/** An update with a message from a player in his private chat. */
export function message(update_id, player, fields) {
  const chat = { id: player, type: 'private', first_name: 'Илья' };
  return { update_id, message: { message_id: update_id, date: 1, chat, from: user(player), ...fields } };
}
