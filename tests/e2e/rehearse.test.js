// A rehearsal: before new scripts go live, the turns that were really played are run in them, and the admin
// reads what would have come out otherwise, or failed.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Bylina, HALL } from './bylina.js';
import { Player } from './player.js';

const STEPS = 12;
const RULE = 'scripts/rules/hall.lua';
const SCENE = 'scripts/scenes/hall.lua';
const TIMER = 'scripts/timers/hall.lua';

let bylina;
let admin;
let anna;

before(async () => {
  bylina = await Bylina.make({ game: HALL, copyGame: true });
  await bylina.start('run', { BOT_ADMINS: '5', BOT_RATE: '0' });
  admin = await Player.make(bylina, { id: 5, first_name: 'Admin', language_code: 'en' });
  anna = await Player.make(bylina, { id: 1001, first_name: 'Anna', language_code: 'en' });
  await admin.says('/start');
  await anna.says('/start');
  for (let step = 1; step <= STEPS; step += 1) {
    await anna.taps('Step');
    await anna.reads(`Steps: ${step}.`);
  }
  await anna.says('42');
  await anna.reads('Got: 42.');
  await anna.taps('Ring');
  await bylina.control('clock', { skip: 3600 });
  await anna.reads(/rang|bell/i);
});

after(() => bylina?.remove());

async function edits(path, from, to) {
  const file = join(bylina.folder, path);
  const text = await readFile(file, 'utf8');
  assert.ok(text.includes(from), `${path} has no ${from}`);
  await writeFile(file, text.replace(from, to));
}

/** What the bot answers to an act: its newest message, once it fits. */
async function answers(act, fits) {
  const last = (await admin.look()).messages.at(-1).message_id;
  await act();
  return admin.until((all) => all.findLast((one) => one.message_id > last && one.from.is_bot && fits.test(one.text ?? '')),
    `${fits}`);
}

const asks = (words, fits) => answers(() => admin.says(words), fits);

test('nothing that was played goes another way: it may go live at once', async () => {
  await edits(SCENE, '-- A typed number', '-- The hall. A typed number');
  const live = await asks('/reload now', /rules are live/);
  assert.match(live.text, /Rehearsal: \d+ turns, all as they were/);
});

test('a number is another one: which replies and fields differ, in how many turns', async () => {
  await edits(SCENE, 'steps + 1\n  end', 'steps + 2\n  end');
  const report = await asks('/reload now', /some turns would go another way/);
  assert.match(report.text, new RegExp(`go another way: ${STEPS}`));
  assert.match(report.text, new RegExp(`scene hall › step, ${STEPS}×`));
  assert.match(report.text, /was: .*Steps: 1\./);
  assert.match(report.text, /is: .*Steps: 2\./);
  assert.match(report.text, /player\.steps: 1 → 2/);
  assert.ok(report.text.length < 4096);
  await anna.taps('Step');
  await anna.reads(`Steps: ${STEPS + 1}.`); // the old rules are in force
});

test('a turn that would fail stops it', async () => {
  await edits(TIMER, 'ctx:push', 'ctx.player.bells.first = 1 ctx:push');
  const report = await asks('/reload now', /were refused/);
  assert.match(report.text, /fail: 1/);
  assert.match(report.text, /timer hall\.bell, 1×/);
  assert.match(report.text, /scripts\/timers\/hall\.lua:\d+: .*bells/);
  assert.equal(report.reply_markup, undefined);
});

test('mended, and put live by its button; what was played since is rehearsed, too', async () => {
  await edits(TIMER, 'ctx.player.bells.first = 1 ', '');
  await asks('/reload', /some turns would go another way/);
  await answers(() => admin.taps('Put live'), /rules are live/);
  await anna.taps('Step');
  await anna.reads(`Steps: ${STEPS + 3}.`);
  await edits(RULE, 'return 1', 'return 2');
  const report = await asks('/reload', /some turns would go another way/);
  assert.match(report.text, /was: .*Power: 1\./);
});

test('nothing of it was sent or kept', async () => {
  const { messages } = await anna.look();
  assert.equal(messages.filter((one) => /rang|bell/i.test(one.text ?? '') && !one.reply_markup).length, 1);
  assert.equal(messages.filter((one) => /Got: 42/.test(one.text ?? '')).length, 1);
});
