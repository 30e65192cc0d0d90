// What the checkers share: the project's own files, and how a finding is said.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
const FOREIGN = new Set(['node_modules', 'artifacts', '.git', 'build', 'var']);

/** Paths, from the root, of all files below `folders` whose names end like `pattern`. */
export function filesIn(folders, pattern) {
  const found = [];
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !FOREIGN.has(entry.name)) walk(path);
      else if (entry.isFile() && pattern.test(entry.name)) found.push(relative(ROOT, path));
    }
  };
  for (const folder of folders) walk(join(ROOT, folder));
  return found.sort();
}

export const read = (path) => readFileSync(join(ROOT, path), 'utf8');

/** Generated files say so in their first lines; no limit of style is theirs. */
export const isGenerated = (text) => /\bGenerated from \S+ by\b/i.test(text.slice(0, 400));

/** Prints findings ("path:line: what"), and ends the process: 1 if there are any. */
export function report(findings) {
  for (const finding of findings) console.log(finding);
  process.exit(findings.length ? 1 : 0);
}
