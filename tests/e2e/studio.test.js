// The studio in a real browser: its door, the figures, errors mended by buttons, a player found and acted
// on, the map with who stands where, news of a reload. Screenshots are kept in tests/e2e/artifacts.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Browser } from './browser.js';
import { Bylina, HALL, TOKEN, runOnce } from './bylina.js';
import { closes } from './closing.js';
import { POSTGRES, ask } from './database.js';
import { Player } from './player.js';

const ARTIFACTS = join(dirname(fileURLToPath(import.meta.url)), 'artifacts');
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };
const CANON = [{ bylina_lore: 1 }, {
  id: 'item.ru.0123456789abcdef', kind: 'item', entity: 'sword', lang: 'ru', attributes: '{"id":"sword"}', facts: '{}', state: 'kept',
  body: JSON.stringify({ text: 'Сам рубит, сам и спит. Хозяину остаётся держаться за рукоять и делать вид, что так и задумано.' }),
}].map((line) => `${JSON.stringify(line)}\n`).join('');

let bylina;
let browser;
let page;
let anna;

before(async () => {
  await mkdir(ARTIFACTS, { recursive: true });
  bylina = await Bylina.make();
  await bylina.start('run', { BOT_RATE: '0' });
  anna = await Player.make(bylina, { id: 1001, first_name: 'Анна', language_code: 'ru' });
  await anna.says('/start');
  await anna.reads('величать');
  await anna.says('Анна');
  await anna.reads('Камень на распутье');
  browser = await Browser.open();
  page = (await browser.chat(bylina.address, DESKTOP, { path: '/studio/' })).page;
});

after(async () => {
  await browser?.close();
  await bylina?.remove();
});

const at = (testid) => page.getByTestId(testid).first();
const waits = (locator) => locator.waitFor();
const shows = (testid, text) => waits(page.getByTestId(testid).filter({ hasText: text }).first());
const tab = (name) => at(`tab-${name}`).click();

async function shot(name) {
  for (const [size, kind] of [[PHONE, 'phone'], [DESKTOP, 'desktop']]) {
    await page.setViewportSize(size);
    await page.screenshot({ path: join(ARTIFACTS, `studio-${name}-${kind}.png`) });
  }
}

test('the web chat leads to it, and it leads back', async () => {
  const chat = await browser.chat(bylina.address, DESKTOP);
  await chat.press('studio');
  await chat.page.getByTestId('figures').waitFor();
  await chat.press('to-chat');
  await chat.page.getByTestId('composer').first().waitFor();
  await chat.page.close();
});

test('the figures live', async () => {
  await shows('figure-heard', '1');
  await shows('figure-doors', 'Игра открыта');
  await shot('status');
});

test('a player is found and acted on; he sees it', async () => {
  await tab('players');
  await at('find').fill('аНн');
  await page.keyboard.press('Enter');
  await at('press-player').click();
  await shows('players-main', '"gold": 0');
  await at('how').fill('30');
  await at('do').click();
  await shows('players-main', '"gold": 30');
  await at('act').selectOption('move');
  await at('how').fill('yard');
  await at('do').click();
  await shows('players-main', 'yard');
  await anna.reads('Двор');
  await shot('players');
  await at('press-timers_of').click();
  await shows('players-detail', 'нет таймеров');
});

test('the map shows what leads where and who stands where', async () => {
  await tab('map');
  await waits(at('map-svg'));
  await waits(page.getByTestId('scene-yard').getByTestId('map-count'));
  await page.getByTestId('scene-yard').click();
  await shows('map-here', '1');
  await shows('map-scene', 'scripts/scenes/yard.lua');
  await shows('map-scene', 'train');
  await shot('map');
  await at('map-player').click();
  await shows('players-main', 'Анна');
});

test('a script that failed is listed with its traceback, mended, reloaded and tried again', async () => {
  const folder = join(bylina.folder, 'scripts');
  bylina.scripts = folder;
  execFileSync('cp', ['-r', join(dirname(fileURLToPath(import.meta.url)), '../../scripts'), folder]);
  assert.equal((await bylina.stop()).code, 0);
  const yard = join(folder, 'scenes/yard.lua');
  const sound = await readFile(yard, 'utf8');
  await writeFile(yard, sound.replace('run = function(ctx)', 'run = function(ctx) error("no hay")'));
  await bylina.start('run', { BOT_RATE: '0' });
  await anna.taps('Упражняться');
  await anna.reads('no hay');
  await page.reload();
  await tab('errors');
  await shows('errors-main', 'no hay');
  await at('press-failure').click();
  await shows('errors-detail', 'stack traceback');
  await shot('errors');
  await writeFile(yard, sound);
  await tab('scripts');
  await at('reload').click();
  await at('press-reload_put').click();
  await bylina.says(/new scripts are live/);
  await shows('scripts-main', '№ 3'); // the start with the broken file was the second
  await shot('scripts');
  await tab('errors');
  await at('press-retry_same').click();
  await shows('errors-main', 'Открытых ошибок нет');
  await anna.reads('рубишь');
});

test('broadcast, maintenance, backup', async () => {
  await tab('world');
  await shows('world-main', 'Игра открыта');
  await at('broadcast-text').fill('Ярмарка <b>в воскресенье</b>');
  await at('broadcast').click();
  await shows('world-detail', 'Ярмарка в воскресенье');
  await at('press-send').click();
  await anna.reads('Ярмарка в воскресенье');
  await at('backup').click();
  await (POSTGRES ? shows('world-detail', 'pg_dump') : shows('news', 'Копия готова'));
  await at('maintenance-text').fill('Скоро вернёмся');
  await at('shut').click();
  await shows('world-main', 'Игра закрыта для игроков');
  await shows('world-main', 'Скоро вернёмся');
  await shot('world');
  await at('open').click();
  await shows('world-main', 'Игра открыта');
});

test('all of it stands in the audit, as the studio', async () => {
  await tab('audit');
  await shows('audit-main', 'maintenance.off');
  await at('whose').fill('1001');
  await at('audit').click();
  await shows('audit-main', 'player.give 30');
  await shows('audit-main', '{"gold":0} → {"gold":30}');
  await shot('audit');
  const lines = (await ask(bylina.database, "SELECT what FROM audit WHERE who = 'studio'")).map((line) => line.what);
  for (const what of ['player.look', 'player.give', 'player.move', 'failure.retry', 'broadcast.send', 'maintenance.on', 'maintenance.off',
    ...(POSTGRES ? [] : ['backup'])]) {
    assert.ok(lines.includes(what), `${what} in\n${lines.join('\n')}`);
  }
});

test('with a key it tells what texts by AI cost today, of how much; and moderators judge them here', async (t) => {
  await tab('status');
  await shows('figure-ai', 'выключен');
  const writing = closes(t, await Bylina.make());
  const canon = join(writing.folder, 'canon.jsonl');
  await writeFile(canon, CANON);
  await writing.start('run', { BOT_RATE: '0', GEMINI_API_KEY: 'a-key', GEMINI_API_URL: 'http://127.0.0.1:9', GEMINI_DAILY_USD: '2.5' });
  assert.match((await runOnce(['lore', 'import', canon], { env: writing.env() })).out, /^1 texts? read, 1 taken/);
  const before = page;
  page = (await browser.chat(writing.address, DESKTOP, { path: '/studio/' })).page;
  t.after(() => { page = before; });
  await shows('figure-ai', '$0.00 / $2.50');
  await shows('figure-uptime', 'меньше минуты');
  await tab('lore');
  await shows('lore-main', '$2.50');
  await shot('lore');
  await at('lore-newest').click();
  await at('press-lore').click();
  await shows('lore-detail', 'Сам рубит');
  await at('lore-text').fill('/lore edit 1\ntext: Лежал он под дубом три зимы и ждал умелого, а пришёл к нему тот, кто его вовсе не искал.');
  await at('lore-edit').click();
  await at('lore-which').fill('1');
  await at('lore-show').click();
  await shows('lore-detail', 'вовсе не искал');
  await shot('lore-text');
  await at('press-lore_hide').click();
  await shows('lore-detail', '№ 1 скрыт');
});

test('the page had no error of its own', () => {
  assert.deepEqual(browser.errors, []);
});

test('its door: other pages and those without the password stay outside; with a token there is none', async (t) => {
  const path = `${bylina.address}/engine/studio/say`;
  const foreign = await fetch(path, { method: 'POST', headers: { origin: 'https://evil.example' }, body: '{"say":"/status"}' });
  assert.equal(foreign.status, 403);
  const locked = closes(t, await Bylina.make({ game: HALL }));
  await locked.start('run', { BOT_RATE: '0', LOCAL_TELEGRAM_PASSWORD: 'open sesame' });
  for (const inside of ['/studio/', '/engine/studio/say', '/engine/studio/live', '/engine/studio/map']) {
    assert.equal((await fetch(locked.address + inside)).status, 401, inside);
  }
  const authorization = `Basic ${Buffer.from('me:open sesame').toString('base64')}`;
  assert.equal((await fetch(`${locked.address}/engine/studio/live`, { headers: { authorization } })).status, 200);
  await locked.stop();
  await locked.start('run', { BOT_TOKEN: TOKEN, BOT_API_URL: bylina.address, BOT_RATE: '0' }, /connected to Telegram/);
  for (const inside of ['/studio/', '/engine/studio/say', '/engine/studio/live', '/engine/studio/map', '/']) {
    assert.equal((await fetch(locked.address + inside)).status, 404, `${inside}: health and figures alone are here`);
  }
});
