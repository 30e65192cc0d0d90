// A stand-in for the Gemini API, for tests: /v1 and /v1beta, generateContent, streamGenerateContent,
// countTokens and the models. As a library:
//
//     const gemini = await Standin.open();             // GEMINI_API_URL=gemini.url, any GEMINI_API_KEY
//     gemini.answer({ match: 'sword', text: '...' });  // rules: see rules.js; the first that fits counts
//     gemini.answer({ fault: 'safety', times: 1 });    // faults: see faults.js
//     await gemini.came(3); gemini.calls               // what was asked: see calls below
//     gemini.hold(); gemini.release();                 // answers wait in between
//     await gemini.close();
//
// Without a rule it tells a text of its own: words.js. It refuses what the service refuses: refuse.js.
//
// As a command: node tests/gemini/standin.js [--port N] [--key KEY]; it prints its address. The same
// control over HTTP: POST /control/answers (a rule; match is a text, or {"regex": "..."}),
// DELETE /control/answers, GET and DELETE /control/calls, POST /control/hold, POST /control/release.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { countTokens } from './content.js';
import { respond } from './faults.js';
import { refuse, refusal } from './refuse.js';
import { Rules } from './rules.js';

const BODY_MAX = 32 << 20;
const CAME_MS = 60_000;
const ROUTE = /^(\/.*)?\/(v1|v1beta)\/models\/([^/:]+)(?::(\w+))?$/;

export class Standin {
  /** `port`: 0 for any. `key`: another one is refused. `pieces`: of a stream. */
  static async open({ port = 0, host = '127.0.0.1', key = null, pieces = 4 } = {}) {
    const made = new Standin({ key, pieces });
    await new Promise((done, fail) => {
      made.server.once('error', fail);
      made.server.listen(port, host, done);
    });
    made.port = made.server.address().port;
    made.url = `http://${host}:${made.port}`;
    return made;
  }

  constructor({ key, pieces }) {
    this.key = key;
    this.pieces = pieces;
    this.rules = new Rules();
    /** One each request: {method, path, prefix, version, model, verb, query, headers, body, text, at,
     *  status}. `text`: system text and parts, as rules match them; status: null until answered. */
    this.calls = [];
    this.waiting = []; // {count, done}
    this.held = null;
    this.server = createServer((req, res) => this.#receive(req, res));
    this.server.keepAliveTimeout = 60_000;
  }

  /** Adds a rule behind those there are. */
  answer(rule) {
    this.rules.add(rule);
    return this;
  }

  /** Forgets rules and calls. */
  reset() {
    this.rules.clear();
    this.calls.length = 0;
  }

  /** Waits until so many calls have come; an error if they do not in time. */
  came(count, ms = CAME_MS) {
    if (this.calls.length >= count) return Promise.resolve();
    return new Promise((done, fail) => {
      const waits = { count, done: () => (clearTimeout(timer), done()) };
      const timer = setTimeout(() => {
        this.waiting = this.waiting.filter((one) => one !== waits);
        fail(new Error(`${count} calls are waited for, ${this.calls.length} came in ${ms} ms`));
      }, ms);
      this.waiting.push(waits);
    });
  }

  hold() {
    if (!this.held) {
      this.held = {};
      this.held.over = new Promise((done) => (this.held.release = done));
    }
  }

  release() {
    this.held?.release();
    this.held = null;
  }

  async close() {
    this.release();
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  async #receive(req, res) {
    res.on('error', () => {});
    const url = new URL(req.url, 'http://standin');
    const body = await readBody(req);
    if (body === null) return;
    if (url.pathname.startsWith('/control/')) this.#control(req, res, url.pathname.slice(9), body);
    else await this.#serve(req, res, url, body);
  }

  async #serve(req, res, url, raw) {
    const call = this.#note(req, url, raw);
    const refused = refuse(call, raw, this.key);
    if (this.held) await this.held.over;
    if (res.destroyed) return;
    if (refused) send(call, res, refused.status, refusal(refused));
    else if (call.verb === 'countTokens') send(call, res, 200, countTokens(call.body));
    else if (!call.verb) send(call, res, 200, describeModel(call.model));
    else await respond({ call, res, rule: this.rules.take(call), pieces: this.pieces });
  }

  #note(req, url, raw) {
    const [, prefix = '', version, model, verb] = url.pathname.match(ROUTE) ?? [];
    const call = {
      method: req.method, path: url.pathname, prefix, version, model, verb,
      query: Object.fromEntries(url.searchParams), headers: req.headers,
      body: parse(raw), text: '', at: Date.now(), status: null,
    };
    call.text = textOf(call.body);
    this.calls.push(call);
    const ready = this.waiting.filter((one) => this.calls.length >= one.count);
    this.waiting = this.waiting.filter((one) => !ready.includes(one));
    for (const one of ready) one.done();
    return call;
  }

  #control(req, res, what, raw) {
    const act = `${req.method} ${what}`;
    const reply = (status, value) => send({}, res, status, value);
    if (act === 'POST answers') this.answer(parse(raw) ?? {});
    else if (act === 'DELETE answers') this.rules.clear();
    else if (act === 'DELETE calls') this.calls.length = 0;
    else if (act === 'POST hold') this.hold();
    else if (act === 'POST release') this.release();
    else if (act !== 'GET calls') return reply(404, { error: `there is no ${act}` });
    return reply(200, act === 'GET calls' ? this.calls : { ok: true });
  }
}

function parse(raw) {
  try {
    return JSON.parse(raw);
  } catch {
    return null;
  }
}

// null: the other side has gone.
async function readBody(req) {
  const parts = [];
  let size = 0;
  try {
    for await (const part of req) {
      size += part.length;
      if (size > BODY_MAX) return null;
      parts.push(part);
    }
  } catch {
    return null;
  }
  return Buffer.concat(parts).toString('utf8');
}

function textOf(body) {
  const contents = [body?.systemInstruction, ...(Array.isArray(body?.contents) ? body.contents : [])];
  return contents.flatMap((one) => one?.parts ?? []).map((part) => part?.text ?? '').join('\n');
}

function describeModel(model) {
  return {
    name: `models/${model}`, version: '001', displayName: model, inputTokenLimit: 1048576,
    outputTokenLimit: 65536, supportedGenerationMethods: ['generateContent', 'countTokens'],
  };
}

function send(call, res, status, value) {
  call.status = status;
  res.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  res.end(JSON.stringify(value));
}

async function main() {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, key: { type: 'string' } } });
  const standin = await Standin.open({ port: Number(values.port), key: values.key ?? null });
  console.log(`The stand-in of Gemini is open: ${standin.url}`);
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => standin.close());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
