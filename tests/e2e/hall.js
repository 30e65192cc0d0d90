// How a player plays the hall (tests/e2e/hall): ten updates, each of which leaves a mark that can be
// checked afterwards. For the test of order and for the bench.
import assert from 'node:assert/strict';

const EARLY = [1, 2, 3, 4];
const LATE = [5, 6, 7];
export const NUMBERS = [...EARLY, ...LATE];
export const STEPS = 2;
export const UPDATES = 1 + NUMBERS.length + STEPS; // of one player

/** What the bot says to these numbers. */
export function got(numbers) {
  return numbers.map((n) => `Получено: ${n}.`);
}

/** How a screen shows that these numbers came, in this order. */
export function trail(numbers) {
  return `След: ${numbers.map((n) => `${n} `).join('')}конец`;
}

/** One start, four numbers at once, two taps, three numbers. onTap gets the milliseconds of a tap. */
export async function plays(member, onTap = () => {}) {
  await member.says('/start');
  await member.until(() => member.screen);
  for (const n of EARLY) {
    await member.says(String(n));
  }
  await member.until(() => member.screen.text.includes(trail(EARLY)));
  for (let step = 1; step <= STEPS; step++) {
    const { answer, ms } = await member.taps('Шагнуть');
    assert.ok(!answer.text, `player ${member.id}: a good button was refused: ${answer.text}`);
    onTap(ms);
    await member.until(() => member.screen.text.includes(`Шагов: ${step}.`));
  }
  for (const n of LATE) {
    await member.says(String(n));
  }
  await member.until(() => member.screen.text.includes(trail(NUMBERS)));
  await member.until(() => member.words.length >= NUMBERS.length);
}

/** Fails unless each update of `plays` was answered once, and in order. */
export async function checkPlayed(member) {
  const { words, screen } = await spoken(member);
  assert.deepEqual(words, got(NUMBERS), `the answers of player ${member.id}`);
  assert.ok(screen.text.includes(trail(NUMBERS)), screen.text);
  assert.ok(screen.text.includes(`Шагов: ${STEPS}.`), screen.text);
}

/** What the bot said to a player, from the emulator's own books: answers to numbers, newest screen. */
export async function spoken(member) {
  const { messages } = await member.crowd.control(`chat?chat=${member.chat}&player=${member.id}`);
  const ofBot = messages.filter((message) => message.from.is_bot);
  return {
    words: ofBot.map((one) => one.text).filter((text) => text.startsWith('Получено')),
    screen: ofBot.findLast((one) => one.reply_markup),
  };
}
