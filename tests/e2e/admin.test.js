// What admins do in the chat: they see what failed, mend it, and have it done again, once; they look at
// timers and at the state of the engine. Nobody else may.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Bylina, HALL } from './bylina.js';
import { orderSync } from './database.js';
import { PATIENCE_MS } from './patience.js';
import { Player } from './player.js';

let bylina;
let admin;
let anna;
let generation = 1;

async function mend(from, to) {
  const path = join(bylina.scripts, 'scenes/hall.lua');
  const source = await readFile(path, 'utf8');
  assert.ok(source.includes(from));
  await writeFile(path, source.replace(from, to));
  await admin.says('/reload now');
  generation += 1;
  await admin.reads(`Generation ${generation},`);
}

/** Asks until the answer (a new message that fits `answer`) has these words: what is recorded in the
 *  background may be a moment later than the question. */
async function listed(question, answer, words) {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline;) {
    const last = (await admin.look()).messages.at(-1).message_id;
    await admin.says(question);
    const found = await admin.until((messages) => messages.findLast((one) => one.message_id > last && answer.test(one.text ?? '')));
    if (found.text.includes(words)) {
      return found;
    }
  }
  return assert.fail(`${question} never shows ${words}`);
}

const FAILURES = 5; // of a handler within a minute: ASIDE_FAILURES
const SETTINGS = { BOT_ADMINS: '5', BOT_RATE: '0', REHEARSE_TURNS: '0' };

before(async () => {
  bylina = await Bylina.make({ game: HALL, copyGame: true });
  await bylina.start('run', SETTINGS);
  admin = await Player.make(bylina, { id: 5, first_name: 'Admin', language_code: 'en' });
  anna = await Player.make(bylina, { id: 1001, first_name: 'Anna', language_code: 'en' });
  for (const player of [admin, anna]) {
    await player.says('/start');
    await player.reads('Steps: 0');
  }
});

after(() => bylina?.remove());

test('the command menu shows an admin more than a player', async () => {
  const names = async (player) => (await player.look()).commands.map((one) => one.command);
  const all = await names(admin);
  assert.ok(['start', 'reload', 'status', 'errors', 'broadcast', 'timers'].every((one) => all.includes(one)), `${all}`);
  assert.deepEqual(await names(anna), ['start', 'shout']);
});

test('nobody else is listened to, by command or by button', async () => {
  await anna.says('/failures');
  await anna.reads('not for you');
  await admin.says('/status');
  const status = await admin.reads('How the engine is');
  assert.match(status.text, /Turns: [1-9]/);
  assert.match(status.text, /Failed scripts: 0, failed calls: 0/);
  const screen = await anna.screen();
  const answer = await anna.tapsData(screen.message_id, 'a.retry.1');
  assert.match(answer.text, /not for you/);
});

test('a failed script is listed, seen whole, and tried again once after it was mended', async () => {
  await anna.taps('Spin');
  await anna.reads('Something broke');
  await admin.says('/failures');
  const list = await admin.reads('Scripts that failed');
  assert.match(list.text, /#1 · \d\d:\d\d · player\/1001\nscripts\/scenes\/hall\.lua:\d+/);
  await admin.taps('🔍 1');
  const whole = await admin.reads('Failure #1');
  assert.match(whole.text, /Event: update\/\d+\/\d+/);
  assert.match(whole.text, /"type":"tap"/);

  await mend('ctx.player.steps = 1000', 'ctx.player.steps = 7 if true then return end');
  await admin.says('/failure 1');
  await admin.until((messages) => messages.findLast((one) => one.text?.startsWith('Failure #1') &&
    one.message_id > whole.message_id));
  await admin.taps(/^🔁 Try again/);
  await admin.reads('Events sent again: 1');
  await anna.reads('Steps: 7');
  await admin.says('/retry 1');
  await admin.reads('Nothing of that is open');
  await admin.says('/failure 1');
  await admin.reads(/Tried again, \d\d:\d\d \(5\)/);
});

test('all of one kind are tried again together; a kill -9 loses none and doubles none', async () => {
  const crowd = [];
  await mend('steps = 7 if true then return end', 'steps = ctx.player.steps + 1 error("torn")');
  for (let i = 0; i < 12; i += 1) {
    const one = await Player.make(bylina, { first_name: `P${i}`, language_code: 'en' });
    await one.says('/start');
    await one.taps('Spin');
    await one.reads('Something broke');
    crowd.push(one);
    if (crowd.length % FAILURES === 0) { // the scene is set aside, and an admin insists
      const count = crowd.length / FAILURES;
      const times = (words) => (messages) => messages.filter((one) => words.test(one.text ?? '')).length === count;
      await admin.until(times(/^🚧 Scene hall is set aside/));
      await admin.taps('Try again');
      await admin.until(times(/^🔁 It runs again/));
    }
  }
  await admin.says('/failures');
  await admin.reads(/^Scripts that failed\n\n#13 [^]*\n\n#6 /);
  await admin.taps('Older');
  await admin.reads(/^Scripts that failed\n\n#5 [^]*\n\n#2 /);
  await mend('error("torn")', 'if true then return end');
  await admin.says('/retry same 2');
  await bylina.stop('SIGKILL');
  await bylina.start('run', SETTINGS);
  generation = 1;
  await admin.says('/retry same 2'); // what the crash left open, if anything
  await admin.until((messages) => messages.findLast((one) => /sent again|Nothing of that/.test(one.text ?? '')));
  for (const one of crowd) {
    await one.reads('Steps: 1');
  }
  await admin.says('/failures');
  await admin.reads('No failures are open');
  for (const one of crowd) {
    assert.match((await one.screen()).text, /Steps: 1\./);
  }
});

test('a call that Telegram refused is listed with its words and sent again', async () => {
  await bylina.control('faults', { method: 'sendMessage', chat: 1001, code: 400, description: 'Bad Request: so it is' });
  await anna.says('42');
  const list = await listed('/failures calls', /Calls that Telegram refused|No calls have failed/, 'so it is');
  assert.match(list.text, /chat 1001/);
  await admin.taps(/^🔁 \d+/);
  await admin.reads('Calls sent again: 1');
  await anna.reads('Got: 42.');
  await listed('/failures calls', /Calls that Telegram refused|No calls have failed/, 'No calls have failed');
});

test('a broadcast is seen before it is sent; markup is what matches, all else stands as it is', async () => {
  await admin.says('/broadcast Come <b>all</b> & <script>');
  const draft = await admin.reads('This is what players will see');
  assert.match(draft.text, /\n\nCome all & <script>$/);
  assert.ok(draft.entities.some((one) => one.type === 'bold' && one.length === 3 && one.offset > 30));
  await admin.says('/broadcast first\nru: Один <b>раз\nи два\nEN: once');
  const parts = await admin.reads('Один');
  assert.match(parts.text, /\n\nfirst\n\nen:\nonce\n\nru:\nОдин <b>раз\nи два$/);
  await admin.taps('Do not send');
  await admin.reads('thrown away');
  await admin.tapsData(draft.message_id, draft.reply_markup.inline_keyboard[0][0].callback_data);
  await admin.reads('There is no such broadcast any more'); // the second draft took its place
  assert.ok(!(await anna.look()).messages.some((one) => /Come all|once/.test(one.text ?? '')));
});

test('timers are listed and cancelled', async () => {
  await anna.taps('Ring');
  await admin.says('/timers 1001');
  const list = await admin.reads('Timers of player 1001');
  assert.match(list.text, /hall\.bell · at (\d\d\.\d\d, )?\d\d:\d\d, in (1 h|59 min)/);
  await admin.taps('✖️ hall.bell');
  await admin.reads('The timer is cancelled');
  await admin.says('/timers 1001');
  await admin.reads('Player 1001 has no timers');
});

test('all of it stands in the audit', () => {
  const sql = 'SELECT who, what, detail FROM audit ORDER BY id';
  const lines = orderSync(bylina.database, sql).split('\n');
  for (const line of ['5|failure.retry|1', '5|failure.retry|13', '5|timer.cancel|player/1001 hall.bell']) {
    assert.equal(lines.filter((one) => one === line).length, 1, `${line} in\n${lines.join('\n')}`);
  }
  assert.ok(lines.some((one) => /^5\|call\.again\|\d+$/.test(one)));
  assert.ok(lines.some((one) => /^5\|broadcast\.cancel\|\d+$/.test(one)));
  assert.equal(lines.filter((one) => one.includes('failure.retry')).length, 13, lines.join('\n'));
});
