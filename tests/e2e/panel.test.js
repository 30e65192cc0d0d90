// Trouble from the web chat, in a real browser: the log panel orders faults with a click, lists and takes
// back what is still to come, and shows what befell which call or update; the game lives through it.
// Screenshots are kept in tests/e2e/artifacts.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Browser } from './browser.js';
import { Bylina, HALL } from './bylina.js';
import { comes } from './patience.js';

const ARTIFACTS = join(dirname(fileURLToPath(import.meta.url)), 'artifacts');
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

let bylina;
let browser;
let page;

before(async () => {
  await mkdir(ARTIFACTS, { recursive: true });
  bylina = await Bylina.make({ game: HALL });
  await bylina.start('run', { BOT_RATE: '0' });
  browser = await Browser.open();
  page = await browser.chat(bylina.address, DESKTOP);
  await page.connected();
  await page.press('start');
  await page.screen();
  await page.press('calls-toggle');
  await page.press('faults-toggle');
});

after(async () => {
  await browser?.close();
  await bylina?.remove();
});

const shows = (locator) => locator.first().waitFor();
const ordered = async () => (await bylina.control('faults')).faults;

// The page, once nothing on it moves any more.
async function shot(name) {
  await page.page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'
    || one.effect.getTiming().iterations === Infinity));
  await page.screenshot(join(ARTIFACTS, `${name}.png`));
}

async function rowsOf(testid, count) {
  if (count) {
    await page.at(testid).nth(count - 1).waitFor();
  }
  await page.page.waitForFunction(([id, n]) => document.querySelectorAll(`[data-testid="${id}"]`).length === n,
    [testid, count]);
}

test('a call is refused once, and the log says so', async () => {
  await page.press('fault-502');
  await rowsOf('fault', 1);
  assert.match(await page.at('fault').innerText(), /ответ 502/i);
  assert.equal(await page.at('faults-badge').innerText(), '1');
  await page.types('1');
  await page.reads(/Получено: 1\./);
  const failed = page.page.locator('[data-testid="call"][data-ok="false"]');
  await shows(failed.getByTestId('call-fault'));
  await failed.first().click();
  await shows(page.page.getByText('Сбой: ответ 502'));
  await rowsOf('fault', 0);
});

test('a connection is cut after the call was done', async () => {
  await page.press('fault-cut');
  await page.types('2');
  await page.reads(/Получено: 2\./);
  await shows(page.page.locator('[data-testid="call"][data-ok="true"]').getByTestId('call-fault'));
});

test('an update comes twice, and counts once', async () => {
  await page.press('fault-twice');
  await page.types('3');
  await page.reads(/Получено: 3\./);
  await shows(page.page.locator('[data-testid="update-fault"][data-update="message"]'));
  await page.types('4');
  await page.reads(/Получено: 4\./);
  await page.reads(/След: 1 2 3 4 конец/);
  await page.press('faults-toggle');
  await shot('faults-log');
  await page.press('faults-toggle');
});

test('what is to come is listed and taken back', async () => {
  for (const [at, fault] of ['429', 'slow', 'new-id'].entries()) { // each is an order of its own
    await page.press(`fault-${fault}`);
    await rowsOf('fault', at + 1);
  }
  await shot('faults-desktop');
  await page.at('fault').nth(1).getByTestId('fault-back').click();
  await rowsOf('fault', 2);
  assert.deepEqual((await ordered()).map((fault) => fault.code ?? fault.updates), [429, 'twice_new_id']);
  await page.press('faults-clear');
  await rowsOf('fault', 0);
  assert.deepEqual(await ordered(), []);
});

test('what others order shows, too', async () => {
  await bylina.control('faults', { method: 'sendMessage', code: 504, done: true, times: 3 });
  await rowsOf('fault', 1);
  assert.match(await page.at('fault').innerText(), /sendMessage: ответ 504, хотя вызов выполнен[^]*×3/i);
  await page.press('faults-clear');
  await rowsOf('fault', 0);
});

test('chaos is switched on and off', async () => {
  const lamp = (on) => page.page.locator(`[data-testid="chaos"][aria-checked="${on}"]`).waitFor();
  await page.press('chaos');
  await lamp(true);
  assert.equal((await bylina.control('scenario')).scenario.name, 'chaos');
  assert.match(await page.at('chaos').innerText(), /Хаос · \d+/);
  assert.match(await page.at('chaos').getAttribute('title'), /Хаос, зерно \d+/);
  await page.press('flood');
  await page.page.locator('[data-testid="flood"][aria-checked="true"]').waitFor();
  await page.page.setViewportSize(PHONE);
  await shot('faults-phone');
  await page.press('flood');
  await page.press('chaos');
  await lamp(false);
  assert.equal((await bylina.control('scenario')).scenario, null);
  await page.press('calls-close');
});

test('a message is deleted as a player does it', async () => {
  const { id } = (await page.messages())[0];
  await page.page.locator(`[data-testid="message"][data-message-id="${id}"]`).click({ button: 'right' });
  await page.page.getByTestId('delete-message').click();
  await page.until((all) => all.every((one) => one.id !== id), 'chat without that message');
});

test('a group becomes a supergroup, and its column follows', async () => {
  await page.page.setViewportSize(DESKTOP);
  await page.press('add-group');
  await page.press('group-save');
  const column = (chat) => page.page.locator(`[data-testid="column"][data-chat="${chat}"]`);
  const group = await comes(async () =>
    (await bylina.control('state')).chats.find((entry) => entry.chat.type === 'group')?.chat, 'the group');
  await column(group.id).getByTestId('more').click();
  await page.page.getByTestId('upgrade').click();
  await column(-1000000000000 + group.id).getByText('Группа стала супергруппой').first().waitFor();
});

test('the page had no error of its own', () => {
  assert.deepEqual(browser.errors, []);
});
