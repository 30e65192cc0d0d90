// bylina simulate: players with habits live for weeks; what they have, where gold came from, who died and
// how long a quest took is told in figures and drawn; two folders of scripts stand beside each other.
import assert from 'node:assert/strict';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { SmallGame } from './smallgame.js';

const WORKER = `return { kinds = { { id = "worker", taps = 3, hour = 12,
  prefer = { cellar = 0, ["home.cellar"] = 0, ["home.work"] = 1 } } } }`;
let game;

before(async () => {
  game = await SmallGame.make({
    'scripts/quests/work.lua': `return quest "work" { { id = "two", on = { "paid" }, count = 2 }, { id = "look" } }`,
    'scripts/scenes/home.lua': `return scene "home" {
  enter = function(ctx) if not ctx:stage("work") then ctx:advance("work", "two") end end,
  { id = "work", when = function(ctx) return not ctx.player.till end, run = function(ctx)
    ctx.player.till = ctx:after("1h", "work.done", ctx.player)
  end },
  { id = "cellar", go = "cellar" },
}`,
    'scripts/timers/work.lua': `return timer "work.done" { run = function(ctx, player)
  ctx:pay("world", player, 3, "work")
  player.till = nil
  ctx:emit("paid", {}, player.id)
end }`,
    'content/events.lua': 'return { paid = {}, died = {} }',
    'content/locales/ru/quests.lua': 'return { ["work.title"] = "Работа", ["work.two"] = "Два раза", ["work.look"] = "Глянь" }',
    'content/locales/en/quests.lua': 'return { ["work.title"] = "Work", ["work.two"] = "Twice", ["work.look"] = "Look" }',
    'scripts/tests/players.lua': WORKER,
  });
});
after(() => game?.remove());

const simulate = (...args) => game.runs('simulate', '--players', '20', '--days', '8', ...args);

test('those who only work have three coins a day, and their quest goes on with them', async () => {
  const { code, out, err } = await simulate();
  assert.equal(code, 0, err);
  assert.match(out, /^ {2}gold +0 \(0 to 0\) +6 \(6 to 6\) +12 \(12 to 12\) +18 \(18 to 18\) +24 \(24 to 24\)$/m);
  assert.match(out, /^ {2}made +work +480$/m);
  assert.match(out, /work +two +100\.0% of the players, the middle one of them on day 1$/m);
  assert.match(out, /work +look +100\.0% of the players, the middle one of them on day [23]$/m);
  assert.match(out, /work +done +0\.0% of the players$/m);
  assert.match(out, /\d+ acts in/);
});

test('the same seed lives the same lives', async () => {
  const still = async (seed) => (await simulate('--seed', seed)).out.replace(/in [\d.]+ s/, '');
  await game.put('scripts/tests/players.lua', 'return { kinds = { { taps = 9 }, { id = "seldom", visits = 0.5 } } }');
  const first = await still('3');
  assert.equal(first, await still('3'));
  assert.notEqual(first, (await still('4')).replace('seed 4', 'seed 3'));
  await game.put('scripts/tests/players.lua', WORKER);
});

test('many players live in several worlds, and it does not matter who plays them', async () => {
  await game.put('scripts/tests/players.lua', 'return { kinds = { { taps = 5 }, { id = "worker", taps = 3, prefer = { cellar = 0 } } } }');
  const still = async (jobs) => {
    const { code, out, err } = await game.runs('simulate', '--players', '600', '--days', '3', '--jobs', jobs);
    assert.equal(code, 0, err);
    return out.replace(/in [\d.]+ s/, '');
  };
  const alone = await still('1');
  assert.match(alone, /600 players, 3 days/);
  assert.match(alone, /work +two +100\.0% of the players/);
  assert.equal(alone, await still('2'));
  assert.equal(alone, await still('7'));
  await game.put('scripts/tests/players.lua', WORKER);
});

test('several worlds of workers have what one has', async () => {
  const { code, out, err } = await game.runs('simulate', '--players', '300', '--days', '8');
  assert.equal(code, 0, err);
  assert.match(out, /^ {2}gold +0 \(0 to 0\) +6 \(6 to 6\) +12 \(12 to 12\) +18 \(18 to 18\) +24 \(24 to 24\)$/m);
  assert.match(out, /^ {2}made +work +7200$/m);
});

test('scripts that cannot be played are told once', async () => {
  await game.put('scripts/tests/players.lua', 'return { kinds = 7 }');
  const { code, err } = await game.runs('simulate', '--players', '600', '--days', '3', '--jobs', '2');
  assert.equal(code, 1);
  assert.equal(err.match(/players\.lua/g)?.length, 1, err);
  await game.put('scripts/tests/players.lua', WORKER);
});

test('deaths are events or a scene, errors are counted', async () => {
  await game.put(
    'scripts/scenes/cellar.lua',
    `return scene "cellar" { { id = "look", run = function(ctx) ctx:emit("died") end },
  { id = "down", when = function(ctx) return ctx.now % 2 == 0 end, run = function() error("a hole") end } }`,
  );
  await game.put('scripts/tests/players.lua', 'return { deaths = { event = "died" }, watch = { "gold" } }');
  const { code, out } = await simulate();
  assert.equal(code, 0);
  assert.match(out, /^ {2}deaths [1-9]\d*$/m);
  assert.match(out, /^ {2}error [1-9]\d* times: scripts\/scenes\/cellar\.lua:2: a hole$/m);
  await game.put('scripts/tests/players.lua', WORKER);
});

test('two folders of scripts beside each other, drawn', async () => {
  const other = join(game.folder, 'other');
  await cp(join(game.folder, 'scripts'), other, { recursive: true });
  const timer = await readFile(join(other, 'timers/work.lua'), 'utf8');
  await game.put('other/timers/work.lua', timer.replace('player, 3,', 'player, 5,'));
  const { code, out, err } = await simulate('--compare', other, '--out', join(game.folder, 'report.svg'));
  assert.equal(code, 0, err);
  assert.match(out, /made +work +480[\s\S]*made +work +800/);
  const svg = await game.read('report.svg');
  assert.match(svg, /^<svg [\s\S]*<\/svg>\n$/);
  for (const words of ['>gold<', '>gold a day<', '>work<', 'class="two"', 'class="line a"', 'class="line b"', `>${other}<`]) {
    assert.ok(svg.includes(words), words);
  }
  assert.doesNotMatch(svg, /nan|inf/);
});

test('what is wrong with the habits is told', async () => {
  for (const [source, words] of [
    ['return { kind = {} }', /players\.lua: there is no kind/],
    ['return { kinds = { { taps = "many" } } }', /kinds, 1, taps: a number is expected/],
    ['return { kinds = { { prefer = { ["home.sleep"] = 1 } } } }', /prefer: there is no home\.sleep/],
    ['return { watch = { "luck" } }', /declares no luck/],
    ['return { deaths = { scene = "grave" } }', /there is no scene grave/],
  ]) {
    await game.put('scripts/tests/players.lua', source);
    const { code, err } = await simulate();
    assert.equal(code, 1);
    assert.match(err, words);
  }
  assert.equal((await simulate('--days', '0')).code, 2);
  assert.equal((await simulate('--compare', '/nowhere')).code, 2);
});
