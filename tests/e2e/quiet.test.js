// Quiet hours in the real engine: what is pushed meanwhile outlives a kill, and leaves in order when the
// clock has come to their end.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Bylina, HALL } from './bylina.js';
import { LIMIT } from './patience.js';
import { Player } from './player.js';

const HAIL = `return command "hail" {
  args = { { id = "who", type = "player" }, { id = "n", type = "integer" } },
  run = function(ctx, args) ctx:push(args.who, "commands.hail.got", { n = args.n }) end,
}`;
const REST = `return command "rest" {
  args = { { id = "from", type = "integer" }, { id = "to", type = "integer" } },
  run = function(ctx, args)
    ctx.player.quiet = { from = args.from, to = args.to }
    ctx:push(ctx.player.id, "commands.rest.done")
  end,
}`;

test('waits through a kill, and comes in order', LIMIT, async (t) => {
  const game = await Bylina.make({ game: HALL, copyGame: true });
  t.after(() => game.remove());
  await writeFile(join(game.scripts, 'commands/hail.lua'), HAIL);
  await writeFile(join(game.scripts, 'commands/rest.lua'), REST);
  for (const lang of ['ru', 'en']) {
    await writeFile(join(game.content, `locales/${lang}/commands.lua`), `return { shout = "S", ["shout.heard"] = "{words}",
      hail = "H", ["hail.got"] = "Весть {n}.", rest = "R", ["rest.done"] = "Тихо." }`);
  }
  await game.start('run', { BOT_RATE: '0', SUPERVISE: 'no' });
  const ilya = await Player.make(game, { first_name: 'И' });
  const anna = await Player.make(game, { first_name: 'А' });
  for (const player of [ilya, anna]) {
    await player.says('/start');
    await player.reads('Зал.');
  }
  const hour = new Date().getUTCHours();
  await ilya.says(`/rest ${(hour + 23) % 24} ${(hour + 3) % 24}`);
  await ilya.reads('Тихо.'); // an answer to himself does not wait
  for (const n of [1, 2, 3]) {
    await anna.says(`/hail ${ilya.id} ${n}`);
  }
  await anna.says('5');
  await anna.reads('Получено: 5.');
  game.child.kill('SIGKILL');
  await game.ended;
  await game.start('run', { BOT_RATE: '0', SUPERVISE: 'no' });
  await anna.says('6');
  await anna.reads('Получено: 6.');
  const heard = async () => (await ilya.look()).messages.map(({ text }) => text).filter((text) => /^Весть/.test(text ?? ''));
  assert.deepEqual(await heard(), []);
  await game.control('clock', { skip: 4 * 3600 });
  await ilya.reads('Весть 3.');
  assert.deepEqual(await heard(), ['Весть 1.', 'Весть 2.', 'Весть 3.']);
});
