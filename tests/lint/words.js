// Words that must not stay behind: notes to oneself, and the C functions that the style bans.
import { filesIn, isGenerated, read, report } from './files.js';

const NOTES = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'].join('|')})\\b`);
const BANNED = /\b(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|localtime|gmtime|gets|alloca)\s*\(/;
const findings = [];

for (const path of filesIn(['engine', 'scripts', 'content', 'tests', 'cmake', 'db'], /\.(c|h|lua|m?js|css|html|sh|sql|txt|cmake)$/)) {
  const text = read(path);
  if (isGenerated(text)) continue;
  text.split('\n').forEach((line, at) => {
    const note = line.match(NOTES);
    const banned = /\.[ch]$/.test(path) && line.match(BANNED);
    if (note) findings.push(`${path}:${at + 1}: ${note[1]}: do it now, or write an issue`);
    if (banned) findings.push(`${path}:${at + 1}: ${banned[1]} is banned`);
  });
}
report(findings);
