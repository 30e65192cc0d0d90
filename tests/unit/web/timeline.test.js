// Rows of a chat, and what changed between two views of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changes, timeline } from '../../../engine/sandbox/web/timeline.js';

const NOON = new Date(2026, 10, 23, 12).getTime() / 1000;
let last = 0;
const said = (from, after, more = {}) => ({ message_id: ++last, from: { id: from }, date: NOON + after, text: 'x', ...more });
const runs = (rows) => rows.filter((row) => row.kind === 'message').map((row) => [row.first, row.last]);

test('messages of one sender make a run', () => {
  const rows = timeline([said(7, 0), said(7, 5), said(1, 9), said(7, 10)], 1);
  assert.deepEqual(runs(rows), [[true, false], [false, true], [true, true], [true, true]]);
  assert.deepEqual(rows.filter((row) => row.outgoing).length, 1);
});

test('a pause or a service message ends a run', () => {
  const service = said(7, 2, { group_chat_created: true });
  assert.deepEqual(runs(timeline([said(7, 0), said(7, 3600)], 1)), [[true, true], [true, true]]);
  const rows = timeline([said(7, 0), service, said(7, 3)], 1);
  assert.deepEqual(runs(rows), [[true, true], [true, true]]);
  assert.equal(rows.filter((row) => row.kind === 'service').length, 1);
});

test('every day begins with a line', () => {
  const rows = timeline([said(7, 0), said(7, 1), said(7, 86400)], 1);
  assert.deepEqual(rows.map((row) => row.kind), ['day', 'message', 'message', 'day', 'message']);
  assert.equal(new Set(rows.map((row) => row.key)).size, rows.length);
});

test('changes are what was added, edited and removed', () => {
  const [a, b, c, d] = [said(7, 0), said(7, 1), said(7, 2), said(7, 3)];
  const edited = { ...b, text: 'y', edit_date: NOON + 9 };
  assert.deepEqual(changes([a, b, c], [a, edited, d]),
    { added: [d.message_id], edited: [b.message_id], removed: [c.message_id] });
});

test('a second edit within one second is an edit, a new keyboard alone is none', () => {
  const once = said(7, 0, { edit_date: NOON, text: '1' });
  assert.deepEqual(changes([once], [{ ...once, text: '2' }]).edited, [once.message_id]);
  assert.deepEqual(changes([once], [{ ...once, reply_markup: { inline_keyboard: [] } }]).edited, []);
});
