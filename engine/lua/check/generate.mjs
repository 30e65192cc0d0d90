// Writes docs/diagnostics.md: the numbers of `bylina check`, from codes.lua beside this. `./dev lint`
// fails when the written file is not what this gives.
//
//   node engine/lua/check/generate.mjs            writes the file
//   node engine/lua/check/generate.mjs --check    exit 1 if it differs
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, '../../../docs/diagnostics.md');
const STRING = `("(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*')`;
const ROW = new RegExp(`\\{\\s*code = ${STRING},\\s*severity = ${STRING},\\s*means = ${STRING},\\s*mend = ${STRING},?\\s*\\}`, 'g');

const HEAD = `# What \`bylina check\` tells

Generated from \`engine/lua/check/codes.lua\` by \`engine/lua/check/generate.mjs\`, do not edit. [check.md](check.md) says how to use it.

A line a finding, \`file:line: error B010: what. How to mend.\` An **error** would fail at the load or when the line runs, and a reload refuses it; a **warning** is most likely not what was meant. A number never changes its meaning.

| number | | what | how to mend |
|---|---|---|---|
`;

// A string of Lua as its text, ready for a cell.
const cell = (literal) => literal.slice(1, -1).replace(/\\(.)/g, '$1').replace(/([|<])/g, '\\$1');

function rows(source) {
  const found = [...source.matchAll(ROW)].map((row) => row.slice(1).map(cell));
  const codes = source.match(/code = /g).length;
  if (found.length !== codes) {
    throw new Error(`engine/lua/check/codes.lua: ${codes} rows, but only ${found.length} can be read here`);
  }
  return found.map((cells) => `| ${cells.join(' | ')} |\n`);
}

const text = HEAD + rows(readFileSync(join(HERE, 'codes.lua'), 'utf8')).join('');
if (process.argv[2] === '--check') {
  let there = '';
  try {
    there = readFileSync(OUT, 'utf8');
  } catch {
    // absent: differs
  }
  if (there !== text) {
    console.error('docs/diagnostics.md is not what engine/lua/check/generate.mjs writes: run it');
    process.exitCode = 1;
  }
} else {
  writeFileSync(OUT, text);
}
