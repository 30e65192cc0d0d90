// The include law: a folder of engine/ includes its own headers and those of the folders that its
// CMakeLists.txt LINKS, which stand above it in engine/CMakeLists.txt; a library's header is seen in one
// place only. The build enforces the first half for what it compiles; this reads all of it.
import { filesIn, read, report } from './files.js';

const LIBRARIES = [
  { header: /^(lua|lauxlib|lualib|luaconf)\.h$/, folders: ['script', 'bind'] },
  { header: /^sqlite3\w*\.h$/, folders: ['store'] },
  { header: /^libpq-/, folders: ['store'] },
  { header: /^uv\.h$/, folders: ['loop'] },
  { header: /^curl\//, folders: ['http'] },
  { header: /^microhttpd\.h$/, folders: ['http'] },
  { header: /^archive(_entry)?\.h$/, folders: ['zip'] },
  { header: /^cjson\//i, folders: ['json'] },
  { header: /^hiredis\//, folders: ['cache'] },
  { header: /^libexttextcat\//, folders: ['lore'] },
];
const findings = [];

function layers() {
  const [, names] = read('engine/CMakeLists.txt').match(/foreach\(folder ([^)]*)\)/);
  return names.trim().split(/\s+/);
}

function linksOf(folder) {
  const text = read(`engine/${folder}/CMakeLists.txt`);
  const [, rest = ''] = text.match(/bylina_module\(\w+\s+LINKS\s+([^)]*)\)/) ?? [];
  return rest.split(/\bUSES\b|\bEXCEPT\b/)[0].split(/\s+/).filter(Boolean);
}

function checkLayer(folder, links, order) {
  for (const link of links) {
    if (order.indexOf(link) < 0 || order.indexOf(link) >= order.indexOf(folder)) {
      findings.push(`engine/${folder}/CMakeLists.txt:1: ${folder} links ${link}, which is not above it`);
    }
  }
}

function wrong(folder, links, [, quote, header]) {
  if (quote === '<') {
    const library = LIBRARIES.find((one) => one.header.test(header));
    return library && !library.folders.includes(folder) && `<${header}> belongs to ${library.folders.join(', ')}`;
  }
  const [from, file] = header.split('/');
  if (!file || from === '..' || from === '.') return `write "folder/${header.split('/').pop()}"`;
  return from !== folder && !links.includes(from) && `${folder} does not link ${from}`;
}

function checkFile(path, folder, links) {
  read(path).split('\n').forEach((line, at) => {
    const include = line.match(/^\s*#\s*include\s*([<"])([^>"]+)[>"]/);
    const reason = include && wrong(folder, links, include);
    if (reason) findings.push(`${path}:${at + 1}: ${reason}`);
  });
}

const order = layers();
for (const folder of order) {
  const links = linksOf(folder);
  checkLayer(folder, links, order);
  for (const path of filesIn([`engine/${folder}`], /\.[ch]$/)) checkFile(path, folder, links);
}
report(findings);
