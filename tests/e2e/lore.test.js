// Lore in the real engine, with a stand-in for the Gemini API: what is shown while a text is written, that
// it is written once however many ask, that a kill loses nothing, and that whatever goes wrong upstream
// ends in the template.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Standin } from '../gemini/standin.js';
import { Bylina } from './bylina.js';
import { each } from './crowd.js';
import { Player } from './player.js';

const GAME = join(import.meta.dirname, 'scriptorium');
const KEY = 'AAtests-only-gemini-key-0123456789';
const PATIENCE_MS = 4000;
const WAITING = /Писец думает|Писец выводит/;
const TEMPLATE = 'Просто вещь.';

let gemini;
let bylina;
let ids = 1000;

const env = () => ({ GEMINI_API_KEY: KEY, GEMINI_API_URL: gemini.url, GEMINI_PATIENCE_MS: String(PATIENCE_MS), GEMINI_DAILY_USD: '1000' });

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
  return text.startsWith(`Вещь: ${thing}`) && fits(text) && shown;
}, `a screen of ${thing}`);

const isWritten = (text) => !WAITING.test(text) && !text.includes(TEMPLATE);

before(async () => {
  gemini = await Standin.open();
  bylina = await Bylina.make({ game: GAME });
  await bylina.start('run', env());
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
  assert.equal((await shows(other, 'sword', () => true)).text, last.text, 'the next one waits for nothing');
  assert.equal(gemini.calls.length, 1);
});

test('who has gone on is not disturbed', async () => {
  const player = await newcomer();
  gemini.hold();
  const asked = gemini.calls.length;
  await player.taps('[axe]');
  await shows(player, 'axe', (text) => WAITING.test(text));
  await gemini.came(asked + 1);
  await player.taps(/Назад/);
  await player.until((messages) => messages.findLast((one) => one.reply_markup)?.text.startsWith('Зал'), 'the hall');
  const { messages } = await player.look();
  gemini.release();
  await bylina.says(/a text is kept.*item\.ru/);
  const other = await newcomer();
  await other.taps('[axe]');
  await shows(other, 'axe', isWritten);
  assert.deepEqual((await player.look()).messages, messages);
});
