// Words that must not stay behind: notes to oneself, and the C functions that the style bans. And drawings in
// comments whose lines were too long, so that clang-format broke them and went on at the margin.
import { filesIn, isGenerated, read, report } from './files.js';

const NOTES = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`);
const BANNED = /\b(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|localtime|gmtime|gets|alloca)\s*\(/;
const DRAWING = /^\s*\* {4,}\S.{50,}$/;
const MARGIN = /^\s*\* ?[^\s/]/;
const findings = [];

for (const path of filesIn(['engine', 'scripts', 'content', 'tests', 'cmake', 'db'], /\.(c|h|lua|m?js|css|html|sh|sql|txt|cmake)$/)) {
  const text = read(path);
  if (isGenerated(text)) continue;
  text.split('\n').forEach((line, at, lines) => {
    const note = line.match(NOTES);
    const banned = /\.[ch]$/.test(path) && line.match(BANNED);
    if (note) findings.push(`${path}:${at + 1}: ${note[1]}: do it now, or write an issue`);
    const torn = /\.[ch]$/.test(path) && DRAWING.test(line) && MARGIN.test(lines[at + 1]);
    if (torn) findings.push(`${path}:${at + 2}: this line belongs to the one above: shorten that to 100 columns`);
    if (banned) findings.push(`${path}:${at + 1}: ${banned[1]} is banned`);
  });
}
report(findings);
