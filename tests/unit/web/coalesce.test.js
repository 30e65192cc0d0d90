// One run at a time, one more for whatever was asked meanwhile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coalesce } from '../../../engine/sandbox/web/coalesce.js';

function gate() {
  let open;
  const promise = new Promise((resolve) => { open = resolve; });
  return { promise, open };
}

test('calls during a run cause one more run', async () => {
  const gates = [gate(), gate()];
  let runs = 0;
  let inside = 0;
  const ask = coalesce(async () => {
    assert.equal(++inside, 1);
    await gates[runs++].promise;
    inside--;
  });
  const done = ask();
  await new Promise(setImmediate);
  ask();
  ask();
  gates[0].open();
  gates[1].open();
  await done;
  assert.equal(runs, 2);
});

test('a run that throws ends nothing', async () => {
  const errors = [];
  let runs = 0;
  const ask = coalesce(() => {
    if (++runs === 1) throw new Error('once');
  }, (error) => errors.push(error.message));
  await ask();
  await ask();
  assert.deepEqual([runs, errors], [2, ['once']]);
});
