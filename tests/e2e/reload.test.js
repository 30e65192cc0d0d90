// A reload that cannot break the world: what is wrong is found beside it and told; what an admin puts
// live is what was tried, whatever the disk says by then; and back again, also over a restart.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { grow } from '../bench/grow.js';
import { Bylina, HALL } from './bylina.js';
import { orderSync } from './database.js';
import { Player } from './player.js';

const START = { BOT_ADMINS: '5', BOT_RATE: '0', CANDIDATE_MS: '60000', REHEARSE_TURNS: '0' }; // rehearse.test.js
const RULE = 'scripts/rules/hall.lua';
const STALL_MS = 2000; // a machine that does much else; the bench has the real figure
const SCENE = 'scripts/scenes/hall.lua';

let bylina;
let admin;
let anna;

before(async () => {
  bylina = await Bylina.make({ game: HALL, copyGame: true });
  await bylina.start('run', START);
  admin = await Player.make(bylina, { id: 5, first_name: 'Admin', language_code: 'en' });
  anna = await Player.make(bylina, { id: 1001, first_name: 'Anna', language_code: 'en' });
  await admin.says('/start');
  await anna.says('/start');
  await anna.reads('The hall.');
});

after(() => bylina?.remove());

async function edit(where, path, from, to) {
  const file = join(where.folder, path);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(from, to));
}

/** Changes a file of the game; gives back what puts it as it was. */
async function edits(path, from, to) {
  const file = join(bylina.folder, path);
  const text = await readFile(file, 'utf8');
  assert.ok(text.includes(from), `${path} has no ${from}`);
  await writeFile(file, text.replace(from, to));
  return () => writeFile(file, text);
}

async function puts(path, text) {
  const file = join(bylina.folder, path);
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, text);
}

/** Says it, and gives the next message of the bot that fits. */
async function asks(question, answer) {
  const last = (await admin.look()).messages.at(-1).message_id;
  await admin.says(question);
  return admin.until((all) => all.findLast((one) => one.from?.is_bot && one.message_id > last && answer.test(one.text ?? '')), `${question}: ${answer}`);
}

/** Presses a button of that message. */
function presses(message, words) {
  const button = message.reply_markup.inline_keyboard.flat().find((one) => one.text.includes(words));
  assert.ok(button, `no button ${words}`);
  return admin.tapsData(message.message_id, button.callback_data);
}

async function power(expected) {
  await anna.taps('Step');
  await anna.reads(`Power: ${expected}.`);
}

const TEST = `return {
  ["the hall has power"] = function()
    assert(rules.hall.power() > 0, "the hall has no power")
  end,
}
`;

test('the report says what changed, what was found, and asks', async () => {
  await edits(RULE, 'return 1', 'return 2');
  await puts('scripts/tests/hall.lua', TEST);
  const report = await asks('/reload', /may go live/);
  for (const words of ['1 added, 1 changed, 0 removed', '＋ scripts/tests/hall.lua', '✎ scripts/rules/hall.lua', 'Check: nothing found', 'Tests: 1 passed', 'All players stay']) {
    assert.ok(report.text.includes(words), `${words} in\n${report.text}`);
  }
  await power(1); // nothing is live before the button
  await edits(RULE, 'return 2', 'return 3 +'); // and what the disk says by then does not count
  await presses(report, 'Put live');
  await admin.reads(/rules are live\.\nGeneration 2,/);
  await power(2);
  await presses(report, 'Put live'); // a button works once
  await admin.reads('That offer is no more');
  await edits(RULE, 'return 3 +', 'return 2');
});

test('cancelled: nothing changes', async () => {
  const back = await edits(RULE, 'return 2', 'return 5');
  await presses(await asks('/reload', /may go live/), 'Cancel');
  await admin.reads('Cancelled');
  await power(2);
  await back();
});

async function refused(change, words) {
  const back = await change();
  for (const question of ['/reload', '/reload now']) {
    const report = await asks(question, /refused; the old ones/);
    assert.match(report.text, words);
    assert.ok(!report.reply_markup?.inline_keyboard?.length, 'nothing to press');
  }
  await power(2);
  await back();
}

test('a broken script stops the swap, with file and line', () =>
  refused(() => edits(RULE, 'return 2', 'return 2 +'), /B001 scripts\/rules\/hall\.lua:\d+: .*'end'/));

test('a failing test stops the swap, with its name and reason', () =>
  refused(() => edits(RULE, 'return 2', 'return 0'), /1 failed[^]*the hall has power \(scripts\/tests\/hall\.lua\): .*the hall has no power/));

test('a candidate that is not ready in time is killed', async (t) => {
  const other = await Bylina.make({ game: HALL, copyGame: true });
  t.after(() => other.remove());
  await other.start('run', { ...START, CANDIDATE_MS: '700' });
  const player = await Player.make(other, { id: 5, first_name: 'Admin', language_code: 'en' });
  await player.says('/start');
  await player.reads('The hall.');
  await writeFile(join(other.folder, 'scripts/rules/spin.lua'), 'while true do end\nreturn {}\n');
  await player.says('/reload now');
  await player.reads(/not ready in 1 s and was stopped/);
  await player.says('/status');
  await player.reads('How the engine is');
});

test('who stands in a scene that will be gone is counted and told where he goes', async () => {
  await puts('scripts/scenes/cellar.lua', 'return scene "cellar" {\n  text = function(ctx) return ctx:t("hall.got", { n = 0 }) end,\n}\n');
  const back = await edits(SCENE, '{ id = "ring",', '{ id = "ring", go = "cellar",');
  await asks('/reload now', /rules are live/);
  await anna.taps('Ring');
  await anna.reads('Got: 0.');
  await rm(join(bylina.folder, 'scripts/scenes/cellar.lua'));
  await back();
  const report = await asks('/reload', /may go live/);
  assert.match(report.text, /Players in places that will be gone: 1\ncellar → hall: 1/);
  await puts('content/renamed.lua', 'return { scenes = { cellar = "hall" } }\n');
  const renamed = await asks('/reload now', /rules are live/);
  assert.match(renamed.text, /cellar → hall: 1/);
  await anna.says('/start');
  await power(2);
});

test('while a crowd plays: no tap is lost or doubled, and the loop never stands still for it', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'bylina-grown-'));
  const other = await Bylina.make({ game: (await grow(folder, 120), folder), copyGame: true });
  t.after(() => other.remove().finally(() => rm(folder, { recursive: true })));
  await other.start('run', START);
  const player = await Player.make(other, { id: 5, first_name: 'Admin', language_code: 'en' });
  await player.says('/start');
  await other.control('crowd', { players: 60, first: 2001, says: ['/start'], button: 'Шагнуть', taps: 40 });
  for (let round = 1; round <= 3; round += 1) {
    await edit(other, RULE, /return \d+/, `return ${round + 1}`);
    await player.says('/reload now');
    await player.reads(`Generation ${round + 1},`);
  }
  const live = () => other.log.split('\n').slice(0, -1).filter((line) => line.includes('new scripts are live')).length;
  let seen;
  do {
    seen = await other.control('crowd?timeout=20');
  } while (seen.playing);
  assert.equal(seen.refused, 0);
  assert.equal(seen.answer_us.count, 60 * 40);
  assert.equal(seen.screen_us.count, 60 * 40);
  await other.until(() => live() === 3, 'three times new scripts');
  const stalls = [...other.log.matchAll(/new scripts are live .*stall_ms=(\d+)/g)].map((found) => Number(found[1]));
  assert.equal(stalls.length, 3);
  assert.ok(Math.max(...stalls) < STALL_MS, `the loop stood still: ${stalls} ms`);
  assert.equal((await other.stop()).code, 0);
  const sql = "SELECT count(*), min(body->>'steps'), max(body->>'steps') FROM documents WHERE kind = 'player' AND CAST(id AS INTEGER) > 2000";
  assert.equal(orderSync(other.database, sql), '60|40|40');
});

test('a restart keeps what was put live in the chat, until the folder changes', async (t) => {
  const other = await Bylina.make({ game: HALL, copyGame: true });
  t.after(() => other.remove());
  const file = join(other.folder, RULE);
  const rule = await readFile(file, 'utf8');
  await other.start('run', START);
  const player = await Player.make(other, { id: 5, first_name: 'Admin', language_code: 'en' });
  let step = 0;
  const plays = async (expected) => {
    await player.taps('Step');
    await player.reads(`Steps: ${(step += 1)}. Power: ${expected}.`);
  };
  const again = async () => {
    assert.equal((await other.stop()).code, 0);
    await other.start('run', START);
  };
  await player.says('/start');
  await plays(1);
  await writeFile(file, rule.replace('return 1', 'return 2'));
  await player.says('/reload now');
  await player.reads(/Generation 2,/);
  await again();
  await plays(2);
  await player.says('/rollback now');
  await player.reads(/Generation 3,/);
  await again(); // the folder says 2, as it did when the rollback was made
  await other.says(/stays live: the folder has not changed/);
  await plays(1);
  await writeFile(file, rule.replace('return 1', 'return 4'));
  await again();
  await plays(4);
  await player.says('/generations');
  const list = await player.reads(/Which rules were live/);
  assert.match(list.text, /No\. 4 · .* · now\n🚀 with the start/);
});

test('/generations lists them, and /rollback restores what was', async () => {
  await edits(RULE, 'return 2', 'return 9');
  await asks('/reload now', /rules are live\.\nGeneration 5,/);
  await power(9);
  const list = await asks('/generations', /Which rules were live/);
  assert.match(list.text, /No\. 5 · .* · 5 · now\n📁 from the folder\n📄 Files: 0 added, 1 changed, 0 removed/);
  assert.match(list.text, /No\. 1 · .*\n🚀 with the start/);
  const offer = await asks('/rollback', /may go live/);
  assert.match(offer.text, /Back to generation 4/);
  await presses(offer, 'Put live');
  await admin.reads(/Generation 6,/);
  await power(2);
  await rm(join(bylina.folder, 'scripts'), { recursive: true }); // a rollback needs no files
  await asks('/rollback 1 now', /rules are live\.\nGeneration 7,[^]*Back to generation 1/);
  await power(1);
  await asks('/rollback 99', /generation 99 are not kept/);
  await presses(await asks('/generations', /No\. 7/), '↩ 5');
  await presses(await admin.reads(/Back to generation 5/), 'Cancel');
});
