// The story of the README, played through the web chat in a real browser, with a restart in the
// middle: a newcomer names his hero, trains for eight hours, fights a wolf in one message that is
// edited in place, finds a sword, puts it on. Then two players side by side on a desktop.
// Screenshots are kept in tests/e2e/artifacts.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Browser } from './browser.js';
import { Bylina } from './bylina.js';
import { Player } from './player.js';

const ARTIFACTS = join(dirname(fileURLToPath(import.meta.url)), 'artifacts');
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };
const ROUNDS_MAX = 60;

let bylina;
let browser;
let page;
let hero; // the page's player, looked at through the control API

before(async () => {
  await mkdir(ARTIFACTS, { recursive: true });
  bylina = await Bylina.make();
  await bylina.start('run', { BOT_RATE: '0' });
  browser = await Browser.open();
  page = await browser.chat(bylina.address, PHONE);
});

after(async () => {
  await browser?.close();
  await bylina?.remove();
});

const shot = (name) => page.screenshot(join(ARTIFACTS, `${name}.png`));
const plain = (text) => text.replace(/\s+/g, ' ');
const said = (message) => message.text ?? message.caption ?? '';
const nonce = (message) => message?.reply_markup.inline_keyboard[0][0].callback_data;

// Taps, waits for the new screen, and for the page to show it. Gives the page's message.
async function taps(words) {
  const before = nonce(await hero.screen());
  await page.taps(words);
  const shown = await hero.until((all) => {
    const newest = all.findLast((one) => one.reply_markup?.inline_keyboard?.length);
    return newest && nonce(newest) !== before && newest;
  }, `a new screen after ${words}`);
  return page.until((all) => all.find((one) => one.id === shown.message_id && one.buttons.length
    && plain(one.text).includes(plain(said(shown)))), `the text ${said(shown)}`);
}

test('the newcomer presses Start and names his hero', async () => {
  await page.connected();
  await page.press('start');
  await page.reads(/Как тебя величать/);
  await shot('1-start');
  const { players } = await bylina.control('state');
  assert.equal(players.length, 1);
  hero = new Player(bylina, players[0].id, players[0].id);
  await page.types('Илья');
  await page.reads(/Камень на распутье[^]*Илья/);
  await shot('2-crossroads');
});

test('he trains for eight hours, skips them, and is told', async () => {
  await taps(/Во двор/);
  const { text } = await taps(/Упражняться восемь часов/);
  assert.match(text, /Осталось 8 ч/);
  await shot('3-training');
  await page.press('skip-8h');
  await page.reads(/сила выросла на 8 очков/);
  await shot('4-trained');
});

/** Waits until these are the messages of the page. */
const showsAll = (texts) => page.until((all) => all.map((one) => one.text).join('\n\n') === texts.join('\n\n'), 'chat as before');

test('a restart leaves everything where it was', async () => {
  const before = await page.texts();
  const screen = await hero.screen();
  assert.equal((await bylina.stop()).code, 0);
  await bylina.start('run', { BOT_RATE: '0' });
  await page.connected(); // again, or still: it may not have noticed yet
  await showsAll(before);
  await page.page.reload();
  await page.connected();
  await showsAll(before);
  assert.equal(said(await hero.screen()), said(screen));
});

// Strikes until nobody is left to strike; every round is an edit of the same message.
async function fights() {
  let shown = await taps(/Глубже в чащу/);
  assert.match(shown.text, /Серый волк/);
  const { id } = shown;
  const count = (await page.messages()).length;
  for (let round = 1; shown.buttons.some((one) => /Бить/.test(one)); round++) {
    assert.ok(round <= ROUNDS_MAX, 'the fight has no end');
    shown = await taps(round % 2 ? /Бить сверху/ : /Бить снизу/);
    if (round === 1) {
      await shot('5-fight');
    }
    assert.equal(shown.id, id, 'a round is an edit in place');
    assert.equal((await page.messages()).length, count, 'a round is no new message');
  }
  return shown;
}

test('he fights the wolf in one message that is edited in place', async () => {
  await taps(/Назад/);
  await taps(/В лес/);
  let shown = await fights();
  while (!/повержен/.test(shown.text)) { // beaten: the hut, and once more
    await taps(/выйти/);
    await taps(/В лес/);
    shown = await fights();
  }
  await shot('6-after-the-fight');
});

test('he finds a sword, puts it on, and looks at his profile', async () => {
  await taps(/К старому дубу/);
  assert.match((await taps(/Достать из-под корней/)).text, /меч-кладенец/);
  await taps(/Сума/);
  await taps(/Меч-кладенец/);
  await shot('7-sword');
  assert.match((await taps(/Взять в руку/)).text, /Теперь с тобой: Меч-кладенец/);
  await page.says('/profile');
  const profile = await page.reads(/Сила: 12/);
  assert.match(profile.text, /Илья[^]*В руке: Меч-кладенец \(удар 17\)/);
  await shot('8-profile');
});

test('two players side by side on a desktop, one in English', async () => {
  await page.page.setViewportSize(DESKTOP);
  await page.press('add-player');
  await page.at('player-name').fill('John');
  await page.page.locator('select[name="language_code"]').selectOption('en');
  await page.press('player-save');
  const john = page.within(page.at('column').nth(1));
  await john.press('start');
  await john.reads(/name/i);
  await john.types('John');
  await john.reads(/Stone at the Crossroads|crossroads/i);
  await john.taps(/yard/i);
  await john.reads(/Vasilisa/);
  const first = page.within(page.at('column').nth(0));
  await first.reads(/В руке: Меч-кладенец/);
  await shot('9-desktop');
});

test('the page had no error of its own', () => {
  assert.deepEqual(browser.errors, []);
});
