// Transcripts as tests: what is typed, tapped and waited for, and what is seen; a difference fails with
// its lines, --accept writes it, and nothing else of the file changes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SmallGame } from './smallgame.js';

const TALK = 'scripts/tests/talk.txt';
const SOUND = `# scripts/tests/talk.txt (lang ru, seed 7): the first hour
> /start
Как тебя зовут?
> Илья
Дом
Монет: 0.

[🔨 Работать] [В погреб]
> [work] [Cellar] +1h
Заработано 3 монеты.
`;
let game;

before(async () => {
  game = await SmallGame.make();
});
after(() => game?.remove());

async function plays(source, ...flags) {
  await game.put(TALK, source);
  return game.runs('test', ...flags);
}

test('a talk that is as written passes: words, labels, ids, time', async () => {
  const { code, out } = await plays(SOUND.replace('[Cellar]', '[cellar]'));
  assert.equal(code, 0, out);
  assert.match(out, /^ok {3}talk\.txt$/m);
});

test('the words of a button do without their emoji and capitals', async () => {
  const { code, out } = await plays(SOUND.replace('[work] [Cellar]', '[работать] [В ПОГРЕБ]'));
  assert.equal(code, 0, out);
});

test('… stands for any lines, and for any words in a line', async () => {
  const { code, out } = await plays('# (lang ru)\n> /start\nКак …?\n> Илья\n…\n[… Работать] …\n> [cellar]\n…\n');
  assert.equal(code, 0, out);
  const bad = await plays('# (lang ru)\n> /start\nКак … !\n');
  assert.equal(bad.code, 1);
});

test('a difference names step, line, what was expected and what came', async () => {
  const { code, out } = await plays(SOUND.replace('[Cellar]', '[cellar]').replace('Монет: 0.', 'Монет: 5.'));
  assert.equal(code, 1);
  assert.match(out, /talk\.txt:4: > Илья\n +Дом\n|talk\.txt:4: > Илья/);
  assert.match(out, /^ +- +6 Монет: 5\.$/m);
  assert.match(out, /^ +\+ +Монет: 0\.$/m);
  assert.match(out, /--accept/);
});

test('--accept writes the difference and touches nothing else', async () => {
  const sound = SOUND.replace('[Cellar]', '[cellar]').replace('Как тебя зовут?', '  Как …?').replace('# scripts', '#  scripts');
  const { code, out } = await plays(sound.replace('Монет: 0.', 'Монет: 5.\nИ мышь.'), '--accept');
  assert.equal(code, 0, out);
  assert.match(out, /^new {2}talk\.txt/m);
  assert.equal(await game.read(TALK), sound);
  assert.equal((await game.runs('test')).code, 0);
});

test('--accept fills in a talk of which only the deeds are written', async () => {
  await plays('# (lang en, seed 3)\n> /start\n> Ilya\n> [work] +1h\n>\n', '--accept');
  assert.equal(
    await game.read(TALK),
    '# (lang en, seed 3)\n> /start\nWhat is your name?\n> Ilya\nHome\nCoins: 0.\n[🔨 Work] [To the cellar]\n' +
      '> [work] +1h\n3 coins earned.\n>\nHome\nCoins: 3.\n[🔨 Work] [To the cellar]\n',
  );
});

test('several players: what the others see stands behind their names', async () => {
  await game.put(
    'scripts/commands/give.lua',
    `return command "give" { args = { { id = "to", type = "player" } }, run = function(ctx, args)
  ctx:push(args.to, "commands.hello")
end }`,
  );
  for (const lang of ['ru', 'en']) {
    await game.put(`content/locales/${lang}/commands.lua`, 'return { give = "Give", hello = "Hello!" }');
  }
  const talk = '# (lang ru)\n> /start\n…\n> Илья\n…\nАнна> /start\n…\n> /give 1002\nДом\nМонет: 0.\n[🔨 Работать] [В погреб]\nАнна< Hello!\n';
  const { code, out } = await plays(talk);
  assert.equal(code, 0, out);
});

test('a button that is not there, a script that fails: the place, and nothing is written', async () => {
  const missing = '# (lang ru)\n> /start\n> Илья\n> [attic]\n';
  const { code, out } = await plays(missing, '--accept');
  assert.equal(code, 1);
  assert.match(out, /talk\.txt:4: > \[attic\]\n.*no button \[attic\] here; there are: \[🔨 Работать\] \[В погреб\]/);
  assert.equal(await game.read(TALK), missing);
  await game.put('scripts/scenes/cellar.lua', 'return scene "cellar" { { id = "look", run = function() error("no light") end } }');
  const failed = await plays('# (lang ru)\n> /start\n> Илья\n…\n> [cellar] [look]\n');
  assert.match(failed.out, /scripts\/scenes\/cellar\.lua:1: no light/);
});

test('a form that is wrong is told with its line', async () => {
  for (const [source, words] of [
    ['Привет\n> /start\n', /talk\.txt:1: the first line is something done/],
    ['# only words\n', /talk\.txt:1: nothing is done here/],
    ['# (lang ru, sed 7)\n> /start\n', /talk\.txt:1: a transcript has the options lang, seed and strict, not sed 7/],
    ['# (seed x)\n> /start\n', /seed is a whole number, not x/],
    ['> [yard] soon\n', /talk\.txt:1: \[choice\], \+8h, .* expected, not soon/],
  ]) {
    const { code, out } = await plays(source);
    assert.equal(code, 1);
    assert.match(out, words);
  }
});

test('a test that never ends fails, and the others are run', async () => {
  await game.put(TALK, '# (lang ru)\n> /start\n…\n');
  await game.put('scripts/tests/loop.lua', 'return { ["for ever"] = function() while true do end end }');
  const { code, out } = await game.runs('test');
  assert.equal(code, 1);
  assert.match(out, /FAIL for ever \(scripts\/tests\/loop\.lua\)\n.*takes too long/);
  assert.match(out, /ok {3}talk\.txt\n1 passed, 1 failed/);
});

test('--watch runs them again when a file has changed, also one that breaks the game', async () => {
  await game.put('scripts/tests/loop.lua', 'return { ["sound"] = function() end }');
  const watched = game.starts('test', 'sound', '--watch');
  try {
    await watched.until(/1 passed, 0 failed[\s\S]*waiting/, 'the first run');
    await game.put('scripts/tests/loop.lua', 'return { ["sound"] = function() error("now") end }');
    await watched.until(/loop\.lua:1: now[\s\S]*0 passed, 1 failed[\s\S]*waiting/, 'the second run');
    await game.put('scripts/tests/loop.lua', 'return { ["sound"] = function() end');
    await watched.until(/loop\.lua:1: '}' expected[\s\S]*waiting/, 'a file that does not compile');
    await game.put('scripts/tests/loop.lua', 'return { ["sound"] = function() end }');
    await watched.until(/1 passed, 0 failed[\s\S]*waiting/, 'mended');
  } finally {
    assert.equal(await watched.ends(), 0);
  }
});
