// Stars from the tap to the refund, in the local Telegram: a bill, the question before it, the payment,
// the gift once a payment, also through kill -9; what cannot be given is listed, tried again, given back.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Browser } from './browser.js';
import { Bylina, MANOR, TOKEN } from './bylina.js';
import { orderSync } from './database.js';
import { LIMIT } from './patience.js';
import { Player } from './player.js';

const CONNECTED = /connected to Telegram/;
const LIVES = 8; // of the engine, in the test that kills it
let telegram;
let engine;
let admin;
let ilya;

const run = () => engine.start('run', { BOT_TOKEN: TOKEN, BOT_API_URL: telegram.address, BOT_RATE: '0', BOT_ADMINS: '5' }, CONNECTED);

before(async () => {
  telegram = await Bylina.make({ game: MANOR });
  engine = await Bylina.make({ game: MANOR, copyGame: true });
  await telegram.start('sandbox');
  await run();
  admin = await Player.make(telegram, { id: 5, first_name: 'Admin' });
  ilya = await Player.make(telegram, { id: 1001, first_name: 'Илья' });
  await admin.says('/start');
  await admin.reads('Поместье.');
});

after(async () => {
  await engine?.remove();
  await telegram?.remove();
});

function ask(sql) {
  return orderSync(engine.database, sql);
}

const STATES = 'SELECT charge IS NOT NULL, amount, credited_ms IS NOT NULL, refunded_ms IS NOT NULL FROM payments ORDER BY number';

/** Goes to a scene of the manor: by its button, or through the manor. */
async function goes(player, button, words) {
  if (!(await player.look()).messages.length) {
    await player.says('/start');
  } else {
    await player.taps('‹ Назад');
  }
  await player.taps(button);
  await stands(player, words);
}

/** Waits until the newest screen has these words: an older one may have had them before. */
function stands(player, words) {
  return player.until((messages) => {
    const screen = messages.findLast((one) => !one.invoice && one.reply_markup?.inline_keyboard?.length);
    return screen?.text.includes(words);
  }, `a screen with ${words}`);
}

/** Waits until the payments stand so in the database. */
const stand = (wanted, sql = STATES) => engine.until(() => ask(sql) === wanted, `${wanted} of ${sql}`);

/** Taps what is for sale on the newest screen, and gives the invoice that comes. */
async function asksFor(player, button) {
  const screen = await player.until((messages) => messages.findLast((one) => !one.invoice &&
    one.reply_markup?.inline_keyboard?.flat().some((key) => key.text === button)), button);
  const key = screen.reply_markup.inline_keyboard.flat().find((one) => one.text === button);
  const last = (await player.look()).messages.at(-1).message_id;
  await player.tapsData(screen.message_id, key.callback_data);
  return player.until((messages) => messages.find((one) => one.message_id > last && one.invoice), 'an invoice');
}

async function pays(player, bill) {
  await player.marks();
  return telegram.control('pay', { player: player.id, chat: player.chat, message_id: bill.message_id });
}

/** The charge of the newest receipt. */
async function charge(player) {
  const { messages } = await player.look();
  return messages.findLast((one) => one.successful_payment).successful_payment.telegram_payment_charge_id;
}

test('a title is bought once: a second bill for it is refused before it is paid', async () => {
  await goes(ilya, 'К покровителю', 'Покровитель ждёт.');
  const first = await asksFor(ilya, 'Стать боярином');
  assert.equal(first.invoice.title, 'Стать боярином');
  assert.equal(first.invoice.description, 'Титул навсегда.');
  assert.equal(first.invoice.total_amount, 50);
  const second = await asksFor(ilya, 'Стать боярином');
  assert.deepEqual((await pays(ilya, first)).paid, true);
  await ilya.until((messages) => {
    const screen = messages.findLast((one) => one.text?.startsWith('Покровитель'));
    return screen.message_id > second.message_id && !screen.reply_markup.inline_keyboard.flat().some((key) => key.text === 'Стать боярином');
  }, 'the screen below the receipt, without the choice');
  const refused = await pays(ilya, second);
  assert.equal(refused.paid, false);
  assert.match(refused.error, /Этот счёт уже не действует/);
  await stand('1|50|1|0');
});

test('an admin gives it back: the title goes, once, and he can buy it again', async () => {
  const paid = await charge(ilya);
  await admin.says(`/refund ${paid}`);
  await admin.reads(/возврат игроку 1001 начат, 50 XTR/);
  await ilya.reads('Тебе вернули 50 звёзд.');
  await ilya.until((messages) => messages.findLast((one) => one.reply_markup)?.reply_markup.inline_keyboard.flat()
    .some((key) => key.text === 'Стать боярином'), 'the choice again');
  await admin.says(`/refund ${paid}`);
  await admin.reads(/так уже нельзя: возвращено/);
  const { messages } = await ilya.look();
  assert.equal(messages.filter((one) => one.text?.includes('Тебе вернули')).length, 1);
  assert.equal(messages.filter((one) => one.refunded_payment).length, 1);
  await stand('1|50|1|1');
  assert.equal(ask("SELECT who, what FROM audit WHERE what LIKE 'payment%'"), '5|payment.refund');
});

test('what breaks when it is given is listed, mended, and tried again', async () => {
  await goes(ilya, 'В кладовую', 'Бочек: 0. Ларцов: 0.');
  assert.deepEqual(await pays(ilya, await asksFor(ilya, 'Ларец')), { ok: true, paid: true });
  await ilya.reads(/Платёж получен и записан/);
  await admin.reads(/Платёж ждёт.*1001: 9 XTR/s);
  await admin.says('/payments');
  await admin.reads(/№ 2<?\/?b?>?.*9 XTR, store.chest: ждёт решения/s);
  await admin.taps('🔍 2');
  await admin.reads(/the chest is locked/);
  await writeFile(join(engine.scripts, 'rules/chests.lua'), 'return { size = function() return 3 end }\n');
  await admin.says('/reload now');
  await admin.reads(/Поколение 2/);
  await tapsOf(admin, /Состояние: ждёт решения/, '🔁 Выдать снова');
  await admin.reads(/Платёж № 2 отправлен снова/);
  await ilya.reads('Бочек: 0. Ларцов: 3.');
  await tapsOf(admin, /Состояние: ждёт решения/, '🔁 Выдать снова');
  await admin.reads(/С платежом № 2 так уже нельзя: выдано/);
  await admin.says('/failures');
  await admin.taps('🔁 1'); // the other way to try it again: it is given already
  await admin.reads(/Событий отправлено снова: 1/);
  await goes(ilya, 'В кладовую', 'Бочек: 0. Ларцов: 3.');
  await stand('1|50|1|1\n1|9|1|0');
});

async function tapsOf(player, words, button) {
  const message = await player.has(words);
  const key = message.reply_markup.inline_keyboard.flat().find((one) => one.text.startsWith(button));
  return player.tapsData(message.message_id, key.callback_data);
}

test('what Telegram gives back by itself is undone, too', async () => {
  await goes(ilya, 'В кладовую', 'Бочек: 0.');
  assert.equal((await pays(ilya, await asksFor(ilya, 'Бочка мёда'))).paid, true);
  await stands(ilya, 'Бочек: 1.');
  const { message_id: receipt } = (await ilya.look()).messages.findLast((one) => one.successful_payment);
  await ilya.marks();
  await telegram.control('refund', { player: ilya.id, message_id: receipt });
  await ilya.reads(/Тебе вернули 5 звёзд.*Бочек: 0/s);
  await assert.rejects(telegram.control('refund', { player: ilya.id, message_id: receipt }), /given back before/);
  await stand('1|5|1|1', `${STATES} DESC LIMIT 1`);
});

test('a refund that Telegram refuses leaves the payment as it was, and the admin is told', async () => {
  await goes(ilya, 'В кладовую', 'Бочек: 0.');
  assert.equal((await pays(ilya, await asksFor(ilya, 'Бочка мёда'))).paid, true);
  await stands(ilya, 'Бочек: 1.');
  await telegram.control('faults', { method: 'refundStarPayment', code: 400, description: 'Bad Request: TOO_LATE_TO_REFUND' });
  await admin.says(`/refund ${await charge(ilya)}`);
  await admin.reads(/Платёж ждёт.*Telegram refuses to give it back/s);
  await stand('1|1|Bad Request: TOO_LATE_TO_REFUND',
    'SELECT credited_ms IS NOT NULL, refund_ms IS NULL, refused FROM payments ORDER BY number DESC LIMIT 1');
  await admin.says(`/refund ${await charge(ilya)}`); // another day
  await ilya.reads(/Тебе вернули 5 звёзд.*Бочек: 0/s);
});

test('the web chat shows the bill, asks before it pays, and can have the money given back', async (t) => {
  const browser = await Browser.open();
  t.after(() => browser.close());
  await goes(ilya, 'В кладовую', 'Бочек: 0.');
  const bill = await asksFor(ilya, 'Бочка мёда');
  const { page } = await browser.chat(telegram.address, { width: 1000, height: 800 });
  const shown = (id) => page.locator(`[data-testid="message"][data-message-id="${id}"]`);
  await page.getByText('Илья').first().click();
  await shown(bill.message_id).getByText('Мёд из Лукоморья.').waitFor();
  await shown(bill.message_id).getByRole('button', { name: /^Pay/ }).click();
  await page.getByTestId('pay-confirm').click();
  await stands(ilya, 'Бочек: 1.');
  const receipt = (await ilya.look()).messages.findLast((one) => one.successful_payment).message_id;
  await ilya.marks();
  await shown(receipt).getByText(/Вы оплатили ⭐\s5(?!\d)/).click({ button: 'right' });
  await page.getByTestId('refund').click();
  await ilya.reads(/Тебе вернули 5 звёзд.*Бочек: 0/s);
  assert.deepEqual(browser.errors, []);
});

function childrenOf(pid) {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number));
}

/** Ends the engine and its supervisor as a power cut would. */
async function dies() {
  const { pid } = engine.child;
  for (const one of [pid, ...childrenOf(pid)]) {
    process.kill(one, 'SIGKILL');
  }
  await engine.ended;
}

test('kill -9 between the payment and its gift: one barrel for each payment, one less for each refund', LIMIT, async () => {
  await goes(ilya, 'В кладовую', 'Бочек: 0.');
  for (let life = 1; life <= LIVES; life += 1) {
    const bill = await asksFor(ilya, 'Бочка мёда');
    assert.deepEqual(await pays(ilya, bill), { ok: true, paid: true });
    await dies(); // it was paid; nobody knows how far the engine has come
    await run();
    await stands(ilya, `Бочек: ${life}.`);
  }
  for (let left = LIVES - 1; left >= LIVES - 3; left -= 1) {
    const { messages } = await ilya.look();
    const receipts = messages.filter((one) => one.successful_payment);
    const { telegram_payment_charge_id: id } = receipts[receipts.length - (LIVES - left)].successful_payment;
    await admin.says(`/refund ${id}`);
    await stand('1', `SELECT refund_ms IS NOT NULL FROM payments WHERE charge = '${id}'`);
    await dies();
    await run();
    await stands(ilya, `Бочек: ${left}.`);
  }
  await goes(ilya, 'В кладовую', `Бочек: ${LIVES - 3}.`);
  await stand(`${LIVES + 3}|${LIVES + 3}|6`, 'SELECT count(*), count(credited_ms), count(refunded_ms) FROM payments WHERE amount = 5');
});
