// The code in the documents, as it stands there: files by the path that their first line names, so that
// tests run what readers copy.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './bylina.js';

const FENCE = /^```(\w+)\n([\s\S]*?)^```$/gm;
const HEAD = /^(?:--|#) (?:\d+\. )?(\(later\) )?((?:scripts|content)\/[\w./]+)[: (]/;

/** The files of the examples of a document: { path, text, later }. */
export async function filesOf(document, from, to) {
  const whole = await readFile(join(ROOT, document), 'utf8');
  const part = whole.slice(whole.indexOf(from), whole.indexOf(to));
  const files = [];
  for (const [, , code] of part.matchAll(FENCE)) {
    for (const line of code.split('\n')) {
      const head = line.match(HEAD);
      if (head) files.push({ path: head[2], later: Boolean(head[1]), lines: [] });
      files.at(-1)?.lines.push(line);
    }
  }
  return files.map(({ path, later, lines }) => ({ path, later, text: `${lines.join('\n').trimEnd()}\n` }));
}

/** The same where each block of code is one file, or (`below`) lines for one, to stand below its line that
 *  begins with `return`: { path, text, below }. */
export async function blocksOf(document, from, to) {
  const whole = await readFile(join(ROOT, document), 'utf8');
  const part = whole.slice(whole.indexOf(from), whole.indexOf(to));
  const blocks = [];
  for (const [, , text] of part.matchAll(FENCE)) {
    const head = text.match(/^(?:--|#) ((?:scripts|content)\/[\w./]+)(, below return)?/);
    if (head) blocks.push({ path: head[1], text, below: Boolean(head[2]) });
  }
  return blocks;
}
