// The formatting of a text: trees of entities, with their UTF-16 offsets.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverSpoilers, entityTree, safeLink, withoutBreaks } from '../../../engine/sandbox/web/entities.js';

// The tree in short: plain text as it is, an entity as [type, ...children].
function short(nodes) {
  return nodes.map((node) => (node.entity ? [node.entity.type, ...short(node.children)] : node.text));
}

function joined(nodes) {
  return nodes.map((node) => (node.entity ? joined(node.children) : node.text)).join('');
}

const e = (type, offset, length) => ({ type, offset, length });

test('a text without entities is one piece', () => {
  assert.deepEqual(short(entityTree('Лукоморье', undefined)), ['Лукоморье']);
  assert.deepEqual(entityTree('', []), []);
});

test('offsets count UTF-16 units', () => {
  const text = '🐺 Серый волк';
  assert.deepEqual(short(entityTree(text, [e('bold', 3, 5)])), ['🐺 ', ['bold', 'Серый'], ' волк']);
});

test('entities nest', () => {
  const tree = entityTree('один два три', [e('bold', 0, 12), e('italic', 5, 3)]);
  assert.deepEqual(short(tree), [['bold', 'один ', ['italic', 'два'], ' три']]);
});

test('two entities of one range nest in the order given', () => {
  assert.deepEqual(short(entityTree('да', [e('bold', 0, 2), e('underline', 0, 2)])), [['bold', ['underline', 'да']]]);
});

test('an entity that crosses an end is cut in two', () => {
  const tree = entityTree('абвгде', [e('bold', 0, 4), e('italic', 2, 4)]);
  assert.deepEqual(short(tree), [['bold', 'аб', ['italic', 'вг']], ['italic', 'де']]);
});

test('entities out of order and out of bounds do no harm', () => {
  const tree = entityTree('абв', [e('italic', 2, 99), e('bold', 0, 1), e('code', 7, 2), e('code', 1, 0)]);
  assert.deepEqual(short(tree), [['bold', 'а'], 'б', ['italic', 'в']]);
});

test('no text is lost or doubled, whatever the entities', () => {
  const text = 'Направо 🐎 пойдёшь — коня потеряешь';
  let seed = 7;
  const random = (n) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % n;
  };
  for (let round = 0; round < 300; round++) {
    const entities = Array.from({ length: 5 }, (_, i) => e(`t${i}`, random(text.length), random(text.length)));
    assert.equal(joined(entityTree(text, entities)), text, JSON.stringify(entities));
  }
});

test('the line break after a block is not shown twice', () => {
  const nodes = entityTree('а\nб\nв', [e('pre', 2, 1)]);
  assert.deepEqual(short(withoutBreaks(nodes)), ['а\n', ['pre', 'б'], 'в']);
  assert.deepEqual(short(withoutBreaks(entityTree('б\nв', [e('bold', 0, 1)]))), [['bold', 'б'], '\nв']);
});

test('only harmless links are links', () => {
  assert.equal(safeLink('https://example.org/a'), 'https://example.org/a');
  assert.equal(safeLink('example.org'), 'https://example.org');
  assert.equal(safeLink('tg://user?id=5'), 'tg://user?id=5');
  assert.equal(safeLink('javascript:alert(1)'), null);
  assert.equal(safeLink('JaVaScRiPt:alert(1)'), null);
  assert.equal(safeLink('data:text/html,x'), null);
});

test('previews keep the secret of a spoiler', () => {
  assert.equal(coverSpoilers('клад: дуб!', [e('spoiler', 6, 3), e('bold', 0, 4)]), 'клад: ▒▒▒!');
});
