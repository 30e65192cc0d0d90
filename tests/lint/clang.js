// Clang's own warnings, under the flags of the build: what gcc builds must build with clang, too. Reads
// build/dev/compile_commands.json and compiles nothing.
import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { promisify } from 'node:util';
import { ROOT, read, report } from './files.js';

const run = promisify(execFile);
const findings = new Set();

/** Of a file that several programs are made of, once. */
function commands() {
  const byFile = new Map();
  for (const { file, command, directory } of JSON.parse(read('build/dev/compile_commands.json'))) {
    const [, flags] = command.match(/^(?:\S*ccache )?\S+ (.*) -o \S+ -c /) ?? [];
    if (flags && file.endsWith('.c')) byFile.set(file, { file, flags, directory });
  }
  return [...byFile.values()];
}

async function look({ file, flags, directory }) {
  try {
    await run('sh', ['-c', `exec clang ${flags} -fsyntax-only "$0"`, file], { cwd: directory });
  } catch (err) {
    const lines = err.stderr.split('\n').filter((line) => / error: /.test(line));
    for (const line of lines.length ? lines : [`${file}: ${err.message}`]) {
      findings.add(line.replace(/^\S+(?=:\d+:\d+: )/, (path) => relative(ROOT, path.replace(/^\.\.\/\.\.\//, `${ROOT}/`))));
    }
  }
}

const waiting = commands();
if (!waiting.length) findings.add('build/dev/compile_commands.json: no command of a compiler is found there');
await Promise.all(Array.from({ length: availableParallelism() }, async () => {
  while (waiting.length) await look(waiting.pop());
}));
report([...findings].sort());
