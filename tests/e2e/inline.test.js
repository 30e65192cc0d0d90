// Inline mode in the local Telegram: "@bot words" in any chat gives cards; the one that is chosen is a
// message for everybody there, in chats that the bot does not know.
import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from './browser.js';
import { Bylina, MANOR, runOnce } from './bylina.js';
import { PATIENCE_MS } from './patience.js';
import { Player } from './player.js';

const GROUP = -4002;
let bylina;
let ilya;
let anna;
let here; // { ilya, anna, stranger }: in the group

class Guest extends Player {
  asks(query) {
    return this.bylina.control('inline', { player: this.id, chat: this.chat, query });
  }

  /** Sends a card; gives the message. */
  async chooses(card) {
    const { message } = await this.bylina.control('inline/choose', { player: this.id, chat: this.chat, result_id: card.id });
    return message;
  }

  sees(id, words) {
    return this.until((messages) => messages.find((one) => one.message_id === id && words.test(one.text)), `message ${id} with ${words}`);
  }

  async buttonsOf(id) {
    const { messages } = await this.look();
    const found = messages.find((one) => one.message_id === id);
    return found.reply_markup.inline_keyboard.flat();
  }

  async presses(id, words) {
    const button = (await this.buttonsOf(id)).find((one) => one.text === words);
    return this.tapsData(id, button.callback_data);
  }
}

before(async () => {
  bylina = await Bylina.make({ game: MANOR });
  await bylina.start();
  ilya = await Player.make(bylina, { id: 1001, first_name: 'Илья' });
  anna = await Player.make(bylina, { id: 1002, first_name: 'Anna', language_code: 'en' });
  for (const player of [ilya, anna]) {
    await player.says('/start');
    await player.reads(/Поместье|The manor/);
  }
  await bylina.control('players', { id: 1003, first_name: 'Чужой', language_code: 'ru' });
  await bylina.control('groups', { id: GROUP, title: 'Чужой двор', members: [1001, 1002, 1003] });
  here = Object.fromEntries([['ilya', 1001], ['anna', 1002], ['stranger', 1003]].map(([name, id]) => [name, new Guest(bylina, id, GROUP)]));
});

after(() => bylina?.remove());

test('words name a card; without a name each command gives its own', async () => {
  const { results, button } = await here.ilya.asks('feast 3');
  assert.deepEqual(results.map((one) => [one.type, one.title, one.description]), [['article', 'Пир', 'Поднято чаш: 3.']]);
  assert.equal(button, undefined);
  const keys = results[0].reply_markup.inline_keyboard.flat();
  assert.deepEqual(keys.map((one) => one.text), ['Поднять чашу', 'В кладовую']);
  assert.ok(keys.every((one) => Buffer.byteLength(one.callback_data) <= 64) && Buffer.byteLength(results[0].id) <= 64);
  const all = await here.anna.asks('');
  assert.deepEqual(all.results.map((one) => one.title), ['A feast', 'The purse']);
  assert.equal(all.results[1].input_message_content.message_text, '№ 1002: 0 gold.');
  assert.deepEqual((await here.ilya.asks('feast many')).results, [], 'no argument of the command');
});

test('a stranger gets what needs no player, and the way to the bot', async () => {
  const { results, button } = await here.stranger.asks('');
  assert.deepEqual(results.map((one) => one.title), ['Пир']);
  assert.deepEqual(button, { text: 'Начать игру', start_parameter: 'inline' });
});

test('all who tap a sent card count, it is drawn again in place, and it leads each away alone', async () => {
  const { results: [card] } = await here.ilya.asks('feast 1');
  const { message_id: id, via_bot: via } = await here.ilya.chooses(card);
  assert.equal(via.is_bot, true);
  await here.anna.sees(id, /^Поднято чаш: 1\.$/);
  const [first] = await here.anna.buttonsOf(id);
  const taps = [here.ilya, here.anna, here.anna].map((one) => one.tapsData(id, first.callback_data));
  const answers = (await Promise.all(taps)).map((one) => one.text);
  assert.equal(answers[0], '№ 1001 пьёт.');
  assert.deepEqual(answers.slice(1).sort(), ['That button no longer works.', '№ 1002 drinks.'].sort());
  await here.ilya.sees(id, /^Поднято чаш: 3\.$/);
  await here.anna.presses(id, 'Поднять чашу');
  await here.ilya.sees(id, /^Поднято чаш: 4\.$/);
  assert.match((await here.anna.presses(id, 'В кладовую')).text, /Look into your private chat/);
  await anna.reads('Barrels: 0');
  assert.equal((await here.stranger.presses(id, 'Поднять чашу')).show_alert, true);
});

test('the same card sent twice is two messages, and a tap with forged data does nothing', async () => {
  const { results: [card] } = await here.ilya.asks('feast 5');
  const one = await here.ilya.chooses(card);
  const two = await here.ilya.chooses(card);
  await here.ilya.presses(two.message_id, 'Поднять чашу');
  await here.anna.sees(two.message_id, /: 6\.$/);
  await here.anna.sees(one.message_id, /: 5\.$/);
  const [button] = await here.ilya.buttonsOf(one.message_id);
  const forged = button.callback_data.replace('cups#5', 'cups#9');
  assert.notEqual(forged, button.callback_data);
  assert.match((await here.ilya.tapsData(one.message_id, forged)).text, /уже не действует/);
  await here.ilya.presses(one.message_id, 'Поднять чашу');
  await here.anna.sees(one.message_id, /: 6\.$/);
});

test('a card that is sent and its buttons outlive a kill -9; in the bot\'s own chat it says nothing', async () => {
  const own = new Guest(bylina, 1001, ilya.chat);
  const { results: [card] } = await own.asks('feast 7');
  const { message_id: id } = await own.chooses(card);
  bylina.child.kill('SIGKILL');
  await bylina.ended;
  await bylina.start();
  await own.presses(id, 'Поднять чашу');
  await own.sees(id, /: 8\.$/);
  const { messages } = await own.look();
  assert.ok(!messages.some((one) => /не понимаю/.test(one.text)));
});

test('the web chat offers the cards on a phone, sends the one that is chosen, and shows its redraws', async (t) => {
  const browser = await Browser.open();
  t.after(() => browser.close());
  const { page } = await browser.chat(bylina.address, { width: 390, height: 780 });
  const { bot } = await bylina.control('state');
  await page.getByTestId('composer').first().fill(`@${bot.username} feast 40`);
  const card = page.getByTestId('card');
  await card.getByText('Поднято чаш: 40.').waitFor();
  assert.equal(await card.count(), 1);
  await page.getByTestId('composer').first().press('Enter');
  const sent = page.getByTestId('message').filter({ hasText: 'Поднято чаш: 40.' });
  await sent.getByText(`@${bot.username}`).waitFor();
  await sent.getByTestId('inline-button').first().click();
  await page.getByTestId('message').filter({ hasText: 'Поднято чаш: 41.' }).waitFor();
  assert.equal(await page.getByTestId('composer').first().inputValue(), '');
  assert.deepEqual(browser.errors, []);
});

test('designers test cards, too', async () => {
  const env = { SCRIPTS_DIR: join(MANOR, 'scripts'), CONTENT_DIR: join(MANOR, 'content') };
  const { code, out } = await runOnce(['test'], { env });
  assert.equal(code, 0, out);
  assert.match(out, /2 passed, 0 failed/);
});

test('a game without inline commands hears nothing; a reload brings them, and one that acts or packs too much fails', async (t) => {
  const game = await Bylina.make({ game: MANOR, copyGame: true });
  t.after(() => game.remove());
  const put = (name, run) => writeFile(join(game.scripts, `commands/${name}.lua`), `return command "${name}" { where = "inline", run = function(ctx) ${run} end }\n`);
  for (const part of ['commands/feast.lua', 'commands/purse.lua', 'tests']) await rm(join(game.scripts, part), { recursive: true });
  await game.start();
  const player = await Player.make(game, { id: 1001, first_name: 'Илья' });
  const own = new Guest(game, 1001, player.chat);
  await player.says('/start');
  await player.reads('Поместье');
  await assert.rejects(own.asks(''), /takes no inline queries/);
  await put('feast', 'ctx:show("toast", { cups = ctx:roll(6) })');
  await put('purse', `ctx:show("toast", { cups = "${'x'.repeat(60)}" })`);
  await player.says('/reload now');
  await player.reads(/Поколение 2/);
  await player.says('/start'); // the next getUpdates asks for inline queries, too
  const deadline = Date.now() + PATIENCE_MS;
  while (await own.asks('').then(() => false, () => true)) {
    assert.ok(Date.now() < deadline, 'the bot takes no inline queries after the reload');
  }
  assert.deepEqual((await own.asks('feast')).results, []);
  assert.deepEqual((await own.asks('purse')).results, []);
  await game.says(/feast.lua:1: ctx:roll acts, and an inline command only reads/);
  await game.says(/purse.lua:1: ctx:show of a card: a button has 45 bytes for scene and vars/);
});
