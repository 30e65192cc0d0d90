// The studio has the same words in both languages.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';

const source = await readFile(new URL('../../../engine/app/studio/words.js', import.meta.url), 'utf8');
const module = source.replace("import { lang } from '/i18n.js';", "const lang = 'en';");
const { KEYS, w } = await import(`data:text/javascript,${encodeURIComponent(module)}`);

test('every word is there in Russian and English', () => {
  assert.deepEqual(KEYS[0], KEYS[1]);
  assert.equal(w('here', { n: 3 }), 'Here now: 3');
});
