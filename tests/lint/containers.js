// dockerfile-utils over the Dockerfiles: what a builder would refuse or warn of. Exit 1 with a line for
// each finding.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const { validate } = createRequire(import.meta.url)('dockerfile-utils');
const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const FILES = ['Dockerfile', 'tests/image/postgres/Dockerfile', 'tests/image/redis/Dockerfile'];

let found = 0;
for (const path of FILES) {
  for (const { range, message } of validate(readFileSync(join(ROOT, path), 'utf8'))) {
    console.error(`${path}:${range.start.line + 1}: ${message}`);
    found++;
  }
}
process.exit(found ? 1 : 0);
