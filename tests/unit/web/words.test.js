// Words, sums and sizes; both languages have the same words.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { dayKey, fill, spanOf, sumOf } from '../../../engine/sandbox/web/i18n.js';
import { sizeOf } from '../../../engine/sandbox/web/media.js';
import { emojiCount } from '../../../engine/sandbox/web/message.js';
import { queryOf } from '../../../engine/sandbox/web/cards.js';
import { createRecall } from '../../../engine/sandbox/web/composer.js';
import { inlineRows, replyRows } from '../../../engine/sandbox/web/keyboard.js';

const source = readFileSync(new URL('../../../engine/sandbox/web/i18n.js', import.meta.url), 'utf8');

function words(name) {
  const table = source.match(new RegExp(`const ${name} = \\{([^]*?)\\n\\};`))[1];
  return new Map([...table.matchAll(/^ {4}(\w+): '(.*)',$/gm)].map(([, key, text]) => [key, text]));
}

test('Russian and English have the same words with the same places', () => {
  const [ru, en] = [words('RU'), words('EN')];
  const plural = /_(few|many)$/;
  assert.deepEqual([...ru.keys()].filter((key) => !plural.test(key)), [...en.keys()]);
  for (const [key, text] of en)
    assert.deepEqual(ru.get(key).match(/\{\w+\}/g), text.match(/\{\w+\}/g), key);
});

test('places are filled once, and unknown ones stay', () => {
  assert.equal(fill('{a} и {b}', { a: '{b}' }), '{b} и {b}');
});

test('a span has its two largest units', () => {
  const numbers = (seconds) => spanOf(seconds).match(/\d+/g);
  assert.deepEqual(numbers(600), ['10']);
  assert.deepEqual(numbers(28800), ['8']);
  assert.deepEqual(numbers(90061), ['1', '1']);
});

test('sums in Stars have no hundredths', () => {
  assert.equal(sumOf(50, 'XTR'), '⭐\u00a050');
  assert.equal(sumOf(1999, 'EUR'), '19.99\u00a0EUR');
});

test('days are those of the reader', () => {
  const noon = new Date(2026, 10, 23, 12).getTime() / 1000;
  assert.equal(dayKey(noon), '2026-11-23');
  assert.notEqual(dayKey(noon), dayKey(noon + 86400));
});

test('sizes of files', () => {
  assert.deepEqual([0, 900, 1536, 48213, 5 << 20].map(sizeOf), ['', '900 B', '1.5 KB', '47 KB', '5.0 MB']);
});

test('only a few emoji alone are big', () => {
  assert.deepEqual(['🐺', '🐺🐉', '👨‍👩‍👧', '🇷🇺', '❤️', 'волк 🐺', '12', ''].map(emojiCount), [1, 2, 1, 1, 1, 0, 0, 0]);
});

test('words behind the name of the bot are for the bot', () => {
  const asked = ['@Bylina_bot ', '@bylina_bot feast 3', '@bylina_bot', '@other_bot feast', 'hello @bylina_bot x', ''];
  assert.deepEqual(asked.map((text) => queryOf(text, 'bylina_bot')), ['', 'feast 3', null, null, null, null]);
  assert.equal(queryOf('@undefined x', undefined), null);
});

test('arrow up brings back what was said, newest first', () => {
  const recall = createRecall();
  recall.set(['/start', 'Иван', 'Иван', 'да']);
  assert.deepEqual([-1, -1, -1, -1, 1].map((by) => recall.step(by)), ['да', 'Иван', '/start', '/start', 'Иван']);
  assert.ok(recall.isAt('Иван'));
  recall.set(['/start', 'Иван', 'да', 'нет']);
  assert.equal(recall.step(-1), 'нет');
});

test('an invoice has a pay button even without a keyboard', () => {
  const invoice = { total_amount: 5, currency: 'XTR' };
  assert.equal(inlineRows({ invoice })[0][0].pay, true);
  const given = [[{ text: 'Купить', pay: true }]];
  assert.deepEqual(inlineRows({ invoice, reply_markup: { inline_keyboard: given } }), given);
  assert.deepEqual(inlineRows({}), []);
});

test('buttons of a reply keyboard may be bare texts', () => {
  assert.deepEqual(replyRows({ keyboard: [['да', { text: 'нет' }]] }), [[{ text: 'да' }, { text: 'нет' }]]);
});
