// bylina check and bylina graph as a designer calls them: exit codes, the form of what is told, pictures.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Bylina, HALL, runOnce } from './bylina.js';
import { POSTGRES } from './database.js';
import { FAIR } from './fairgoers.js';
import { Player } from './player.js';

let bylina;
let folder;
const SCENE = 'scripts/scenes/hall.lua';

before(async () => {
  bylina = await Bylina.make({ game: HALL, copyGame: true });
  folder = await mkdtemp(join(tmpdir(), 'bylina-graph-'));
});

after(async () => {
  await bylina?.remove();
  await rm(folder, { recursive: true, force: true });
});

// Puts `to` for every `from` in a file of the game.
async function edits(game, path, from, to) {
  const file = join(game.folder, path);
  await writeFile(file, (await readFile(file, 'utf8')).replaceAll(from, to));
}

test('saves: what players hold and the game has no longer, and how a line in renamed.lua mends it', async () => {
  const world = await Bylina.make({ copyGame: true });
  const url = world.env().DATABASE_URL;
  const nothing = POSTGRES ? /migrations are pending.*bylina migrate up/ : /there is no database .*world\.db/;
  const asks = (...words) => runOnce(['check', '--database-url', url, ...words], { env: world.env(), cwd: world.folder });
  try {
    const early = await asks();
    assert.equal(early.code, 1);
    assert.match(early.err, nothing);
    await world.start('run');
    const hero = await Player.make(world, { first_name: 'Илья' });
    await hero.says('/start');
    await hero.reads('Как тебя величать');
    await hero.says('Илья');
    await hero.taps('Во двор');
    await hero.taps('Упражняться');
    await hero.reads('Прибавка к силе');
    const busy = await asks();
    assert.equal(busy.code, 1, busy.out);
    assert.match(busy.err, /another engine/);
    await world.stop();
    assert.equal((await asks()).code, 0);
    await edits(world, 'scripts/timers/training.lua', '"training.done"', '"training.over"');
    await edits(world, 'scripts/scenes/yard.lua', '"training.done"', '"training.over"');
    const gone = await asks();
    assert.equal(gone.code, 1, gone.out + gone.err);
    assert.match(gone.out, /^content\/renamed\.lua: error B051: timer training\.done is gone.*1 times/m);
    await writeFile(join(world.folder, 'content/renamed.lua'), 'return { timers = { ["training.done"] = "training.over" } }\n');
    assert.equal((await asks()).code, 0);
  } finally {
    await world.remove();
  }
});

const runs = (...words) => runOnce(words, { env: bylina.env(), cwd: bylina.folder });

test('a sound game: exit 0 and one line', async () => {
  const end = await runs('check');
  assert.equal(end.code, 0, end.out + end.err);
  assert.match(end.out, /^The game is sound \([0-9a-f]{16}\)\.\n$/);
});

test('the games of this repository, the manual\'s examples among them: nothing is found', async () => {
  for (const game of ['.', 'tests/fair', 'tests/sample', 'tests/e2e/hall']) {
    const end = await runOnce(['check', '--scripts-dir', join(game, 'scripts'), '--content-dir', join(game, 'content')]);
    assert.match(end.out, /^The game is sound \([0-9a-f]{16}\)\.\n$/, `${game}: ${end.out}${end.err}`);
  }
});

test('errors: exit 1, a line each with file, line, number and mend; --json says the same', async () => {
  const file = join(bylina.folder, SCENE);
  const sound = await readFile(file, 'utf8');
  await writeFile(file, `local function lost(ctx) wealth = ctx:go("nowhere") end\n${sound}`);
  const end = await runs('check');
  assert.equal(end.code, 1, end.out + end.err);
  assert.match(end.out, /^scripts\/scenes\/hall\.lua:\d+: error B010: there is no scene nowhere\. [A-Z].+\.$/m);
  assert.match(end.out, /^scripts\/scenes\/hall\.lua:\d+: error B005: /m);
  assert.match(end.out, /^\d+ errors, \d+ warnings?\.$/m);
  const told = JSON.parse((await runs('check', '--json')).out);
  assert.equal(told.errors, told.findings.filter(({ severity }) => severity === 'error').length);
  const one = told.findings.find(({ code }) => code === 'B010');
  assert.equal(one.file, SCENE);
  assert.ok(Number.isInteger(one.line) && one.message && one.mend);
  await writeFile(file, sound);
});

test('--json of a sound game has an empty list', async () => {
  const end = await runs('check', '--json');
  assert.equal(end.code, 0, end.out + end.err);
  const { findings, errors, warnings, hash } = JSON.parse(end.out);
  assert.deepEqual(findings, []);
  assert.deepEqual([errors, warnings], [0, 0]);
  assert.match(hash, /^[0-9a-f]{16}$/);
});

const drawn = (...words) => runOnce(['graph', '--scripts-dir', join(FAIR, 'scripts'), '--content-dir', join(FAIR, 'content'),
  ...words], { env: bylina.env(), cwd: bylina.folder });

test('graph: DOT, Mermaid, JSON', async () => {
  const dot = await drawn();
  assert.equal(dot.code, 0, dot.err);
  assert.match(dot.out, /^digraph game \{/);
  assert.match(dot.out, /"square" -> "market" \[label="market"\]/);
  const mermaid = await drawn('--format', 'mermaid');
  assert.match(mermaid.out, /^flowchart LR\n/);
  const map = JSON.parse((await drawn('--format=json')).out);
  assert.equal(map.start, 'gate');
  assert.ok(map.nodes.some(({ id, kind }) => id === 'push/trade.asked' && kind === 'push'));
  assert.ok(map.edges.some(({ from, to, by, how }) => from === 'push/trade.asked' && to === 'trade' && by === 'come' && how === 'push'));
  assert.deepEqual(map.quests[0].stages[0].fed_by, ['square']);
});

test('graph: an SVG in a file, with every scene', async () => {
  const out = join(folder, 'map.svg');
  const end = await drawn('--format', 'svg', '--out', out);
  assert.equal(end.code, 0, end.err);
  const svg = await readFile(out, 'utf8');
  assert.match(svg, /<svg /);
  for (const scene of ['gate', 'square', 'market', 'trade', 'duel']) {
    assert.match(svg, new RegExp(`id="${scene}" class="node"`));
  }
});

test('graph without Graphviz: one line that names the package; no half file', async () => {
  const out = join(folder, 'none.svg');
  const env = { ...bylina.env(), PATH: folder };
  const end = await runOnce(['graph', '--format', 'svg', '--out', out], { env, cwd: bylina.folder });
  assert.equal(end.code, 1);
  assert.match(end.err, /graphviz/);
  await assert.rejects(readFile(out));
});

test('graph: an unknown format is bad usage', async () => {
  const end = await drawn('--format', 'png');
  assert.equal(end.code, 2);
  assert.match(end.err, /dot, mermaid, svg or json, not png/);
});
