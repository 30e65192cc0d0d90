// A player as an argument, in the real engine: found by his name through the index, also one who was
// there before anything asked for players, and by @username.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Bylina, HALL } from './bylina.js';
import { LIMIT, PATIENCE_MS } from './patience.js';
import { Player } from './player.js';

const HAIL = `return command "hail" {
  args = { { id = "who", type = "player" } },
  run = function(ctx, args) ctx:push(args.who, "commands.hail.got") end,
}`;
const BAPTISM = `return command "call" {
  args = { { id = "name", type = "text" } },
  run = function(ctx, args) ctx.player.name = args.name end,
}`;

async function words(game, more) {
  for (const lang of ['ru', 'en']) {
    await writeFile(join(game.content, `locales/${lang}/commands.lua`),
      `return { shout = "S", ["shout.heard"] = "{words}", call = "C", ${more} }`);
  }
}

test('by name and by username, also who was there before', LIMIT, async (t) => {
  const game = await Bylina.make({ game: HALL, copyGame: true });
  t.after(() => game.remove());
  await writeFile(join(game.scripts, 'commands/call.lua'), BAPTISM);
  await words(game, '');
  await game.start('run', { BOT_RATE: '0' });
  const ilya = await Player.make(game, { first_name: 'И', username: 'ilya_m' });
  await ilya.says('/start');
  await ilya.reads('Зал.');
  await ilya.says('/call Илья Муромец');
  await ilya.reads('Зал.');
  assert.equal((await game.stop()).code, 0);

  await writeFile(join(game.scripts, 'commands/hail.lua'), HAIL);
  await words(game, 'hail = "H", ["hail.got"] = "Тебя зовут."');
  await game.start('run', { BOT_RATE: '0' });
  const anna = await Player.make(game, { first_name: 'А' });
  await anna.says('/start');
  await anna.reads('Зал.');
  const count = async () => (await ilya.look()).messages.filter(({ text }) => text === 'Тебя зовут.').length;
  const before = await ilya.look();
  const deadline = Date.now() + PATIENCE_MS;
  while (await count() === 0) { // the index of old documents is written beside the play
    assert.ok(Date.now() < deadline, JSON.stringify(before.messages.slice(-3)));
    await anna.says('/hail илья муромец');
    await anna.reads(/^/);
  }
  await anna.says('/hail @Ilya_M');
  await ilya.until((messages) => messages.filter(({ text }) => text === 'Тебя зовут.').length >= 2, 'a second call');
  await anna.says('/hail Добрыня');
  await anna.reads('Такого игрока здесь нет.');
});
