// A designer without a shell: he sends the bot a .zip. It is tried like any reload, goes live without a
// file on the disk, and an archive that is none, or a trap, is refused with a reason.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser } from './browser.js';
import { Bylina, HALL } from './bylina.js';
import { Player } from './player.js';
import { entriesOf, zip } from './zip.js';

const START = { BOT_ADMINS: '5', BOT_RATE: '0', REHEARSE_TURNS: '0' };
const RULE = 'scripts/rules/hall.lua';

let bylina;
let admin;
let anna;
let game;

before(async () => {
  bylina = await Bylina.make({ game: HALL });
  await bylina.start('run', START);
  admin = await Player.make(bylina, { id: 5, first_name: 'Admin', language_code: 'en' });
  anna = await Player.make(bylina, { id: 1001, first_name: 'Anna', language_code: 'en' });
  await admin.says('/start');
  await anna.says('/start');
  await anna.reads('The hall.');
  game = await entriesOf(HALL);
});

after(() => bylina?.remove());

/** The game with another power of the hall, as an archive. */
function powered(number, root = '') {
  return zip(game.map(({ name, data }) => ({
    name: root + name, data: name === RULE ? String(data).replace('return 1', `return ${number}`) : data,
  })));
}

async function sends(player, bytes, name = 'game.zip', caption = '') {
  const query = new URLSearchParams({ player: player.id, name, caption });
  await player.marks();
  const answer = await fetch(`${bylina.address}/control/document?${query}`, { method: 'POST', body: bytes });
  const value = await answer.json();
  assert.ok(value.ok, value.error);
  return value.message;
}

async function power(expected) {
  await anna.taps('Step');
  await anna.reads(`Power: ${expected}.`);
}

test('an archive is tried, reported, put live by a button; the folder is not touched', async () => {
  await sends(admin, powered(3));
  const report = await admin.reads(/may go live/);
  assert.match(report.text, /Archive game\.zip/);
  assert.match(report.text, /0 added, 1 changed, 0 removed\n✎ scripts\/rules\/hall\.lua/);
  await power(1);
  const button = report.reply_markup.inline_keyboard.flat().find((one) => one.text.includes('Put live'));
  await admin.tapsData(report.message_id, button.callback_data);
  await admin.reads(/Generation 2,/);
  await power(3);
});

test('in a folder of its own, with litter around it, and "now" below it', async () => {
  const litter = [{ name: '__MACOSX/scripts/x.lua', data: 'and now' }, { name: 'mine/.git/x.lua', data: 'and now' }, { name: 'mine/notes.md', data: 'x' }];
  const archive = zip([...litter, ...game.map(({ name, data }) => ({
    name: `mine/${name}`, data: name === RULE ? String(data).replace('return 1', 'return 4') : data,
  }))]);
  await sends(admin, archive, 'Mine.ZIP', 'now');
  await admin.reads(/Generation 3,[^]*Archive Mine\.ZIP/);
  await power(4);
});

test('a restart keeps it, and a rollback leads back', async () => {
  assert.equal((await bylina.stop()).code, 0);
  await bylina.start('run', START);
  await power(4);
  await admin.says('/rollback 1 now');
  await admin.reads(/Generation 4,/);
  await power(1);
});

test('a broken script in it stops the swap', async () => {
  await sends(admin, powered('7 +'), 'broken.zip', 'now');
  await admin.reads(/refused; the old ones stay in force\.\n🗜 Archive broken\.zip[^]*B001 scripts\/rules\/hall\.lua/);
  await power(1);
});

const RULES = { name: 'scripts/init.lua', data: 'return {}' };
const TRAPS = {
  'no archive at all': [Buffer.from('hello'), /broken or no \.zip/],
  'a way out': [zip([RULES, { name: '../../evil.lua', data: '1' }]), /evil\.lua: a path that leads out/],
  'a way from the root': [zip([RULES, { name: '/etc/evil.lua', data: '1' }]), /evil\.lua: a path that leads out/],
  'a link': [zip([RULES, { name: 'scripts/passwd.lua', data: '/etc/passwd', mode: 0o120777 }]), /passwd\.lua: a link/],
  'a bomb': [zip([RULES, { name: 'scripts/bomb.lua', data: Buffer.alloc(6 << 20, 'x') }]), /100 times its size/],
  'too many files': [zip(Array.from({ length: 20100 }, (_, n) => ({ name: `scripts/${n}.txt`, data: '' }))), /more than 20000 entries/],
  'no game': [zip([{ name: 'readme.txt', data: 'hello' }]), /no scripts\/ and content\//],
  'bytes that are no text': [zip([{ name: 'scripts/init.lua', data: Buffer.from([0xff, 0xfe, 0]) }]), /scripts\/init\.lua:1: not UTF-8/],
};

for (const [what, [bytes, words]] of Object.entries(TRAPS)) {
  test(`refused: ${what}`, async () => {
    await sends(admin, bytes, 'trap.zip', 'now');
    await admin.reads(words);
    await power(1);
  });
}

test('from a player it is a document like any other', async () => {
  await sends(anna, powered(9), 'game.zip', 'now');
  await power(1);
  assert.ok(!bylina.log.includes('by=1001'));
});

test('from the web chat, by the button beside the text', async (t) => {
  const browser = await Browser.open();
  t.after(() => browser.close());
  const page = await browser.chat(bylina.address, { width: 900, height: 700 }, {});
  await page.connected();
  await page.at('composer').first().fill('now');
  await page.at('file-input').first().setInputFiles({ name: 'web.zip', mimeType: 'application/zip', buffer: powered(6) });
  await admin.reads(/rules are live[^]*Archive web\.zip/);
  await power(6);
  await page.at('document').first().waitFor();
});
