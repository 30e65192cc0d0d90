// The keys of admins, against the real binary: roles granted in the chat with their menus, players looked
// up and acted on, errors by kind, what waits to be sent; and all of it in the audit.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Bylina, HALL, runOnce } from './bylina.js';
import { NO_FILE, POSTGRES, orderSync } from './database.js';
import { comes, today } from './patience.js';
import { Player } from './player.js';

let bylina;
let owner;
let anna;
let boris;
let day; // on which all came

const SETTINGS = { BOT_OWNERS: '5', BOT_RATE: '0' };

before(async () => {
  day = today();
  bylina = await Bylina.make({ game: HALL, copyGame: true });
  await writeFile(join(bylina.scripts, 'scenes/pit.lua'), 'return scene "pit" { text = function() error "no bottom" end }\n');
  await bylina.start('run', SETTINGS);
  owner = await Player.make(bylina, { id: 5, first_name: 'Owner', language_code: 'en' });
  anna = await Player.make(bylina, { id: 1001, first_name: 'Anna', username: 'anna_k', language_code: 'en' });
  boris = await Player.make(bylina, { id: 1002, first_name: 'Boris', language_code: 'en' });
  for (const player of [owner, anna, boris]) {
    await player.says('/start');
    await player.reads('Steps: 0');
  }
});

after(() => bylina?.remove());

const sql = (query) => orderSync(bylina.database, query);
const menu = async (player) => (await player.look()).commands.map((one) => one.command);

/** Waits until his menu is this one. */
async function sees(player, ...names) {
  const wanted = ['start', ...names, 'shout'].join();
  await comes(async () => (await menu(player)).join() === wanted, `the menu ${wanted}`);
}

/** Asks, and gives the answer: the first new message of the bot that fits. */
async function asks(player, question, words) {
  const last = (await player.look()).messages.at(-1).message_id;
  await player.says(question);
  return player.until((all) => all.find((one) => one.message_id > last && one.from?.is_bot &&
    (words instanceof RegExp ? words.test(one.text ?? '') : (one.text ?? '').includes(words))), `${question} -> ${words}`);
}

const MODERATOR = ['status', 'player', 'timers'];
const DESIGNER = ['reload', 'rollback', 'generations', 'status', 'errors', 'player', 'timers', 'outbox', 'poison'];
const ADMIN = ['reload', 'rollback', 'generations', 'status', 'errors', 'player', 'timers', 'outbox', 'poison', 'broadcast', 'payments', 'maintenance', 'backup', 'roles', 'audit'];

test('a role is granted in the chat, counts at once and shows its menu', async () => {
  await sees(owner, ...ADMIN);
  await sees(anna);
  await asks(anna, '/status', 'not for you');
  await asks(owner, '/grant 1001 moderator', '1001 (1001): now moderator');
  await asks(anna, '/status', 'How the engine is');
  await sees(anna, ...MODERATOR);
  await asks(anna, '/errors', 'not for you');
  await asks(owner, '/grant 1001 designer', 'now designer');
  await sees(anna, ...DESIGNER);
  await sees(boris);
});

test('roles are kept over a restart, and taken away', async () => {
  assert.equal((await bylina.stop()).code, 0);
  await bylina.start('run', SETTINGS);
  await sees(anna, ...DESIGNER);
  await asks(anna, '/errors', 'No failures are open');
  const roles = await asks(owner, '/roles', 'Roles');
  assert.match(roles.text, /owner: 5 .*in the configuration/);
  assert.match(roles.text, /designer: 1001 .*by 5/);
  await asks(owner, '/revoke 1001', 'no role any more');
  await sees(anna);
  await asks(anna, '/errors', 'not for you');
  await asks(owner, '/grant 1002 admin', 'now admin');
  await sees(boris, ...ADMIN);
  await asks(boris, '/grant 1001 admin', 'not for you');
});

test('a player is found by name, by part of a username, by id', async () => {
  await asks(owner, '/player 1001 set name Анна', 'changed');
  const found = await asks(boris, '/player аНН', 'Found');
  assert.match(found.text, /Анна 1001 @anna_k/);
  await boris.taps('🔍 Анна');
  const seen = await boris.reads('"steps": 0');
  assert.match(seen.text, /Анна · 1001\n@anna_k\n📍 hall/);
  await asks(boris, '/player @ANNA', '1001');
  await asks(boris, '/player nobody', 'Nobody is found: nobody');
});

test('acts are turns of the player, who sees what became of him', async () => {
  await asks(boris, '/player 1001 give 30', 'given');
  await asks(boris, '/player 1001 set steps 7', 'changed');
  await anna.reads('Steps: 7');
  await asks(boris, '/player 1001 give axe', 'no item axe');
  await asks(boris, '/player 1001 move hall', 'moved');
  await asks(boris, '/player 1001 freeze too loud', 'frozen');
  await anna.reads('The reason: too loud');
  const answer = await anna.taps('Step');
  assert.match(answer.text, /Your game is stopped/);
  await asks(boris, '/player 1001 thaw', 'may play');
  await anna.taps('Step', { again: true });
  await anna.reads('Steps: 8');
  await asks(boris, '/player 5 freeze', 'not below you');
});

test('an act that cannot be is undone, and whoever acts is told why', async () => {
  const told = await asks(boris, '/player 1001 move pit', 'A script failed');
  assert.match(told.text, /scripts\/scenes\/pit\.lua:1: no bottom/);
  await anna.taps('Step');
  await anna.reads('Steps: 9');
  await asks(owner, '/drop all', 'Failures dropped: 1');
});

test('errors are one entry a kind', async () => {
  for (const player of [anna, owner]) {
    await player.taps('Spin');
    await player.reads('Something broke');
  }
  const list = await asks(owner, '/errors', 'Scripts that failed');
  assert.match(list.text, /×2, players: 2, the last at \d\d:\d\d \(#3\)\nscripts\/scenes\/hall\.lua:\d+/);
  await asks(owner, '/errors 3', 'stack traceback');
  await asks(owner, '/poison', 'There are none');
  await asks(owner, '/drop same 3', 'Failures dropped: 2');
  await asks(owner, '/errors', 'No failures are open');
});

test('what waits to be sent is counted', async () => {
  await bylina.control('faults', { method: 'sendMessage', chat: 1001, code: 502, times: 200 });
  await anna.says('41');
  const list = await comes(async () => { // his turn may be later than that of who asks
    const answer = await asks(owner, '/outbox', /^/);
    return /chat 1001: 1, the first waits for/.test(answer.text) && answer;
  }, 'a call that waits');
  assert.match(list.text, /Calls: [1-9]/);
  await fetch(`${bylina.address}/control/faults`, { method: 'DELETE' });
  await anna.reads('Got: 41.');
});

test('the state of the engine', async () => {
  const status = await asks(owner, '/status', 'How the engine is');
  assert.match(status.text, /Bylina \d+\.\d+\.\d+, generation 1 [0-9a-f]{16}/);
  assert.match(status.text, today() === day ? /Players today: 3/ : /Players today: [1-3]/); // past midnight all are new
  assert.match(status.text, /AI: off/);
});

test('maintenance shuts players out with words, over a restart, and lets those with a role play', async () => {
  await asks(owner, '/maintenance', 'The game is open');
  await asks(owner, '/maintenance on Back at <b>noon</b>\nru: До полудня', 'The game is closed to players');
  await asks(anna, '7', 'Back at noon');
  const before = (await anna.look()).messages.length;
  await anna.says('8');
  const answer = await anna.taps('Step');
  assert.equal(answer.text, 'Back at noon');
  assert.equal((await anna.look()).messages.length, before + 1); // what he said, and no second notice
  await asks(owner, '5', 'Got: 5.');
  assert.equal((await bylina.stop()).code, 0);
  await bylina.start('run', SETTINGS);
  await asks(anna, '9', 'Back at noon');
  await asks(owner, '/maintenance', 'The game is closed to players');
  await asks(owner, '/maintenance off', 'The game is open');
  await asks(anna, '10', 'Got: 10.');
  const trail = sql("SELECT body FROM documents WHERE kind = 'player' AND id = '1001'");
  assert.doesNotMatch(trail, /"(?:.* )?[789] /);
});

test('a broadcast waits for its time, over a restart, and can be taken back', async () => {
  await asks(owner, '/broadcast at 2020-01-01 10:00 too late', 'That time is past');
  await asks(owner, '/broadcast at 2030-02-31 10:00 never', 'There is no such time');
  const draft = await asks(owner, '/broadcast in 2h The <b>fair</b> begins', 'This is what players will see');
  assert.match(draft.text, /The fair begins\n\n⏰ It begins at (\d\d\.\d\d, )?\d\d:\d\d, in (2 h|1 h 59 min)/);
  await owner.taps('Send it then');
  await owner.reads('The broadcast will begin in its time');
  await asks(owner, '/broadcast in 3d Never', 'This is what players will see');
  await owner.taps('Send it then');
  assert.match((await asks(owner, '/broadcast plans', 'Never')).text, /The fair begins[^]*Never/);
  assert.equal((await bylina.stop()).code, 0);
  await bylina.start('run', SETTINGS);
  const plans = await asks(owner, '/broadcast plans', 'Planned broadcasts');
  await owner.tapsData(plans.message_id, plans.reply_markup.inline_keyboard[1][0].callback_data);
  await owner.reads('thrown away');
  await bylina.control('clock', { skip: 7200 + 5 });
  await anna.reads('The fair begins');
  await boris.reads('The fair begins');
  await asks(owner, '/broadcast plans', 'Nothing is planned');
  assert.equal(sql("SELECT count(*) FROM audit WHERE what = 'broadcast.plan'"), '2');
  const states = () => sql('SELECT state FROM broadcasts ORDER BY id');
  await bylina.until(() => states() === '3\n4', 'the end of the one, the other cancelled');
});

if (POSTGRES) {
  test('a world on a server is backed up by its own tools', async () => {
    await asks(owner, '/backup', 'its own tools back it up, pg_dump');
    const refused = await runOnce(['backup', join(bylina.folder, 'other.backup'), '--database-url', bylina.database]);
    assert.equal(refused.code, 1);
    assert.match(refused.err, /pg_dump --format=custom/);
  });
}

test('a backup is written beside the database, checked, and can be opened', { skip: NO_FILE }, async () => {
  await asks(owner, '/backup', 'is being written');
  const done = await owner.reads('The backup stands and is checked');
  const file = /world\.db\.\d{8}-\d{6}\.backup/.exec(done.text)[0];
  const copy = (query) => orderSync(join(bylina.folder, file), query);
  assert.equal(copy("SELECT count(*) FROM documents WHERE kind = 'player'"), '3');
  assert.notEqual(copy("SELECT value FROM settings WHERE name = 'store.epoch'"), sql("SELECT value FROM settings WHERE name = 'store.epoch'"));
  const other = join(bylina.folder, 'other.backup');
  const args = ['backup', other, '--database-url', `sqlite:${bylina.database}`];
  const made = await runOnce(args);
  assert.equal(made.code, 0, made.err);
  assert.match(made.out, /\d+ bytes, whole and checked/);
  const again = await runOnce(args);
  assert.equal(again.code, 1);
  assert.match(again.err, /is there already/);
  assert.equal((await runOnce(['backup'])).code, 2);
  assert.match((await asks(owner, '/backup list', 'Backups beside')).text, new RegExp(file));
});

test('all of it stands in the audit, before and after', async () => {
  const lines = sql('SELECT who, what, detail, subject, was, became, refused FROM audit ORDER BY id').split('\n');
  for (const line of [
    '1001|status|||||1',
    '5|grant|moderator|player/1001||{"role":"moderator"}|0',
    '5|grant|designer|player/1001|{"role":"moderator"}|{"role":"designer"}|0',
    '1002|grant|1001 admin||||1',
    '1002|player.give|30|player/1001|{"gold":0}|{"gold":30}|0',
    '1002|player.freeze|too loud|player/1001||{"barred":"frozen"}|0',
  ]) {
    assert.ok(lines.includes(line), `${line} in\n${lines.join('\n')}`);
  }
  const told = await asks(owner, '/audit 1002', 'Who did what: player 1002');
  assert.match(told.text, /1002: player\.give 30 · player\/1001\n{"gold":0} → {"gold":30}/);
  await asks(owner, '/audit', /^Who did what\n/);
});

test('an erased player is gone from every table but the ledger', async () => {
  await anna.taps('Ring');
  await asks(boris, '/player 1001 erase', 'Erase player Анна (1001)?');
  await boris.taps('Erase for good');
  await boris.reads('erased');
  await anna.reads('All that was known of you here is erased');
  assert.deepEqual(JSON.parse(sql("SELECT body FROM documents WHERE kind = 'player' AND id = '1001'")), { id: '1001' });
  assert.equal(sql("SELECT count(*) FROM timers WHERE id = '1001'"), '0');
  assert.equal(sql("SELECT count(*) FROM failures WHERE lane = 'player/1001'"), '0');
  const session = sql("SELECT body FROM documents WHERE kind = '_session' AND id = '1001'");
  assert.doesNotMatch(session, /anna_k|hall/);
  assert.doesNotMatch(sql('SELECT desired FROM slots WHERE chat = 1001'), /Steps/);
  assert.doesNotMatch(sql('SELECT was, became FROM audit'), /Анна/);
  await anna.says('/start');
  await anna.reads('Steps: 0');
});
