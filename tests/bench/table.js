// The figures as a table: what, how much, the goal beside it and whether it was met. Progress goes to
// the standard error, so that the table can be kept alone.
import { cpus } from 'node:os';

const rows = [];

/** goal: { least: N } or { most: N }, in the figure's unit. */
export function note(what, figure, unit, goal) {
  const met = !goal || (goal.least === undefined ? figure < goal.most : figure >= goal.least);
  const text = typeof figure === 'number' ? figure.toFixed(figure < 10 ? 2 : 0) : figure;
  rows.push({ what, text, unit, goal, met });
}

export function quantile(sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
}

export function noteSpread(what, values) {
  const sorted = [...values].sort((a, b) => a - b);
  note(`${what}: p50`, quantile(sorted, 0.5), 'ms');
  note(`${what}: p99`, quantile(sorted, 0.99), 'ms');
  note(`${what}: max`, sorted.at(-1), 'ms');
}

/** Times of a crowd, in microseconds as the local Telegram gives them. */
export function noteTimes(what, { p50, p99, max }) {
  note(`${what}: p50`, p50 / 1000, 'ms');
  note(`${what}: p99`, p99 / 1000, 'ms');
  note(`${what}: max`, max / 1000, 'ms');
}

const TELL_MS = process.stderr.isTTY ? 200 : 10_000;
let told = 0;

/** What goes on, now and then. */
export function progress(words) {
  const now = performance.now();
  if (now - told < TELL_MS) {
    return;
  }
  told = now;
  process.stderr.write(process.stderr.isTTY ? `\r\x1b[K${words}` : `${words}\n`);
}

function goalOf({ goal, met, unit }) {
  if (!goal) {
    return '';
  }
  const bound = goal.least === undefined ? `under ${goal.most}` : `at least ${goal.least}`;
  return `  ${met ? 'met ' : 'MISSED'} (${bound} ${unit})`;
}

export function print(binary) {
  const width = Math.max(...rows.map(({ what }) => what.length));
  process.stderr.write(process.stderr.isTTY ? '\r\x1b[K' : '');
  console.log(`${binary}\n${cpus().length} cores (${cpus()[0].model}), Node ${process.version}\n`);
  for (const row of rows) {
    console.log(`${row.what.padEnd(width)}  ${row.text.padStart(8)} ${row.unit.padEnd(4)}${goalOf(row)}`.trimEnd());
  }
}
