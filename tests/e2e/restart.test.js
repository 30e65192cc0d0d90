// A restart between two taps: the screen goes on in the same message, pictures included.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Bylina } from './bylina.js';
import { Player } from './player.js';

let bylina;

after(() => bylina?.remove());

test('after a restart the screen is edited in place, not sent anew', async () => {
  bylina = await Bylina.make();
  await bylina.start();
  const ilya = await Player.make(bylina, { first_name: 'Илья' });
  await ilya.says('/start');
  await ilya.reads('величать');
  await ilya.says('Илья');
  await ilya.reads('Камень на распутье');
  const before = await ilya.screen();

  assert.equal((await bylina.stop()).code, 0);
  await bylina.start();
  await ilya.taps('Во двор');
  await ilya.reads('Двор за околицей');
  assert.equal((await ilya.screen()).message_id, before.message_id);
});
