// bylina test --wander: random players find an error, a dead end, a trap, gold from nothing, a broken
// invariant, a script that never ends, each behind a few steps, and the way there is handed over as a
// transcript that fails in the same way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SmallGame } from './smallgame.js';

const cellar = (body) => ({ 'scripts/scenes/cellar.lua': `return scene "cellar" { { id = "look" }, ${body} }` });

/** Wanders through a game with a planted fault; `words` tells it, `deeds` are the lines of the way there. */
async function finds(files, words, deeds, replays = true) {
  const game = await SmallGame.make(files);
  try {
    const { code, out } = await game.runs('test', '--wander', '3000', '--seed', '5');
    assert.equal(code, 1, out);
    assert.match(out, words);
    const found = out.match(/^# found by[\s\S]*?\n(?=\n)/m)?.[0];
    assert.ok(found, out);
    const done = found.split('\n').filter((line) => /^\w*> /.test(line));
    assert.deepEqual(done.map((line) => line.replace(/^\w+> /, '> ').replace(/^> (?![/[+]).*/, '> NAME')), deeds, found);
    if (replays) {
      await game.put('scripts/tests/found.txt', found);
      const again = await game.runs('test', 'found.txt');
      assert.equal(again.code, 1, again.out);
      assert.match(again.out, words);
    }
  } finally {
    await game.remove();
  }
}

const INTO = ['> /start', '> NAME', '> [cellar]'];

test('an error, with the shortest way to it', () =>
  finds(cellar('{ id = "down", run = function(ctx) ctx:go("attic") end }'), /there is no scene attic/, [...INTO, '> [down]']));

test('an error that needs time and gold', () =>
  finds(
    cellar('{ id = "down", when = function(ctx) return ctx.player.gold >= 6 end, run = function() error("rich") end }'),
    /cellar\.lua:1: rich/,
    ['> /start', '> NAME', '> [work]', '> +3600s', '> [work]', '> [cellar]', '> +3600s', '> [down]'],
  ));

test('a dead end: no button, no words, nothing to wait for', () =>
  finds(
    {
      ...cellar('{ id = "down", go = "cellar.pit" }'),
      'scripts/scenes/cellar.lua': `return scene "cellar" { { id = "look" }, { id = "down", go = "cellar.pit" } },
  scene "cellar.pit" { hold = true, text = function(ctx) return ctx:t("cellar.dark") end }`,
    },
    /a dead end: scene cellar\.pit has no button/,
    [...INTO, '> [down]'],
  ));

test('scenes that lead only to each other', () =>
  finds(
    {
      'scripts/scenes/cellar.lua': `return scene "cellar" { { id = "look", go = "cellar.a" } },
  scene "cellar.a" { hold = true, text = function(ctx) return ctx:t("cellar.dark") end,
    { id = "on", go = "cellar.b", label = function(ctx) return ctx:t("cellar.down") end } },
  scene "cellar.b" { hold = true, text = function(ctx) return ctx:t("cellar.dark") end,
    { id = "on", go = "cellar.a", label = function(ctx) return ctx:t("cellar.down") end } }`,
    },
    /nobody has found a way out of: cellar\.a, cellar\.b/,
    [...INTO, '> [look]'],
    false,
  ));

test('gold from nothing', () =>
  finds(
    cellar('{ id = "down", run = function(ctx) ctx.player.gold = ctx.player.gold + 5 end }'),
    /player\/1\d+ has 5 gold from nothing, without ctx:pay/,
    [...INTO, '> [down]'],
  ));

test('an invariant of the game', () =>
  finds(
    {
      'scripts/tests/invariants.lua': `return { ["nobody is rich"] = function(world)
  for player in world:each "player" do assert(player.gold < 6, player.name) end
end }`,
    },
    /broken invariant: nobody is rich/,
    ['> /start', '> NAME', '> [work]', '> +3600s', '> [work]', '> +3600s'],
  ));

test('a script that never ends', () =>
  finds(cellar('{ id = "down", run = function() while true do end end }'), /takes too long/, [...INTO, '> [down]'], false));

test('a sound game: nothing found, the same walk again, and what was never reached', async () => {
  const game = await SmallGame.make({
    'scripts/scenes/cellar.lua': `return scene "cellar" { { id = "look" },
  { id = "down", when = function() return false end, go = "cellar.pit" } }, scene "cellar.pit" { text = function() return "" end }`,
  });
  const first = await game.runs('test', '--wander', '2000', '--seed', '3');
  const again = await game.runs('test', '--wander', '2000', '--seed', '3');
  await game.remove();
  assert.equal(first.code, 0, first.out);
  const still = (out) => out.replace(/\d+ ms/, '');
  assert.equal(still(first.out), still(again.out));
  assert.match(first.out, /scenes +3 of 4 reached\n +never: cellar\.pit/);
  assert.match(first.out, /choices +3 of 4 reached\n +never: cellar\.down/);
});

test('a game of which scenes are meant to end', async () => {
  const game = await SmallGame.make({
    'scripts/scenes/cellar.lua': `return scene "cellar" { { id = "look", go = "cellar.end" } },
  scene "cellar.end" { hold = true, text = function(ctx) return ctx:t("cellar.dark") end }`,
    'scripts/tests/invariants.lua': 'return { ends = { "cellar.end" } }',
  });
  const { code, out } = await game.runs('test', '--wander', '500');
  await game.remove();
  assert.equal(code, 0, out);
});
