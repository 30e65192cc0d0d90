// Two players at one forge, in the local Telegram: a price moves under both pairs of eyes, and a tap on the
// one that was there before is refused, with the new one to look at.
import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { Bylina } from './bylina.js';
import { Player } from './player.js';

let bylina;
let anna;
let boris;

before(async () => {
  bylina = await Bylina.make({ game: join(dirname(fileURLToPath(import.meta.url)), 'forge') });
  await bylina.start();
  anna = await Player.make(bylina, { id: 1001, first_name: 'Анна' });
  boris = await Player.make(bylina, { id: 1002, first_name: 'Борис' });
  for (const player of [anna, boris]) {
    await player.says('/start');
    await offer(player, 'Топор за 10');
  }
});

after(async () => {
  await bylina?.remove();
});

/** Waits for a button with these words on the newest screen: { message, data, text }. */
function offer(player, words) {
  return player.until((messages) => {
    const shown = messages.findLast((one) => one.reply_markup?.inline_keyboard?.length);
    const button = shown?.reply_markup.inline_keyboard.flat().find((one) => one.text === words);
    return button && { message: shown.message_id, data: button.callback_data, text: shown.text };
  }, words);
}

test('a price moves under both, in the message where it stands', async () => {
  const before = await offer(boris, 'Топор за 10');
  const { messages } = await boris.look();
  await anna.taps('Топор за 10');
  const now = await offer(boris, 'Топор за 15');
  assert.equal(now.message, before.message);
  assert.equal((await boris.look()).messages.length, messages.length, 'nothing new is sent to him');
  await offer(anna, 'Топор за 15');
});

test('nobody pays a price he did not see', async () => {
  const seen = await offer(boris, 'Топор за 15');
  const spear = await offer(boris, 'Копьё за 10');
  await anna.taps('Топор за 15');
  const refused = await boris.tapsData(seen.message, seen.data);
  assert.match(refused.text, /Пока ты думал, всё изменилось/);
  const fresh = await offer(boris, 'Топор за 20');
  assert.match(fresh.text, /Золото: 100/);
  await boris.tapsData(spear.message, spear.data); // its price has not moved
  await boris.reads('Золото: 90');
  await boris.taps('Топор за 20');
  await boris.reads('Золото: 70');
  await offer(anna, 'Топор за 25');
  await offer(anna, 'Копьё за 15');
});

test('what changes after the engine was down is shown, too', async () => {
  const before = await offer(boris, 'Копьё за 15');
  await bylina.stop();
  await bylina.start();
  assert.equal((await offer(boris, 'Копьё за 15')).message, before.message);
  await anna.taps('Копьё за 15');
  assert.equal((await offer(boris, 'Копьё за 20')).message, before.message);
});
