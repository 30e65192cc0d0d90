// The reducers of the page's state.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as s from '../../../engine/sandbox/web/state.js';

const player = (id) => ({ id, first_name: `P${id}` });
const group = (id, ...members) => ({ chat: { id, title: 'Дружина' }, members });
const answer = (...ids) => ({ now: 1000, skipped: 0, bot: { id: 7, first_name: 'Лукоморье' },
  players: ids.map(player), chats: [group(-5, 1, 2)] });
const at = (...ids) => s.applyState(s.emptyState, answer(...ids), 50);
const own = (id) => ({ player: id, chat: id });
const say = (chat, id, isBot = true) => ({ chat_id: chat, message: { message_id: id, from: { id: 7, is_bot: isBot } } });

test('the first player has a column from the start', () => {
  assert.deepEqual(at(1, 2).columns, [own(1)]);
  assert.deepEqual(at().columns, []);
});

test('a bot that has not called yet is none', () => {
  assert.equal(s.applyState(s.emptyState, { ...answer(1), bot: { id: 0 } }, 0).bot, null);
  assert.equal(s.applyState(s.emptyState, { ...answer(1), bot: null }, 0).bot, null);
});

test('columns of players and members who are gone go', () => {
  const state = { ...at(1, 2, 3), columns: [own(3), { player: 2, chat: -5 }, { player: 3, chat: -5 }], focus: 2 };
  const next = s.applyState(state, answer(1, 2), 60);
  assert.deepEqual(next.columns, [{ player: 2, chat: -5 }]);
  assert.equal(next.focus, 0);
});

test('the column of a group follows it when it becomes a supergroup', () => {
  const state = { ...at(1, 2), columns: [{ player: 2, chat: -5 }] };
  const chats = [{ ...group(-5, 1, 2), migrated_to: -1005 }, group(-1005, 1, 2)];
  const next = s.applyState(state, { ...answer(1, 2), chats }, 60);
  assert.deepEqual(next.columns, [{ player: 2, chat: -1005 }]);
  assert.deepEqual(next.chats.map((entry) => entry.chat.id), [-1005]);
});

test('a chat opens in the focused column, or beside it', () => {
  const one = s.openColumn(at(1, 2), own(2));
  assert.deepEqual(one.columns, [own(2)]);
  const two = s.openColumn(one, own(1), true);
  assert.deepEqual([two.columns, two.focus], [[own(2), own(1)], 1]);
});

test('a chat that is open is only focused', () => {
  const two = s.openColumn(at(1, 2), own(2), true);
  const same = s.openColumn(two, own(1), true);
  assert.deepEqual([same.columns, same.focus], [[own(1), own(2)], 0]);
});

test('there are never more than three columns', () => {
  const full = [2, 3, 4].reduce((state, id) => s.openColumn(state, own(id), true), at(1, 2, 3, 4));
  assert.deepEqual(full.columns, [own(1), own(2), own(4)]);
  assert.equal(full.focus, 2);
});

test('the last column cannot be closed', () => {
  const two = s.openColumn(at(1, 2), own(2), true);
  const one = s.closeColumn(two, s.columnKey(own(2)));
  assert.deepEqual([one.columns, one.focus], [[own(1)], 0]);
  assert.equal(s.closeColumn(one, s.columnKey(own(1))), one);
});

test('what the bot says where nobody looks is counted until it is opened', () => {
  const twice = [10, 11].reduce((state, id) => s.applyMessage(state, say(2, id)), at(1, 2));
  assert.equal(twice.unread[2], 2);
  assert.equal(twice.previews[2].message_id, 11);
  assert.equal(s.openColumn(twice, own(2)).unread[2], undefined);
});

test('an open chat and a player\'s own words are not counted', () => {
  assert.deepEqual(s.applyMessage(at(1, 2), say(1, 10)).unread, {});
  assert.deepEqual(s.applyMessage(at(1, 2), say(2, 10, false)).unread, {});
});

test('an older message does not replace the preview', () => {
  const state = s.applyMessage(at(1, 2), say(2, 11));
  assert.equal(s.applyPreview(state, 2, { message_id: 9 }), state);
});

test('the clock runs with the machine and leaps when it is skipped', () => {
  const state = at(1);
  assert.equal(s.gameNow(state, 50), 1000);
  assert.equal(s.gameNow(state, 62.5), 1012);
  const later = s.applyClock(state, { now: 29800, skipped: 28800 }, 60);
  assert.equal(s.gameNow(later, 61), 29801);
  assert.equal(later.clock.skipped, 28800);
});

test('kept columns that make no sense are forgotten', () => {
  assert.deepEqual(s.restoreColumns(s.emptyState, 'x').columns, []);
  assert.deepEqual(s.restoreColumns(s.emptyState, [own(1), { player: 'a' }, null]).columns, [own(1)]);
});

test('a store tells of changes only', () => {
  const store = s.createStore(s.emptyState);
  const heard = [];
  store.subscribe((next, before) => heard.push([before.online, next.online]));
  store.set(store.get());
  store.set(s.applyOnline(store.get(), true));
  assert.deepEqual(heard, [[false, true]]);
});
