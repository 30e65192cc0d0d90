// Money from Telegram. Nothing is for sale in this version, so a bill is refused before it is paid; but
// what was paid all the same (a bill of an earlier version, another program with the token) is on record,
// once for each charge, and nobody is left without a word.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bylina, HALL, TOKEN } from './bylina.js';
import { orderSync } from './database.js';
import { Feed, message } from './feed.js';
import { LIMIT } from './patience.js';
import { Player } from './player.js';

const LOCAL = '1000000001:any-secret-will-do-for-the-same-local-bot'; // the engine's own bot

test('a bill is refused before it is paid', async (t) => {
  const bylina = await Bylina.make({ game: HALL });
  t.after(() => bylina.remove());
  await bylina.start();
  const ilya = await Player.make(bylina, { first_name: 'Илья' });
  await ilya.says('/start');
  await ilya.reads('Зал.');
  const sent = await fetch(`${bylina.address}/bot${LOCAL}/sendInvoice`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      chat_id: ilya.chat, title: 'Мёд', description: 'Бочка мёда', payload: 'honey', currency: 'XTR',
      prices: [{ label: 'Мёд', amount: 5 }],
    }),
  });
  const { result, description } = await sent.json();
  assert.ok(result, description);
  const answer = await bylina.control('pay', { player: ilya.id, chat: ilya.chat, message_id: result.message_id });
  assert.equal(answer.paid, false);
  assert.match(answer.error, /Этот счёт уже не действует/);
});

function nobodys(update) {
  const { message: it, ...rest } = paid(update, 'charge-3', 1);
  delete it.from;
  return { ...rest, message: { ...it, chat: { id: -9, type: 'supergroup', title: 'Г' } } };
}

function paid(update, charge, amount) {
  return message(update, 77, {
    successful_payment: {
      currency: 'XTR', total_amount: amount, invoice_payload: 'honey',
      telegram_payment_charge_id: charge, provider_payment_charge_id: 'p1',
    },
  });
}

test('what was paid is on record once, and its payer and the admin are told', LIMIT, async (t) => {
  const feed = await Feed.open();
  const bylina = await Bylina.make({ game: HALL });
  t.after(() => bylina.remove().finally(() => feed.close()));
  await bylina.start('run', { BOT_TOKEN: TOKEN, BOT_API_URL: feed.url, BOT_RATE: '0', BOT_ADMINS: '78' }, /connected to Telegram/);
  feed.give(message(9, 78, { text: '/start' }));
  await feed.hears('sendMessage', /Зал/);
  feed.give(paid(10, 'charge-1', 50));
  await feed.hears('sendMessage', /"chat_id":77.*Платёж получен/);
  await feed.hears('sendMessage', /"chat_id":78.*charge-1/);
  feed.give(paid(11, 'charge-1', 50), paid(11, 'charge-1', 50), paid(12, 'charge-2', 7), nobodys(20), paid(13, 'charge-1', -1));
  await feed.hears('sendMessage', /"chat_id":-9.*on record/);
  await feed.until((calls) => calls.filter((call) => /Платёж получен/.test(call.params.text)).length >= 2);
  await bylina.says(/a payment without a charge or an amount/);
  assert.match(await bylina.says(/a payment was recorded.*charge-1/), /amount=50/);
  feed.give(message(24, 78, { text: '/status' }));
  const status = await feed.hears('sendMessage', /"chat_id":78.*Платежи ждут решения: 3/);
  assert.match(status.params.text, /77: 50 XTR, honey <code>charge-1</);
  assert.match(status.params.text, /77: 7 XTR, honey <code>charge-2</);
  assert.match(status.params.text, /0: 1 XTR, honey <code>charge-3</);
  assert.equal((await bylina.stop()).code, 0);
  const rows = orderSync(bylina.database, 'SELECT charge, payer, payload, amount, coalesce(credited_ms, 0) FROM payments ORDER BY charge');
  assert.equal(rows, 'charge-1|77|honey|50|0\ncharge-2|77|honey|7|0\ncharge-3|0|honey|1|0');
  assert.equal(feed.calls.filter((call) => /Платёж получен/.test(call.params.text)).length, 2);
});
