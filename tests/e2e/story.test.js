// The story of the README, played through the web chat in a real browser, with a restart in the
// middle: a newcomer names his hero, trains for eight hours, fights a wolf in one message that is
// edited in place, finds a sword, puts it on. Screenshots are kept in tests/e2e/artifacts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Bylina } from './bylina.js';
import { Browser } from './browser.js';

const ARTIFACTS = join(import.meta.dirname, 'artifacts');

let bylina;
let browser;
let page;

before(async () => {
  await mkdir(ARTIFACTS, { recursive: true });
  bylina = await Bylina.make();
  await bylina.start();
  browser = await Browser.open();
  page = await browser.chat(bylina.address, { width: 390, height: 844 });
});

after(async () => {
  await browser?.close();
  await bylina?.remove();
});

const shot = (name) => page.screenshot(join(ARTIFACTS, `${name}.png`));

test('the newcomer presses Start and names his hero', async () => {
  await page.press('start');
  await page.reads(/зовут|величать|имя/i);
  await shot('1-start');
  await page.types('Илья');
  await page.reads(/камень|камн/i);
  await shot('2-crossroads');
});

test('he trains for eight hours, skips them, and is told', async () => {
  await page.taps(/двор/i);
  await page.taps(/упражн|восемь часов|трениров/i);
  await page.reads(/осталось/i);
  await page.press('skip-8h');
  await page.reads(/сила выросла/i);
  await shot('3-trained');
});

test('a restart leaves everything where it was', async () => {
  const before = await page.texts();
  assert.equal((await bylina.stop()).code, 0);
  bylina.log = '';
  await bylina.start();
  await page.connected();
  assert.deepEqual(await page.texts(), before);
});

test('he fights the wolf in one message that is edited in place', async () => {
  await page.taps(/назад/i);
  await page.taps(/лес/i);
  await page.meets(/волк/i);
  await page.reads(/волк/i);
  const fight = await page.screenId();
  const count = (await page.texts()).length;
  await page.fights(() => assert.doesNotReject(async () => assert.equal(await page.screenId(), fight)));
  assert.ok((await page.texts()).length <= count + 1, 'the rounds are edits, not messages');
  await shot('4-after-the-fight');
});

test('he finds a sword, puts it on, and looks at his profile', async () => {
  await page.finds(/меч/i);
  await page.taps(/сум|меш|котом/i);
  await page.taps(/меч/i);
  await page.taps(/надеть|взять в руку|опоясать/i);
  await shot('5-bag');
  await page.says('/profile');
  await page.reads(/Илья/);
  await page.reads(/меч/i);
  await shot('6-profile');
});
