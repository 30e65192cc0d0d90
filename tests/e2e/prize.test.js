// The prize list: scripts that mean harm (tests/hostile), each in the engine that others are playing in.
// None may hold the others up for more than 100 ms, read a file, leave anything for the next turn, or end
// the process. Each says in its second line what must come of it:
//
//   told: PATTERN   the turn is undone, and the report that the admin reads fits
//   well: WORDS     it ends, and this is what its player is told
//   load: PATTERN   the game is not loaded, and `bylina check` says so
//
// What is measured is the processor's time that a script had the loop for, as the engine itself tells
// it; the machine of a test does other things, too. A build with a sanitizer takes some four times the
// time for the same, and has four times the limit (SCRIPT_SLOWDOWN): so it may hold the loop for four
// times as long here.
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Bylina, HALL, ROOT, runOnce } from './bylina.js';
import { Crowd } from './crowd.js';
import { LIMIT } from './patience.js';
import { Player } from './player.js';

const FOLDER = join(ROOT, 'tests/hostile');
const HELD_MS = 100;
const BYSTANDERS = 6;

const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.lua')).sort();
const scripts = await Promise.all(files.map(async (file) => {
  const source = await readFile(join(FOLDER, file), 'utf8');
  const [, what] = /^-- (.*)$/m.exec(source);
  const [, kind, words] = /^-- (told|well|load): (.*)$/m.exec(source);
  return { file, source, what, kind, words, id: `h${file.slice(0, 2)}` };
}));

let bylina;
let crowd;
let hostile;

async function locale(folder, lang, ids, out) {
  const names = ids.map((id) => `${id} = "${id}"`).join(', ');
  await writeFile(join(folder, `content/locales/${lang}/commands.lua`),
    `return { shout = "S", ["shout.heard"] = "{words}", ["hostile.out"] = "${out}: {words}.", ${names} }`);
}

/** The hall with these scripts as its commands. */
async function arena(list) {
  const made = await Bylina.make({ game: HALL, copyGame: true });
  await mkdir(join(made.content, 'schemas'), { recursive: true });
  await writeFile(join(made.content, 'documents/player.lua'), `return { fields = {
    steps = { type = "integer", default = 0 }, trail = { type = "text", default = "" }, box = { type = "map" } } }`);
  await writeFile(join(made.content, 'hostiles.lua'), 'return { axe = { power = 1, list = { 1, 2 } } }');
  await writeFile(join(made.content, 'schemas/hostiles.lua'),
    'return { power = { type = "integer" }, list = { type = "list" } }');
  await writeFile(join(made.content, 'locales/ru/hostiles.lua'), 'return { axe = "Топор" }');
  await writeFile(join(made.content, 'locales/en/hostiles.lua'), 'return { axe = "Axe" }');
  const ids = list.map(({ id }) => id);
  await locale(made.folder, 'ru', ids, 'Вышло');
  await locale(made.folder, 'en', ids, 'Out');
  for (const { id, source } of list) {
    await writeFile(join(made.scripts, `commands/${id}.lua`), source);
  }
  return made;
}

before(async () => {
  bylina = await arena(scripts.filter(({ kind }) => kind !== 'load'));
  await bylina.start('run', { BOT_RATE: '0', LOG_FORMAT: 'json' });
  crowd = await new Crowd(bylina.address).listen();
  hostile = await Player.make(bylina, { first_name: 'Лихо' });
  await hostile.says('/start');
  await hostile.reads('Зал.');
});

after(async () => {
  crowd?.close();
  await bylina?.remove();
});

const held = () => bylina.log.split('\n').filter((line) => line.includes('"a script held the loop"'))
  .map((line) => JSON.parse(line));

async function outcome({ kind, words }) {
  const seen = (await hostile.look()).messages.length;
  return { seen, fits: (text) => (kind === 'well' ? text.includes(`Вышло: ${words}.`) : new RegExp(words).test(text)) };
}

/** Taps one after another for as long as `goes()`; gives the longest, in ms. */
async function plays(member, goes) {
  let longest = 0;
  while (goes()) {
    member.steps = (member.steps ?? 0) + 1;
    const { answer, ms } = await member.taps('Шагнуть');
    assert.ok(!answer.text, `a good tap was refused: ${answer.text}`);
    await member.until(() => member.screen.text.includes(`Шагов: ${member.steps}.`));
    longest = Math.max(longest, ms);
  }
  return longest;
}

test('the list is long enough', () => {
  assert.ok(scripts.length >= 40, `${scripts.length} scripts`);
  assert.equal(new Set(scripts.map(({ id }) => id)).size, scripts.length);
});

test('each beside others who play', LIMIT, async (t) => {
  const bystanders = await crowd.join(BYSTANDERS);
  for (const member of bystanders) {
    await member.says('/start');
    await member.until(() => member.screen);
  }
  let goes = true;
  const playing = Promise.all(bystanders.map((member) => plays(member, () => goes)));
  let longest = 0;
  try {
    for (const script of scripts.filter(({ kind }) => kind !== 'load')) {
      const { seen, fits } = await outcome(script);
      const before = held().length;
      await hostile.says(`/${script.id}`);
      await hostile.until((messages) => messages.slice(seen).find((one) => one.from?.is_bot && fits(one.text ?? '')),
        `${script.file} (${script.what}): ${script.words}`);
      const us = Math.max(0, ...held().slice(before).map((line) => line.us));
      longest = Math.max(longest, us);
      t.diagnostic(`${script.file}: ${(us / 1000).toFixed(0)} ms`);
    }
  } finally {
    goes = false;
  }
  const taps = await playing;
  const status = held()[0];
  const slowdown = status?.slowdown ?? 1;
  t.diagnostic(`a script held the loop for ${(longest / 1000).toFixed(1)} ms at most (this build counts ${slowdown} for 1); ` +
    `the slowest tap of another took ${Math.max(...taps).toFixed(0)} ms`);
  assert.ok(longest / 1000 < HELD_MS * slowdown, `a script held the loop for ${longest / 1000} ms`);
  // Nothing of it is left: no step, no letter of the large document.
  await hostile.says('0');
  await hostile.reads('Шагов: 1.');
  await hostile.reads('След: конец');
  assert.equal(bylina.child.exitCode, null);
  assert.doesNotMatch(bylina.log, /root:.*:0:0:/);
});

for (const script of scripts.filter(({ kind }) => kind === 'load')) {
  test(`${script.file}: ${script.what}`, async () => {
    const made = await arena([script]);
    const end = await runOnce(['check'], { env: made.env() });
    assert.equal(end.code, 1, end.out);
    assert.match(end.out + end.err, new RegExp(`scripts/commands/${script.id}\\.lua:\\d+: .*${script.words}`));
    await made.remove();
  });
}

test('the files of the machine stay where they are', async () => {
  const { calls } = await bylina.control('calls?method=sendDocument');
  for (const call of calls) {
    assert.doesNotMatch(JSON.stringify(call), /root:.*:0:0:/);
  }
});
