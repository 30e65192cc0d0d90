// Lore as players, moderators and operators have it: who found it is named, counted and paid once;
// what players report is judged in the chat; texts are moved as files and stand in any other world.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Standin } from '../gemini/standin.js';
import { ANNALS, KEYED, Replay, zipf } from '../bench/lore_replay.js';
import { Bylina, runOnce } from './bylina.js';
import { closes } from './closing.js';
import { PATIENCE_MS, today } from './patience.js';
import { Player } from './player.js';

const ROLES = { BOT_ADMINS: '5', BOT_MODERATORS: '6', BOT_RATE: '0', REHEARSE_TURNS: '0' };
const OWN = 'These are the words of a moderator, and they will do.';

let gemini;
let bylina;
let admin;
let moderator;
let anna;
let boris;
let day; // on which they came

async function join_(world, id, name) {
  const player = await Player.make(world, { id, first_name: name, language_code: 'en' });
  await player.says('/start');
  await player.reads('An empty page');
  return player;
}

/** What a new message answers to these words. */
async function asks(player, words, fits = /./) {
  const last = (await player.look()).messages.at(-1).message_id;
  await player.says(words);
  return (await player.until((messages) => messages.findLast((one) =>
    one.message_id > last && one.from?.is_bot && fits.test(one.text ?? '')), `an answer to ${words}`)).text;
}

/** Looks at a thing until its page fits. */
async function turnsTo(player, number, fits) {
  const { message } = await player.says(String(number));
  const good = (one) => one.message_id > message.message_id && fits.test(one.text ?? '');
  return (await player.until((messages) => messages.findLast(good), fits)).text;
}

/** Looks at it again and again until the page fits: what others have changed is a turn of its own. */
async function comesTo(player, number, fits) {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const page = await turnsTo(player, number, new RegExp(`no\\. ${number},`));
    if (fits.test(page)) {
      return page;
    }
  }
  return assert.fail(`thing ${number} never comes to ${fits}`);
}

/** The words of the scribe on a page, without its first line and the finder's. */
const scribed = (page) => page.split('\n').slice(1, -1).join('\n');

const lore = (...args) => runOnce(['lore', ...args], { env: bylina.env() });

before(async () => {
  day = today();
  gemini = await Standin.open();
  bylina = await Bylina.make({ game: ANNALS });
  await bylina.start('run', { ...ROLES, ...KEYED, GEMINI_API_URL: gemini.url });
  [admin, moderator] = [await join_(bylina, 5, 'Admin'), await join_(bylina, 6, 'Moderator')];
  [anna, boris] = [await join_(bylina, 1001, 'Anna'), await join_(bylina, 1002, 'Boris')];
});

after(async () => {
  await bylina?.remove();
  await gemini?.close();
});

test('the first finder is named, counted and paid once; all others read the same words', async () => {
  const hers = await turnsTo(anna, 17, /^Thing no\. 17, coins 3, finds 1[^]*First seen by you \(\+3 🪙\)\.$/);
  const his = await turnsTo(boris, 17, /^Thing no\. 17, coins 0, finds 0[^]*First seen by P1001\.$/);
  assert.equal(scribed(his), scribed(hers));
  await turnsTo(anna, 18, /^Thing no\. 18, coins 6, finds 2[^]*First seen by you/);
  await turnsTo(anna, 17, /^Thing no\. 17, coins 6, finds 2/);
  assert.equal(gemini.calls.length, 2);
  assert.match(await asks(boris, '/pioneers'), /^🪶 Pioneers\n\n1\. P1001: 2$/);
});

test('who has gone on meanwhile is told of what he found', async () => {
  gemini.hold();
  await turnsTo(boris, 30, /The scribe/);
  await boris.taps('Close');
  await boris.reads('An empty page');
  gemini.release();
  await boris.reads(/^🪶 What you were the first to see is written down: \+3 🪙\.\n\nAn empty page\. Coins: 3\.$/);
});

test('a player reports a text of his screen; moderators are told once, and judge it', async () => {
  const first = scribed(await turnsTo(boris, 17, /no\. 17/));
  await asks(boris, '/report', /^Is something wrong/);
  assert.match((await boris.taps('⚑')).text, /^Thank you/);
  const told = await moderator.reads(/^⚑ Text no\. 1 was reported \(thing, thing17\)/);
  assert.ok(told.text.includes(first.slice(0, 60)), told.text);
  await asks(anna, '/report', /^Is something wrong/);
  await anna.taps('⚑');
  assert.match(await asks(moderator, '/lore reported'), /No\. 1 · thing · thing17 · en · ⚑ [12]/);
  await moderator.taps('🔍 1');
  await moderator.reads(/^No\. 1 · thing · thing17 · en\nState: shown/);
  await moderator.taps('Hide');
  await moderator.reads(/^🙈 No\. 1 is hidden/);
  await comesTo(boris, 17, /^Thing no\. 17, [^\n]*\nDosi: nothing is written of it\.$/);
  await asks(moderator, '/lore show 1', /^👁 No\. 1 is shown again/);
  await comesTo(boris, 17, /^Thing no\. 17[^]*First seen by P1001\.$/);
  await asks(moderator, '/lore keep 1');
  assert.match(await asks(moderator, '/lore reported'), /There is nothing here/);
  assert.equal((await moderator.look()).messages.filter((one) => one.text?.startsWith('⚑ Text no. 1')).length, 1);
});

test('what a moderator writes takes the place of a text, if it fits', async () => {
  assert.match(await asks(moderator, '/lore edit 1 Short.'), /^text: too short, at least 20 characters/);
  assert.match(await asks(moderator, `/lore edit 1 ${OWN} <b>`), /^text: markup does not count/);
  await asks(moderator, `/lore edit 1 ${OWN}`, /^✏️ No\. 1: players see your words/);
  await comesTo(boris, 17, new RegExp(`^Thing no\\. 17[^]*${OWN}[^]*First seen by P1001`));
  const audit = await asks(admin, '/audit', /lore\.write/);
  assert.ok(audit.includes(OWN.slice(0, 20)), audit);
  assert.match(await asks(moderator, '/lore refused'), /^⚖️[^]*No\. 1 · thing · en\n⚖️ an older text: /);
});

test('it is written again by choice: the old text is served meanwhile, and told to no prompt', async () => {
  gemini.hold();
  const asked = gemini.calls.length;
  await asks(moderator, '/lore renew 1', /^✍️ No\. 1 will be written again/);
  await gemini.came(asked + 1);
  assert.ok((await turnsTo(boris, 17, /no\. 17/)).includes(OWN));
  gemini.release();
  while (!(await lore('list', '--state', 'refused')).out.includes(OWN));
  await comesTo(boris, 17, new RegExp(`^Thing no\\. 17(?![^]*${OWN})`));
  assert.ok(!JSON.stringify(gemini.calls.at(-1).body).includes(OWN));
  await turnsTo(anna, 17, /^Thing no\. 17, coins 6, finds 2/); // the finder is paid once for ever
});

test('nobody else may judge; the figures are on one screen', async () => {
  assert.match(await asks(boris, '/lore'), /not for you/);
  const screen = await asks(admin, '/lore', /^🪶 The world's texts/);
  assert.match(screen, /Written by gemini-flash-lite-latest\.[^]*Kept: 3, waiting: 0/);
  const calls = day === today() ? '4' : '[0-4]'; // past midnight they begin anew
  assert.match(screen, new RegExp(`A new text costs \\$0\\.\\d+, \\$0\\.\\d+ spent in all\\nToday \\(UTC\\): \\$0\\.\\d+ of \\$1000\\.00, calls: ${calls}`));
  assert.match(await asks(admin, '/status'), new RegExp(`AI: ${calls} calls today, \\$0\\.\\d+ of \\$1000\\.00; waiting for a text: 0`));
  const { out } = await lore('stats');
  assert.match(out, /Texts: 3 kept, 0 waiting/);
});

test('an erased finder is an unknown wanderer', async () => {
  await asks(admin, '/player 1001 erase');
  await admin.taps('Erase for good');
  await anna.reads('All that was known of you here is erased');
  await comesTo(boris, 17, /no\. 17[^]*First seen by an unknown wanderer\.$/);
  await comesTo(boris, 18, /no\. 18[^]*First seen by an unknown wanderer\.$/);
  assert.doesNotMatch(await asks(boris, '/pioneers'), /P1001/);
});

test('a command beside the engine is noticed, and a canon is shipped to another world', async (t) => {
  assert.match((await lore('hide', '2')).out, /^2: hidden/);
  await comesTo(boris, 18, /nothing is written of it\.$/); // it is noticed at the next write
  assert.match((await lore('keep', '2')).out, /^2: kept/);
  const file = join(bylina.folder, 'canon.jsonl');
  assert.match((await lore('export', file)).err, /3 texts/);
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  assert.equal(lines.length, 4);
  const words = JSON.parse(JSON.parse(lines[1]).body).text;

  const other = closes(t, await Bylina.make({ game: ANNALS }));
  await other.start('run', { ...ROLES, ...KEYED, GEMINI_API_URL: 'http://127.0.0.1:9' });
  await other.stop();
  const broken = join(other.folder, 'broken.jsonl');
  await writeFile(broken, [...lines.slice(0, 3), lines[3].replace('"kept"', '"lost"')].join('\n'));
  const refused = await runOnce(['lore', 'import', broken], { env: other.env() });
  assert.equal(refused.code, 1);
  assert.match(refused.err, /broken\.jsonl:4: "lost" is no state/);
  await writeFile(file, lines.map((line) => line.replace(/"discoverer":"\d+",?/, '')).join('\n'));
  const taken = await runOnce(['lore', 'import', file], { env: other.env() });
  assert.match(taken.out, /^3 texts read, 3 taken/);
  await other.start('run', { ...ROLES, ...KEYED, GEMINI_API_URL: 'http://127.0.0.1:9' });
  const clara = await join_(other, 1003, 'Clara');
  assert.ok((await turnsTo(clara, 17, /no\. 17/)).includes(words));
  await clara.reads(/^Thing no\. 17, coins 3, finds 1/); // nobody had seen it here before
});

test('texts are written before anybody asks, and whoever sees one first has found it', async () => {
  const asked = gemini.calls.length;
  assert.match((await runOnce(['lore', 'warm', '--limit', '2'], { env: bylina.env() })).out, /^4 texts are named, 2 of them are wanted now/);
  await comesTo(boris, 17, /no\. 17/); // the engine notices it at its next write, if not before, by Redis
  await gemini.came(asked + 2);
  await comesTo(boris, 101, /First seen by you \(\+3 🪙\)\.$/);
  assert.match((await runOnce(['lore', 'warm'], { env: bylina.env() })).out, /^4 texts are named, /);
});

test('a replay of requests: fewer and fewer calls, and none are needed for what was seen', async (t) => {
  const replay = closes(t, await Replay.make({ players: 5 }));
  const draws = zipf(60, 7);
  const rates = [];
  for (let block = 0; block < 5; block += 1) {
    rates.push(await replay.block(Array.from({ length: 60 }, draws)));
  }
  assert.ok(rates[0] > 15 && rates[4] < rates[0] / 3, `calls by block: ${rates}`);
  assert.equal(rates.reduce((sum, one) => sum + one), replay.seen.size);
  assert.equal(await replay.readsAll(), replay.seen.size);
});
