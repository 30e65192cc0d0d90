// The manual and the annotations of the interface: written from the engine's own files, whole, and refused
// where something is not explained.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './bylina.js';

function generate(root, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'engine/lua/generate.mjs'), ...args]);
  return { status, said: `${stdout}${stderr}` };
}

test('what is written is what the sources say', () => {
  const { status, said } = generate(ROOT, '--check');
  assert.equal(status, 0, said);
});

test('every method of the Bot API is there, with its parameters and what a crash does to it', async () => {
  const api = JSON.parse(await readFile(join(ROOT, 'engine/botapi/bot-api.json'), 'utf8'));
  const manual = await readFile(join(ROOT, 'docs/api.md'), 'utf8');
  const meta = await readFile(join(ROOT, 'scripts/meta/telegram.lua'), 'utf8');
  const names = Object.keys(api.methods);
  assert.equal(names.length, 185);
  for (const name of names) {
    const row = manual.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
    assert.match(row ?? name, /\| (moment|once|again|alike) \|$/);
    assert.match(meta, new RegExp(`^---@field ${name} fun\\(params\\??: tg\\.`, 'm'));
    for (const param of Object.keys(api.methods[name].params)) {
      assert.ok(row.includes(`\`${param}\``), `${name}: ${param}`);
    }
  }
  for (const [, type] of meta.matchAll(/\btg\.(\w+)/g)) {
    assert.match(meta, new RegExp(`^---@(class|alias) tg\\.${type}\\b`, 'm'), type);
  }
});

test('every word of ctx, of the world and of its players is there', async () => {
  const manual = await readFile(join(ROOT, 'docs/api.md'), 'utf8');
  for (const [file, cls, object] of [['ctx.lua', 'Ctx', 'ctx']]) {
    const source = await readFile(join(ROOT, 'engine/lua', file), 'utf8');
    const names = [...source.matchAll(new RegExp(`^function ${cls}:(\\w+)`, 'gm'))].map(([, name]) => name);
    assert.ok(names.length >= 18);
    names.forEach((name) => assert.ok(manual.includes(`### \`${object}:${name}(`), name));
  }
  for (const name of ['world:skip', 'world:player', 'p:taps', 'p:sees', 'p:pays']) {
    assert.ok(manual.includes(`### \`${name}(`), name);
  }
});

const MISTAKES = [
  ['ctx.lua', (text) => text.replace(/^local Ctx = \{\}$/m, '$&\nfunction Ctx:whisper() end\n'), /ctx\.lua: Ctx:whisper has no comment/],
  ['ctx.lua', (text) => text.replace(/^local Ctx = \{\}$/m, '$&\n--- Whispers.\nfunction Ctx:whisper(to) end\n'), /there is no ---@param to/],
  ['ctx.lua', (text) => text.replace(/^local Ctx = \{\}$/m, '$&\nCtx.whisper = function(self) end\n'), /cannot be explained/],
  ['declare.lua', (text) => text.replace('local CHOICE = {', '$&\n    colour = "string",'), /Choice: not explained: colour/],
  ['env.lua', (text) => text.replace('        assert = assert,', '$&\n        whisper = log,'), /not explained: whisper/],
];

test('what is not explained is refused', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bylina-manual-'));
  for (const part of ['engine/lua', 'engine/botapi', 'engine/turn']) {
    await cp(join(ROOT, part), join(folder, part), { recursive: true });
  }
  assert.equal(generate(folder).status, 0);
  for (const [file, spoil, told] of MISTAKES) {
    const path = join(folder, 'engine/lua', file);
    const sound = await readFile(path, 'utf8');
    assert.notEqual(spoil(sound), sound, `${file}: nothing to spoil`);
    await writeFile(path, spoil(sound));
    const { status, said } = generate(folder);
    assert.equal(status, 1, said);
    assert.match(said, told);
    await writeFile(path, sound);
  }
  await writeFile(join(folder, 'docs/api.md'), 'old');
  assert.match(generate(folder, '--check').said, /docs\/api\.md is not what/);
  await rm(folder, { recursive: true });
});
