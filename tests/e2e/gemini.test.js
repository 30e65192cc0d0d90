// The Gemini API, from both ends: the official client against our stand-in, our client against the
// stand-in and against somebody else's, and the two clients' requests beside each other.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';

import { ask, askAll, KEY, MODEL } from '../gemini/asker.js';
import { LLMock, OfficialV1, OfficialV1beta } from '../gemini/clients.js';
import { Standin } from '../gemini/standin.js';
import { LIMIT } from './patience.js';

const SAFETY = [['HARM_CATEGORY_HARASSMENT', 'BLOCK_ONLY_HIGH'], ['HARM_CATEGORY_DANGEROUS_CONTENT', 'BLOCK_ONLY_HIGH']];
const SCHEMA = {
  type: 'object', required: ['name', 'text', 'weight', 'mood', 'tags'],
  properties: {
    name: { type: 'string' }, text: { type: 'string' }, weight: { type: 'integer', minimum: 1, maximum: 9 },
    mood: { enum: ['dark', 'bright'], type: 'string' }, tags: { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 3 },
  },
};

let standin;

before(async () => (standin = await Standin.open({ key: KEY })));
afterEach(() => standin.reset());
after(() => standin.close());

for (const [name, Official, version] of [['2.32.0', OfficialV1beta, 'v1beta'], ['3.1.0', OfficialV1, 'v1']]) {
  describe(`the official client ${name}, on /${version}`, LIMIT, () => {
    const client = (more = {}) => new Official({ apiKey: KEY, httpOptions: { baseUrl: `${standin.url}/proxy`, ...more } });
    const generate = (contents, config, more) => client(more).models.generateContent({ model: MODEL, contents, config });

    test('gets a text, and JSON that fits its schema', async () => {
      const text = await generate('Расскажи про «Меч-кладенец».', { systemInstruction: 'Ты сказитель.' });
      assert.match(text.text, /^[А-ЯЁ].*Меч-кладенец/u);
      assert.equal(text.candidates[0].finishReason, 'STOP');
      assert.ok(text.usageMetadata.totalTokenCount > 10);
      assert.equal(standin.calls[0].path, `/proxy/${version}/models/${MODEL}:generateContent`);
      const made = await generate('A sword.', { responseMimeType: 'application/json', responseJsonSchema: SCHEMA });
      const value = JSON.parse(made.text);
      assert.deepEqual(Object.keys(value), ['name', 'text', 'weight', 'mood', 'tags']);
      assert.ok(value.weight >= 1 && value.weight <= 9 && SCHEMA.properties.mood.enum.includes(value.mood));
      assert.ok(value.tags.length >= 2);
    });

    test('gets a stream', async () => {
      const pieces = [];
      for await (const piece of await client().models.generateContentStream({ model: MODEL, contents: 'A boat.' })) {
        pieces.push(piece);
      }
      assert.equal(pieces.length, 4);
      assert.equal(pieces.at(-1).candidates[0].finishReason, 'STOP');
      assert.equal(pieces.map((piece) => piece.text).join(''), (await generate('A boat.')).text);
    });

    test('sees what is blocked', async () => {
      standin.answer({ fault: 'blocked', times: 1 }).answer({ fault: 'safety' });
      const blocked = await generate('A sword.');
      assert.equal(blocked.promptFeedback.blockReason, 'SAFETY');
      assert.equal(blocked.text, undefined);
      const stopped = await generate('A sword.');
      assert.equal(stopped.candidates[0].finishReason, 'SAFETY');
      assert.equal(stopped.text, undefined);
    });

    test('sees 429, and tries again when it is asked to', async () => {
      standin.answer({ fault: 'busy', times: 2, retry_delay: '45.837906927s' });
      await assert.rejects(generate('A sword.'), (error) => {
        const details = JSON.parse(error.message).error.details;
        return error.status === 429 && details.some((one) => one.retryDelay === '45.837906927s');
      });
      const text = await generate('A sword.', {}, { retryOptions: { attempts: 2, initialDelay: 0.01 } });
      assert.ok(text.text.length > 50);
      assert.equal(standin.calls.length, 3);
    });

    test('follows CONTINUATION', async () => {
      const whole = (await generate('A sword.')).text;
      standin.answer({ fault: 'continuation', hops: 3 });
      const text = await generate('A sword.');
      assert.equal(text.text, whole);
      assert.equal(standin.calls.length, 4);
      assert.equal(text.usageMetadata.promptTokenCount, 3 * 2);
      let told = '';
      for await (const piece of await client().models.generateContentStream({ model: MODEL, contents: 'A sword.' })) {
        told += piece.text ?? '';
      }
      assert.equal(told, whole);
    });

    test('counts tokens, finds the model, gets a picture', async () => {
      const count = await client().models.countTokens({ model: MODEL, contents: 'A sword of old' });
      assert.equal(count.totalTokens, 4);
      assert.equal((await client().models.get({ model: MODEL })).name, `models/${MODEL}`);
      const drawn = await generate('A sword.', { responseModalities: ['IMAGE'] });
      assert.equal(drawn.candidates[0].content.parts[0].inlineData.mimeType, 'image/png');
    });

    // Each ask is sent by both clients: path, key and body are the same.
    test('asks as our own client does', async () => {
      const safety = SAFETY.map(([category, threshold]) => ({ category, threshold }));
      const pairs = [
        [{ parts: ['A sword.'] }, ['A sword.', {}]],
        [{ parts: ['Facts: {"name": "Меч"}', 'Now tell.'], system: 'Ты — «сказитель».\nРовно так.' },
          [['Facts: {"name": "Меч"}', 'Now tell.'], { systemInstruction: 'Ты — «сказитель».\nРовно так.' }]],
        [{ parts: ['Tell.'], schema: SCHEMA, max_tokens: 400, thinking: 'MINIMAL', seed: 77 },
          ['Tell.', { responseMimeType: 'application/json', responseJsonSchema: SCHEMA, maxOutputTokens: 400, seed: 77,
            thinkingConfig: { thinkingLevel: 'MINIMAL' } }]],
        [{ parts: ['Draw.'], image: true, aspect_ratio: '1:1', model: 'gemini-3.1-flash-lite-image' },
          ['Draw.', { responseModalities: ['IMAGE'], imageConfig: { aspectRatio: '1:1' } },
            'gemini-3.1-flash-lite-image']],
        [{ parts: ['Stream.'], stream: true }, ['Stream.', {}, MODEL, 'generateContentStream']],
      ];
      const url = `${standin.url}/proxy/`;
      const { answers } = await askAll(url, pairs.map(([own]) => own), { version });
      assert.deepEqual(answers.map((one) => one.end), pairs.map(() => 'ok'));
      const ours = standin.calls.splice(0);
      for (const [, [contents, config, model = MODEL, method = 'generateContent']] of pairs) {
        const got = await client().models[method]({ model, contents, config: { ...config, safetySettings: safety } });
        if (method === 'generateContentStream') for await (const piece of got) assert.ok(piece);
      }
      for (const [at, theirs] of standin.calls.entries()) {
        assert.equal(ours[at].path, theirs.path);
        assert.deepEqual(ours[at].query, theirs.query);
        assert.deepEqual(ours[at].body, theirs.body);
        for (const header of ['x-goog-api-key', 'content-type']) assert.equal(ours[at].headers[header], theirs.headers[header]);
      }
      assert.equal(ours.length, standin.calls.length);
    });

    // What follows a CONTINUATION is the same body with the token.
    test('asks on as our own client does', async () => {
      standin.answer({ fault: 'continuation', hops: 2 });
      const config = { maxOutputTokens: 100, safetySettings: SAFETY.map(([category, threshold]) => ({ category, threshold })) };
      await ask(`${standin.url}`, { parts: ['A sword.'], max_tokens: 100 }, { version });
      await new Official({ apiKey: KEY, httpOptions: { baseUrl: standin.url } }).models
        .generateContent({ model: MODEL, contents: 'A sword.', config });
      const bodies = standin.calls.map((call) => call.body);
      assert.ok(bodies[1].continuationToken);
      assert.deepEqual(bodies.slice(0, 2), bodies.slice(2));
    });
  });
}

describe('our client against the stand-in', LIMIT, () => {
  const ENDS = {
    blocked: 'blocked', safety: 'refused', recitation: 'refused', prohibited: 'refused', max_tokens: 'cut', truncated: 'cut',
    empty: 'garbled', no_text: 'garbled', thoughts: 'garbled', malformed: 'garbled', page: 'garbled', image: 'garbled',
    stream_error: 'down', status: 'down', cut_before: 'down', cut_middle: 'down', hang: 'down',
    busy: 'busy', busy_day: 'busy', bad_request: 'wrong', bad_key: 'wrong', forbidden: 'wrong', not_found: 'wrong',
    language: 'ok', huge: 'ok', markup: 'ok', echo: 'ok', numbers: 'ok',
  };

  for (const stream of [false, true]) {
    test(`tells every fault apart${stream ? ', in a stream' : ''}`, async () => {
      // Each asks a model of its own, so that one that is busy holds no other back; what shuts all out
      // is asked apart.
      const alone = ['bad_key', 'forbidden'];
      const asks = Object.keys(ENDS).map((fault) => ({
        parts: ['A sword.'], model: `model-${fault}`, stream, deadline_ms: fault === 'hang' ? 300 : 20_000,
      }));
      for (const fault of Object.keys(ENDS)) standin.answer({ model: `model-${fault}`, fault, retry_delay: '0.01s' });
      const { answers } = await askAll(standin.url, asks.filter((one) => !alone.includes(one.model.slice(6))));
      for (const fault of alone) answers.push(await ask(standin.url, asks.find((one) => one.model === `model-${fault}`)));
      const ends = {};
      for (const answer of answers) {
        ends[answer.model.slice(6)] = answer.end;
        assert.ok(answer.words, answer.model);
        assert.equal(answer.tries, standin.calls.filter((call) => call.model === answer.model).length);
        assert.ok(answer.tries <= 5);
      }
      assert.deepEqual(ends, ENDS);
    });
  }

  test('follows CONTINUATION, and sums up', async () => {
    const whole = await ask(standin.url, { parts: ['A sword.'] });
    standin.answer({ fault: 'continuation', hops: 3 });
    for (const stream of [false, true]) {
      const answer = await ask(standin.url, { parts: ['A sword.'], billed_max: 3, stream });
      assert.equal(answer.end, 'ok');
      assert.equal(answer.text, whole.text);
      assert.equal(answer.usage.prompt, 3 * whole.usage.prompt);
      assert.equal(answer.unknown, 0);
    }
  });

  test('keeps the version that answered, and what thoughts cost', async () => {
    standin.answer({ model_version: 'gemini-9-secret', thought: 'Let me think of it for a while...' });
    const answer = await ask(standin.url, { parts: ['A sword.'] });
    assert.equal(answer.model_version, 'gemini-9-secret');
    assert.ok(answer.usage.thoughts > 0 && !answer.text.includes('Let me think'));
  });

  test('sends nothing more while the key is refused', async () => {
    standin.answer({ fault: 'forbidden' });
    const { answers, log } = await askAll(standin.url, Array(5).fill({ parts: ['A sword.'] }));
    assert.deepEqual(answers.map((one) => one.end), Array(5).fill('wrong'));
    assert.equal(standin.calls.length, 1);
    assert.equal(log.match(/no more calls for a while/g).length, 1);
  });

  test('asks many at once', async () => {
    const asks = Array.from({ length: 50 }, (_, at) => ({ parts: [`Sword number ${at}.`], stream: at % 2 === 0 }));
    const { answers } = await askAll(standin.url, asks, { together: true });
    assert.equal(answers.filter((one) => one.end === 'ok').length, 50);
    assert.equal(new Set(answers.map((one) => one.text)).size, 50);
  });

  test('is controlled over HTTP, too', async () => {
    const control = (method, what, body) => fetch(`${standin.url}/control/${what}`, { method, body: body && JSON.stringify(body) });
    await control('POST', 'answers', { match: { regex: 'sw.rd' }, text: 'By order.', delay_ms: 5 });
    assert.equal((await ask(standin.url, { parts: ['A sword.'] })).text, 'By order.');
    assert.notEqual((await ask(standin.url, { parts: ['A boat.'] })).text, 'By order.');
    const calls = await (await control('GET', 'calls')).json();
    assert.deepEqual(calls.map((call) => call.status), [200, 200]);
    await control('DELETE', 'answers');
    assert.notEqual((await ask(standin.url, { parts: ['A sword.'] })).text, 'By order.');
  });
});

const AIMOCK = { ...LIMIT, skip: LLMock ? false : `aimock does not run on Node ${process.versions.node}` };

describe('our client against an independent stand-in (aimock)', AIMOCK, () => {
  let other;

  before(async () => {
    other = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
    other.onMessage('a sword', { content: 'Here is a sword, bright and long.', usage: { prompt_tokens: 5, completion_tokens: 9, total_tokens: 14 } }, { chunkSize: 7 });
    other.onMessage('as JSON', { content: '{"name":"Меч"}' });
    other.onMessage('too long', { content: 'It is too', finishReason: 'length' });
    other.onMessage('improper', { content: '', finishReason: 'content_filter' });
    other.onMessage('cut off', { content: 'This one is cut off in the middle.' }, { chunkSize: 5, truncateAfterChunks: 2 });
    other.onMessage('denied', { error: { message: 'No rights', type: 'PERMISSION_DENIED' }, status: 403 });
    await other.start();
  });
  after(() => other.stop());

  test('a text, a stream, JSON', async () => {
    const text = await ask(other.url, { parts: ['Tell of a sword'] });
    assert.deepEqual([text.end, text.text], ['ok', 'Here is a sword, bright and long.']);
    assert.deepEqual([text.usage.prompt, text.usage.candidates, text.usage.total, text.unknown], [5, 9, 14, 0]);
    const stream = await ask(other.url, { parts: ['Tell of a sword'], stream: true });
    assert.deepEqual([stream.end, stream.text], ['ok', 'Here is a sword, bright and long.']);
    assert.ok(stream.pieces > 1);
    const made = await ask(other.url, { parts: ['A sword as JSON'], schema: SCHEMA });
    assert.deepEqual([made.end, made.text], ['ok', '{"name":"Меч"}']);
  });

  test('what is no answer', async () => {
    const cut = await ask(other.url, { parts: ['too long'] });
    assert.deepEqual([cut.end, cut.reason, cut.text], ['cut', 'MAX_TOKENS', 'It is too']);
    const refused = await ask(other.url, { parts: ['improper'] });
    assert.deepEqual([refused.end, refused.reason], ['refused', 'SAFETY']);
    const broken = await ask(other.url, { parts: ['cut off'], stream: true, billed_max: 1 });
    assert.ok(['cut', 'down'].includes(broken.end), broken.end);
  });

  test('errors', async () => {
    for (let i = 0; i < 5; i++) other.nextRequestError(503, { message: 'Overloaded' });
    other.nextRequestError(429, { message: 'Too many' });
    assert.equal((await ask(other.url, { parts: ['Tell of a sword'] })).end, 'down');
    const after429 = await ask(other.url, { parts: ['Tell of a sword'] });
    assert.deepEqual([after429.end, after429.tries], ['ok', 2]);
    const denied = await ask(other.url, { parts: ['denied'] });
    assert.deepEqual([denied.end, denied.status], ['wrong', 403]);
  });
});
