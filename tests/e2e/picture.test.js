// Pictures of rare things, in the real engine: drawn once after the text, uploaded once however many look, also
// after a restart; none by default, and whatever goes wrong leaves the text.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import * as zlib from 'node:zlib';
import { Standin } from '../gemini/standin.js';
import { Bylina } from './bylina.js';
import { each } from './crowd.js';
import { ask, number, order } from './database.js';
import { Player } from './player.js';

const GAME = join(dirname(fileURLToPath(import.meta.url)), 'scriptorium');
const KEY = 'AAtests-only-gemini-key-0123456789';
const DRAWS = 'gemini-3.1-flash-lite-image';
const LOOKING = 30;

let gemini;
let bylina;
let ids = 1000;

const start = (env = {}) => bylina.start('run', {
  SUPERVISE: 'no', GEMINI_API_KEY: KEY, GEMINI_API_URL: gemini.url, GEMINI_DAILY_USD: '1000', ...env,
});
const pictured = () => start({ GEMINI_PICTURES: 'yes' });
const path = () => bylina.database;
const drawn = (thing) => gemini.calls.filter((call) => call.model === DRAWS && call.text.includes(`"${thing}"`)).length;

async function newcomer() {
  ids += 1;
  const player = await Player.make(bylina, { id: ids, first_name: `Странник${ids}` });
  await player.says('/start');
  await player.reads('Зал вещей');
  return player;
}

const words = (message) => message.text ?? message.caption ?? '';

/** The newest screen of a thing, once it fits. */
const shows = (player, thing, fits) => player.until((messages) => {
  const shown = messages.findLast((one) => one.reply_markup?.inline_keyboard?.length);
  return shown && words(shown).includes(`Вещь: ${thing}\n`) && fits(shown) && shown;
}, `a screen of ${thing}`);

const isText = (message) => !message.photo && !/Писец/.test(words(message));
const fileOf = (message) => message.photo.at(-1).file_id;

/** How often its log has said that there is no picture. */
const givenUp = () => bylina.log.split('\n').filter((line) => /no text.*item\.image/.test(line)).length;

/** A PNG of one grey, 64 by 64 pixels. */
function png(grey) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc(body), body.length + 4);
    return framed;
  };
  const side = 64;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(side, grey)]);
  const pixels = zlib.deflateSync(Buffer.concat(Array.from({ length: side }, () => line)));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0))]).toString('base64');
}

/** zlib has it only since Node 20.15. */
function crc(bytes) {
  if (zlib.crc32) return zlib.crc32(bytes);
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

before(async () => {
  gemini = await Standin.open();
  bylina = await Bylina.make({ game: GAME });
});

after(async () => {
  await bylina?.remove();
  await gemini?.close();
});

test('by default nothing is drawn', async () => {
  await start();
  const player = await newcomer();
  await player.taps('[crown]');
  await shows(player, 'crown', isText);
  await player.taps('Ещё раз');
  await shows(player, 'crown', isText);
  assert.equal(gemini.calls.filter((call) => call.model === DRAWS).length, 0);
  assert.equal(await number(path(), `SELECT count(*) FROM lore WHERE language = 'image'`), 0);
  await bylina.stop();
});

test('the text at once, then one picture for all, uploaded once', async () => {
  gemini.answer({ model: DRAWS, match: '"crown"', fault: 'image', image: png(40) });
  await pictured();
  const players = [];
  await each(Array.from({ length: LOOKING }).keys(), 10, async () => players.push(await newcomer()));
  gemini.hold();
  await each(players, 10, async (player) => {
    await player.taps('[crown]');
    await shows(player, 'crown', isText);
  });
  gemini.release();
  const files = new Set();
  await each(players, 10, async (player) => files.add(fileOf(await shows(player, 'crown', (one) => one.photo))));
  assert.equal(files.size, 1, 'one upload');
  assert.equal(drawn('crown'), 1, 'one call');
  const [row] = await ask(path(), `SELECT * FROM lore WHERE language = 'image'`);
  assert.equal(row.discoverer ?? null, null, 'nobody has found it but who found the text');
  assert.ok(row.cost > 0, 'and it is paid for');

  await bylina.stop();
  await pictured();
  const later = await newcomer();
  await later.taps('[crown]');
  files.add(fileOf(await shows(later, 'crown', (one) => one.photo)));
  assert.equal(files.size, 1, 'named after a restart by the same id');
  assert.equal(drawn('crown'), 1);
});

test('what Telegram has forgotten is uploaded anew', async () => {
  await bylina.stop();
  await order(path(), `UPDATE settings SET value = 'AgACAgIAAxkBAAIBforgotten' WHERE name LIKE 'picture.%'`);
  await pictured();
  const player = await newcomer();
  await player.taps('[crown]');
  const file = fileOf(await shows(player, 'crown', (one) => one.photo));
  await bylina.stop();
  const [{ value }] = await ask(path(), `SELECT value FROM settings WHERE name LIKE 'picture.%'`);
  assert.equal(value, file);
  await pictured();
});

test('what is no picture, or none that fits, leaves the text', async () => {
  const faults = { sceptre: { fault: 'image' /* of one pixel */ }, orb: { fault: 'image', image: 'bm8gcGljdHVyZQ==' },
    throne: { fault: 'safety' } };
  for (const [thing, rule] of Object.entries(faults)) {
    gemini.answer({ model: DRAWS, match: `"${thing}"`, ...rule });
    const player = await newcomer();
    const before = givenUp();
    await player.taps(`[${thing}]`);
    await shows(player, thing, isText);
    await bylina.until(() => givenUp() > before, `that ${thing} has no picture`);
    await player.taps('Ещё раз');
    await shows(player, thing, isText);
    assert.equal(drawn(thing), 1, thing);
    const [row] = await ask(path(), `SELECT * FROM lore WHERE language = 'image' AND entity = '${thing}'`);
    assert.equal(row.body ?? null, null);
    assert.ok(row.refusal, thing);
  }
});

test('a thing that is not rare has none', async () => {
  const player = await newcomer();
  await player.taps('[sword]');
  await shows(player, 'sword', isText);
  await player.taps('Ещё раз');
  await shows(player, 'sword', isText);
  assert.equal(drawn('sword'), 0);
});

test('Lukomorye: the sword has a picture of its own on its card, in the place of the bag', async () => {
  const lukomorye = await Bylina.make();
  try {
    gemini.answer({ model: DRAWS, match: 'Kladenets', fault: 'image', image: png(90) });
    await lukomorye.start('run', { SUPERVISE: 'no', BOT_RATE: '0', GEMINI_API_KEY: KEY, GEMINI_API_URL: gemini.url, GEMINI_PICTURES: 'yes' });
    const player = await Player.make(lukomorye, { id: 5, first_name: 'Илья' });
    await player.says('/start');
    await player.reads('величать');
    await player.says('Илья');
    await player.reads('Камень на распутье');
    await player.says('/player 5 give sword');
    await player.reads('дано');
    gemini.hold();
    await player.says('/bag');
    await player.taps('Меч-кладенец');
    const card = (fits) => player.until((messages) => messages.findLast((one) => one.photo && /^Меч-кладенец/.test(one.caption ?? '') && fits(one)), 'the card of the sword');
    const before = await card(() => true);
    gemini.release();
    const after = await card((one) => fileOf(one) !== fileOf(before));
    assert.equal(after.message_id, before.message_id, 'edited in place');
    const bytes = await (await fetch(`${lukomorye.address}/control/file?id=${fileOf(after)}`)).arrayBuffer();
    assert.equal(Buffer.from(bytes).toString('base64'), png(90));
  } finally {
    await lukomorye.remove();
  }
});
