// The sample game (tests/sample) is the manual's examples, file by file as they stand there, made whole
// by what they leave out. It passes check, plays its tests, and random players find nothing in it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT, runOnce } from './bylina.js';
import { filesOf } from './manual.js';

const SAMPLE = join(ROOT, 'tests/sample');
const FOLDERS = ['--scripts-dir', join(SAMPLE, 'scripts'), '--content-dir', join(SAMPLE, 'content')];


test('each example of the manual is a file of the sample game', async () => {
  const files = await filesOf('docs/scripting.md', '## Examples', '## Tests');
  assert.ok(files.length >= 28, `only ${files.length} examples found`);
  for (const { path, text, later } of files) {
    if (later) continue;
    assert.equal(await readFile(join(SAMPLE, path), 'utf8'), text, `tests/sample/${path} is not what docs/scripting.md has`);
  }
});

test('it is sound, without a warning', async () => {
  const { code, out, err } = await runOnce(['check', ...FOLDERS]);
  assert.equal(code, 0, out + err);
  assert.doesNotMatch(out + err, /warning/);
});

test('its tests pass: a duel, a trade, an auction, the forge, a title for Stars, a top in a group, a quest', async () => {
  const { code, out } = await runOnce(['test', ...FOLDERS]);
  assert.equal(code, 0, out);
  assert.match(out, /^ok {3}first_day\.txt$/m);
});

test('random players reach all of it and find nothing', async () => {
  const { code, out } = await runOnce(['test', '--wander', '4000', '--seed', '1', ...FOLDERS]);
  assert.equal(code, 0, out);
  assert.match(out, /scenes +(\d+) of \1 reached/);
  assert.match(out, /choices +(\d+) of \1 reached/);
});
