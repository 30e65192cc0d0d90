// The third example of the manual with a scribe: the card of an axe in the sample game.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { appendFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Standin } from '../gemini/standin.js';
import { Bylina, ROOT } from './bylina.js';
import { Player } from './player.js';

const KEY = 'AAtests-only-gemini-key-0123456789';
let gemini;
let bylina;

before(async () => {
  gemini = await Standin.open();
  bylina = await Bylina.make({ game: join(ROOT, 'tests/sample'), copyGame: true });
  await bylina.start('run', { GEMINI_API_KEY: KEY, GEMINI_API_URL: gemini.url });
});

after(async () => {
  await bylina?.remove();
  await gemini?.close();
});

test('the card of a thing waits for its text, and completes itself', async () => {
  const ilya = await Player.make(bylina, { id: 1001, first_name: 'Илья' });
  await ilya.says('/start');
  await ilya.reads('Как тебя величать');
  await ilya.says('Илья');
  await ilya.reads('Куда теперь');
  await ilya.says('/player 1001 give 500');
  await ilya.says('/village');
  await ilya.taps('В кузницу');
  await ilya.taps('Топор: ');
  gemini.hold();
  await ilya.says('/bag');
  await ilya.reads('В суме 1 вещь');
  await ilya.taps('Топор');
  const card = await ilya.reads('Дай вспомнить…');
  assert.match(card.text, /Топор\n[^]*Сила удара: 4/);
  gemini.release();
  const whole = await ilya.until((messages) => messages.find((one) => one.message_id === card.message_id &&
    !/Дай вспомнить|Писец/.test(one.text) && one), 'the text');
  assert.match(whole.text, /^Топор\n.{60,}[^]*Сила удара: 4/);
  assert.equal(gemini.calls.length, 1);
});

test('a reload rehearses such turns with the texts that were there', async () => {
  await appendFile(join(bylina.scripts, 'rules/sky.lua'), '-- nothing else\n');
  const ilya = new Player(bylina, 1001, 1001);
  await ilya.says('/reload');
  await ilya.reads(/Репетиция: ходов \d+, все прошли как прежде/);
});
