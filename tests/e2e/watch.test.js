// `bylina run --watch`: what a designer saves goes live by itself; what does not load is said over the web
// chat, with file, line and reason, until it is mended. In a real browser; screenshots are kept in
// tests/e2e/artifacts.
import assert from 'node:assert/strict';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Browser } from './browser.js';
import { Bylina, HALL } from './bylina.js';

const ARTIFACTS = join(dirname(fileURLToPath(import.meta.url)), 'artifacts');
const RULE = 'scripts/rules/hall.lua';
const WORDS = 'content/locales/ru/hall.lua';

let bylina;
let browser;
let page;

/** Saves a file as editors do: a new one is renamed into its place. */
async function edits(path, from, to) {
  const file = join(bylina.folder, path);
  const text = await readFile(file, 'utf8');
  assert.ok(text.includes(from), `${path} has no ${from}`);
  await writeFile(`${file}.new~`, text.replace(from, to));
  await rename(`${file}.new~`, file);
}

before(async () => {
  await mkdir(ARTIFACTS, { recursive: true });
  bylina = await Bylina.make({ game: HALL, copyGame: true });
  await bylina.start(['run', '--watch'], { BOT_RATE: '0' });
  browser = await Browser.open();
  page = await browser.chat(bylina.address, { width: 1280, height: 800 });
  await page.connected();
  await page.press('start');
  await page.screen();
});

after(async () => {
  await browser?.close();
  await bylina?.remove();
});

const hidden = () => page.at('notice').waitFor({ state: 'hidden' });
const lived = () => bylina.log.split('new scripts are live').length - 1;

async function goesLive(act) {
  const before = lived();
  await act();
  await bylina.until(() => lived() > before, 'new scripts are live');
}

test('a change goes live by itself', async () => {
  await goesLive(() => edits(RULE, 'return 1', 'return 7'));
  await page.taps('Шагнуть');
  await page.reads('Сила: 7.');
  await hidden();
});

test('a mistake is told over the chat, and the old rules stay', async () => {
  await edits(RULE, 'return 7', 'return 7 +');
  await page.at('notice').waitFor();
  const line = await page.at('notice-line').first().innerText();
  assert.match(line, /scripts\/rules\/hall\.lua:\d+/);
  assert.match(line, /near 'end'/);
  assert.match(await page.at('notice-title').innerText(), /Правка не принята/);
  await page.screenshot(join(ARTIFACTS, 'watch-refused.png'));
  await page.taps('Шагнуть');
  await page.reads('Шагов: 2. Сила: 7.');
  await bylina.says(/not live.*scripts\/rules\/hall\.lua:\d+/);
});

test('another mistake takes its place; a page that is opened later shows it, too', async () => {
  await edits(RULE, 'return 7 +', 'return 8');
  await edits(WORDS, 'ring =', 'rung =');
  const other = await browser.chat(bylina.address, { width: 390, height: 844 });
  await other.connected();
  await page.page.waitForFunction(() => document.querySelector('[data-testid="notice-line"]')?.innerText.includes('hall.ring'));
  await other.at('notice').waitFor();
  await other.screenshot(join(ARTIFACTS, 'watch-refused-phone.png'));
  await other.page.close();
});

test('mended: the notice goes, and the rules are live', async () => {
  await goesLive(() => edits(WORDS, 'rung =', 'ring ='));
  await hidden();
  await page.taps('Шагнуть');
  await page.reads('Сила: 8.');
});

test('a folder that is new is watched, too', async () => {
  await mkdir(join(bylina.folder, 'scripts/quests/deep'), { recursive: true });
  await writeFile(join(bylina.folder, 'scripts/quests/deep/odd.lua'), 'return quest "odd" {');
  await page.at('notice').waitFor();
  await goesLive(async () => {
    await rename(join(bylina.folder, 'scripts/quests'), join(bylina.folder, 'away'));
    await edits(RULE, 'return 8', 'return 9');
  });
  await hidden();
  assert.deepEqual(browser.errors, []);
});
