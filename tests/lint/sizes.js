// Sizes: a file that cannot be seen at once, or a function that cannot be read at once, is cut by what
// it owns. A C function here is what stands between a { and a } in the first column, which clang-format
// sees to; the rows of a table in it do not count.
import { filesIn, isGenerated, read, report } from './files.js';

const FILE_LINES = 500;
const HEADER_LINES = 150;
const FUNCTION_LINES = 60;
const FOLDERS = ['engine', 'scripts', 'content', 'tests', 'cmake', 'db'];
const findings = [];

function checkFile(path, lines) {
  const limit = path.startsWith('engine/') && path.endsWith('.h') ? HEADER_LINES : FILE_LINES;
  if (lines.length > limit) findings.push(`${path}:1: ${lines.length} lines, at most ${limit}`);
}

function checkFunctions(path, lines) {
  let start = -1;
  let table = -1;
  let rows = 0;
  lines.forEach((line, at) => {
    if (line === '{') [start, rows] = [at, 0];
    if (/= \{/.test(line)) table = at;
    if (/\};$/.test(line) && table >= 0) {
      rows += at - table;
      table = -1;
    }
    if (line !== '}' || start < 0) return;
    const size = at - start + 1 - rows;
    if (size > FUNCTION_LINES) {
      findings.push(`${path}:${start}: a function of ${size} lines, at most ${FUNCTION_LINES}`);
    }
    start = -1;
  });
}

for (const path of filesIn(FOLDERS, /\.(c|h|lua|js|mjs|css|sh|cmake|sql)$/)) {
  const text = read(path);
  if (isGenerated(text)) continue;
  const lines = text.replace(/\n$/, '').split('\n');
  checkFile(path, lines);
  if (path.endsWith('.c')) checkFunctions(path, lines);
}
report(findings);
