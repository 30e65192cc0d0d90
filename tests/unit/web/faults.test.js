// How faults are said in words, in English.
import assert from 'node:assert/strict';
import { test } from 'node:test';

Object.defineProperty(globalThis, 'navigator', { value: { language: 'en' }, configurable: true });
const { befellText, faultText, faultWord } = await import('../../../engine/sandbox/web/faults.js');

test('a fault on calls says what it does, and to which', () => {
  assert.equal(faultText({ method: '*', code: 502 }), 'answer 502');
  assert.equal(faultText({ method: 'sendMessage', code: 429, retry_after: 3 }), 'sendMessage: answer 429, wait 3 s');
  assert.equal(faultText({ code: 504, done: true }), 'answer 504 although the call is done');
  assert.equal(faultText({ delay_ms: 2500, cut: 'after' }), 'delay of 2.5 s, cut after it is done');
});

test('a fault on updates, too', () => {
  assert.equal(faultText({ updates: 'twice_new_id', kind: 'callback_query' }), 'callback_query: update twice, new id');
  assert.equal(faultText({ updates: 'late', delay_ms: 2000, behind: 1 }), 'late update');
  for (const updates of ['twice', 'twice_new_id', 'late', 'reorder', 'malformed', 'gap'])
    assert.doesNotMatch(faultText({ updates }) + faultWord({ updates }), /undefined|update[A-Z]|short[A-Z]/, updates);
});

test('what befell a call leaves out its method, and says who wanted it', () => {
  assert.equal(befellText({ method: 'sendMessage', code: 429, retry_after: 1, by: 'flood' }),
    'answer 429, wait 1 s (Telegram’s limits)');
  assert.equal(befellText({ cut: 'before', by: 'scenario' }), 'cut before it is done (by the scenario)');
  assert.equal(befellText({ cut: 'before', by: 'order' }), 'cut before it is done');
});

test('a line of the log has one word', () => {
  assert.deepEqual([{ code: 502 }, { cut: 'after' }, { delay_ms: 9 }, { updates: 'gap' }].map(faultWord),
    ['502', 'cut', '', 'gap']);
});
