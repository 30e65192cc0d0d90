// Lore in the real engine, with a stand-in for the Gemini API: what is shown while a text is written, that
// it is written once however many ask, that a kill loses nothing, and that whatever goes wrong upstream
// ends in the template.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { Standin } from '../gemini/standin.js';
import { Bylina } from './bylina.js';
import { each } from './crowd.js';
import { ask, number } from './database.js';
import { comes } from './patience.js';
import { Player } from './player.js';

const GAME = join(dirname(fileURLToPath(import.meta.url)), 'scriptorium');
const KEY = 'AAtests-only-gemini-key-0123456789';
const PATIENT_MS = 20_000; // nobody gives up because the machine is slow
const HASTY_MS = 4000; // where nothing comes
const SLACK_MS = 10_000;
const STOP_MS = 18_000; // ten seconds and some; below PATIENT_MS, the patience of the call
const WAITING = /Писец думает|Писец выводит/;
const TEMPLATE = 'Просто вещь.';

let gemini;
let bylina;
let ids = 1000;

const env = (patience) => ({ GEMINI_API_KEY: KEY, GEMINI_API_URL: gemini.url, GEMINI_PATIENCE_MS: String(patience), GEMINI_DAILY_USD: '1000' });

/** A new player in the hall. */
async function newcomer() {
  ids += 1;
  const player = await Player.make(bylina, { id: ids, first_name: `Странник${ids}` });
  await player.says('/start');
  await player.reads('Зал вещей');
  return player;
}

/** The newest screen of a thing, once it fits. */
const shows = (player, thing, fits) => player.until((messages) => {
  const shown = messages.findLast((one) => one.reply_markup?.inline_keyboard?.length);
  const text = shown?.text ?? '';
  return text.includes(`Вещь: ${thing}\n`) && fits(text) && shown;
}, `a screen of ${thing}`);

const path = () => bylina.database;
const asked = (thing) => gemini.calls.filter((call) => call.text.includes(`"${thing}"`)).length;
const start = (patience = PATIENT_MS) => bylina.start('run', { SUPERVISE: 'no', ...env(patience) });

const isWritten = (text) => !WAITING.test(text) && !text.includes(TEMPLATE);

/** What the scribe has written, without the line that names the finder. */
const prose = (text) => text.match(/Вещь: \w+\n([^\n]+)/)[1];

before(async () => {
  gemini = await Standin.open();
  bylina = await Bylina.make({ game: GAME });
  await start();
});

after(async () => {
  await bylina?.remove();
  await gemini?.close();
});

test('a placeholder at once; the screen is edited when the text is there', async () => {
  const player = await newcomer();
  gemini.hold();
  await player.taps('[sword]');
  const first = await shows(player, 'sword', (text) => text.includes('Писец думает'));
  await gemini.came(1);
  await shows(player, 'sword', (text) => text.includes('Писец выводит')); // after two seconds
  gemini.release();
  const last = await shows(player, 'sword', isWritten);
  assert.equal(last.message_id, first.message_id, 'edited in place');
  assert.equal(gemini.calls.length, 1);
  const other = await newcomer();
  await other.taps('[sword]');
  assert.equal(prose((await shows(other, 'sword', () => true)).text), prose(last.text), 'the next one waits for nothing');
  assert.equal(gemini.calls.length, 1);
  assert.doesNotMatch((await player.look()).messages.at(-1).text, /открытие записано/, 'who sees what he found gets no note of it');
});

test('it is seen being written, and comes anew in the place of that', async () => {
  gemini.answer({ match: '"kettle"', pause_ms: 1500, times: 1 });
  const player = await newcomer();
  await player.taps('[kettle]');
  const first = await shows(player, 'kettle', (text) => WAITING.test(text));
  const drafts = new Set();
  let shown;
  while (!shown) {
    const view = await player.look();
    if (view.draft?.text) drafts.add(view.draft.text);
    const newest = view.messages.findLast((one) => one.reply_markup?.inline_keyboard?.length);
    if (newest.text.includes('kettle') && isWritten(newest.text)) shown = { newest, view };
    else await player.bylina.control(`wait?chat=${player.chat}&player=${player.id}&seq=${view.seq}&timeout=5`);
  }
  assert.ok(drafts.size >= 1, 'drafts were seen');
  for (const draft of drafts) assert.ok(shown.newest.text.includes(draft), `${draft} is a part of ${shown.newest.text}`);
  assert.equal(shown.view.draft, undefined, 'and are gone with the text');
  assert.notEqual(shown.newest.message_id, first.message_id, 'a new message takes its place');
});

test('the figures tell of requests, calls and money', async () => {
  await comes(async () => (await bylina.figure('bylina_lore_kept_total')) >= 2, 'two texts that are kept');
  assert.equal(await bylina.figure('bylina_lore_calls_total'), 2);
  assert.equal(await bylina.figure('bylina_lore_kept_total'), 2);
  assert.ok((await bylina.figure('bylina_lore_cost_usd')) > 0);
  assert.ok((await bylina.figure('bylina_lore_requests_total{answer="text"}')) >= 1);
  assert.ok((await bylina.figure('bylina_lore_requests_total{answer="none"}')) >= 1);
});

test('who has gone on is not disturbed', async () => {
  const finder = await newcomer(); // he is told that it is his find, wherever he is
  const player = await newcomer();
  gemini.hold();
  const calls = gemini.calls.length;
  for (const one of [finder, player]) {
    await one.taps('[axe]');
    await shows(one, 'axe', (text) => WAITING.test(text));
  }
  await gemini.came(calls + 1);
  await player.taps(/Назад/);
  await player.until((messages) => messages.findLast((one) => one.reply_markup)?.text.startsWith('Зал'), 'the hall');
  const { messages } = await player.look();
  gemini.release();
  await shows(finder, 'axe', isWritten);
  const other = await newcomer();
  await other.taps('[axe]');
  await shows(other, 'axe', isWritten);
  assert.deepEqual((await player.look()).messages, messages);
});

test('two hundred ask for the same unseen bow at once: one call, and all get the text', async () => {
  const players = Array.from({ length: 200 });
  const width = 20;
  for (const at of players.keys()) players[at] = null;
  await each(players.keys(), width, async (at) => (players[at] = await newcomer()));
  gemini.hold();
  await each(players, width, async (player) => {
    await player.taps('[bow]');
    await shows(player, 'bow', (text) => WAITING.test(text) || text.includes(TEMPLATE));
  });
  gemini.release();
  const texts = new Set();
  await each(players, width, async (player) => texts.add(prose((await shows(player, 'bow', isWritten)).text)));
  assert.equal(texts.size, 1);
  assert.equal(asked('bow'), 1);
});

test('killed in mid-call: at most two calls, and everyone gets the text', async () => {
  const players = [await newcomer(), await newcomer(), await newcomer()];
  gemini.hold();
  for (const player of players) {
    await player.taps('[spear]');
    await shows(player, 'spear', (text) => WAITING.test(text));
  }
  while (asked('spear') === 0) await gemini.came(gemini.calls.length + 1);
  await bylina.stop('SIGKILL');
  gemini.release();
  await start();
  await players[0].taps('Ещё раз');
  for (const player of players) await shows(player, 'spear', isWritten);
  assert.ok(asked('spear') <= 2, `${asked('spear')} calls`);
  assert.equal(await number(path(), `SELECT count(*) FROM lore WHERE entity = 'spear' AND state = 1`), 1);
});

test('a stop in mid-call does not wait for ever, and the next start asks again', async () => {
  const player = await newcomer();
  gemini.hold();
  await player.taps('[flute]');
  await shows(player, 'flute', (text) => WAITING.test(text));
  while (asked('flute') === 0) await gemini.came(gemini.calls.length + 1);
  const began = Date.now();
  assert.equal((await bylina.stop()).code, 0);
  assert.ok(Date.now() - began < STOP_MS, `${Date.now() - began} ms`);
  gemini.release();
  await start();
  await shows(player, 'flute', isWritten);
  assert.equal(asked('flute'), 2);
});

/** One thing after another meets a fault, each seen by a player of its own: the template within the deadline,
 *  a reason in the log and in the database, no text. */
async function meets(fault, thing, rule = {}, patience = PATIENT_MS) {
  gemini.answer({ match: `"${thing}"`, fault, ...rule });
  const player = await newcomer();
  const began = Date.now();
  await player.taps(`[${thing}]`);
  await shows(player, thing, (text) => text.includes(TEMPLATE));
  assert.ok(Date.now() - began < patience + SLACK_MS, `${fault}: the template after ${Date.now() - began} ms`);
  assert.ok(asked(thing) >= 1, `${fault} was met`);
  return thing;
}

async function isRefused(fault, thing) {
  const [row] = await ask(path(), `SELECT * FROM lore WHERE entity = '${thing}'`);
  assert.equal(row.body ?? null, null, `${fault}: no text is kept`);
  const [doc] = await ask(path(), `SELECT body FROM documents WHERE kind = '_lore' AND id = '${row.key}'`);
  assert.ok(!doc || !('text' in JSON.parse(doc.body)), `${fault}: no text is served`);
  const reason = row.refusal ?? 'late'; // nothing has come back yet
  await bylina.says(new RegExp(`no text: the template is shown .*id=${row.key} reason=${reason} `));
  return { ...row, reason };
}

const ANSWERS = ['blocked', 'safety', 'recitation', 'prohibited', 'max_tokens', 'truncated', 'malformed', 'page', 'empty',
  'no_text', 'thoughts', 'language', 'huge', 'markup', 'echo', 'numbers'];

test('answers that are no good end in the template, each with its reason', async () => {
  const items = ['mace', 'shield', 'helm', 'cloak', 'ring', 'lamp', 'drum', 'needle', 'boot', 'glove', 'chest', 'rope', 'anvil',
    'thimble', 'sickle', 'plough'];
  await each(ANSWERS.keys(), 4, (at) => meets(ANSWERS[at], items[at]));
  for (const [at, fault] of ANSWERS.entries()) {
    const row = await isRefused(fault, items[at]);
    assert.ok(row.refusal, `${fault}: a reason is kept`);
    assert.ok(asked(items[at]) <= 3, `${fault}: ${asked(items[at])} calls`);
  }
});

const UPSTREAM = {
  status: ['mirror', /^(down|late)$/], // it is asked again, for longer than players wait
  cut_before: ['candle', /^down$/], cut_middle: ['saddle', /^down$/], hang: ['bridle', /^late$/],
  busy: ['arrow', /^busy$/], busy_day: ['quiver', /^busy$/], bad_request: ['whistle', /^wrong$/],
  bad_key: ['basket', /^wrong$/], forbidden: ['barrel', /^wrong$/], not_found: ['spindle', /^wrong$/],
};

test('an upstream that is down, busy or closed ends in the template', async () => {
  for (const [fault, [thing, reasons]] of Object.entries(UPSTREAM)) {
    const patience = reasons.test('late') ? HASTY_MS : PATIENT_MS;
    await bylina.stop('SIGKILL');
    await start(patience);
    await meets(fault, thing, fault.startsWith('busy') ? { retry_delay: '60s' } : {}, patience);
    await bylina.stop('SIGKILL');
    assert.match((await isRefused(fault, thing)).reason, reasons, fault);
  }
  await start();
});

test('with the upstream switched off every text seen before is served', async () => {
  const seen = await ask(path(), 'SELECT entity, body FROM lore WHERE state = 1');
  assert.ok(seen.length >= 4, `${seen.length} texts`);
  await gemini.close();
  const player = await newcomer();
  for (const { entity, body } of seen) {
    await player.taps(`[${entity}]`);
    const shown = await shows(player, entity, () => true);
    assert.ok(shown.text.includes(JSON.parse(body).text), entity);
    await player.taps(/Назад/);
    await player.until((messages) => messages.findLast((one) => one.reply_markup)?.text.startsWith('Зал'), 'the hall');
  }
});

test('without a key what is kept is still served, and the rest is the template', async () => {
  await bylina.stop();
  await bylina.start('run', {});
  const player = await newcomer();
  await player.taps('[sword]');
  await shows(player, 'sword', isWritten);
  await player.taps(/Назад/);
  await player.taps('[anchor]');
  await shows(player, 'anchor', (text) => text.includes(TEMPLATE));
  assert.equal(await number(path(), `SELECT count(*) FROM lore WHERE entity = 'anchor'`), 0);
});
