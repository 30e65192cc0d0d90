// Reads what the engine's Lua files say of themselves: methods with the comments above them, and the
// names in their tables, against which surface.mjs is held. What is not explained fails here.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { INNER, LIBRARY, SHAPES, WORDS } from './surface.mjs';

const HERE = join(dirname(fileURLToPath(import.meta.url)), '..');

export const source = (file) => readFileSync(join(HERE, file), 'utf8');

/** The methods of a class: { name, args, about, params: [{ name, type, about }], returns, comment }. */
export function methods(file, cls) {
  const text = source(file).replace(/^ +/gm, ''); // some stand in a function
  const hidden = new RegExp(`^${cls}\\.(?!__)\\w+ = function|^function ${cls}\\.`, 'm').exec(text);
  if (hidden) {
    throw new Error(`engine/lua/${file}: "${hidden[0]}" cannot be explained: write function ${cls}:name(...)`);
  }
  const found = [...text.matchAll(new RegExp(`^((?:---.*\\n)*)function ${cls}:(\\w+)\\(([^)]*)\\)`, 'gm'))];
  return found.filter(([, , name]) => !INNER.has(`${cls}:${name}`)).map(([, comment, name, args]) => {
    const lines = comment.trimEnd().split('\n').filter(Boolean);
    const about = lines.filter((line) => !line.startsWith('---@')).map((line) => line.replace(/^--- ?/, '')).join(' ');
    if (!about) {
      throw new Error(`engine/lua/${file}: ${cls}:${name} has no comment to make an annotation of`);
    }
    const params = lines.map((line) => /^---@param (\S+) (.*)$/.exec(line)).filter(Boolean)
      .map(([, param, type]) => ({ name: param, type }));
    for (const arg of args.split(',').map((one) => one.trim()).filter((one) => one && one !== '...')) {
      if (!params.some((param) => param.name.replace('?', '') === arg)) {
        throw new Error(`engine/lua/${file}: ${cls}:${name}: there is no ---@param ${arg}`);
      }
    }
    const returns = lines.filter((line) => line.startsWith('---@return')).map((line) => line.slice(11));
    return { name, args, about, params, returns, comment };
  });
}

/** The keys of `local NAME = { key = ..., }`. */
function keys(file, name) {
  const body = new RegExp(`^(?:    )?local ${name} = \\{(.*?)\\n?(?:    )?\\}$`, 'ms').exec(source(file))?.[1];
  if (body === undefined) {
    throw new Error(`engine/lua/${file}: there is no table ${name} any more: mend manual/`);
  }
  return [...body.matchAll(/(?:^\s*|[{,]\s*)(\w+) = /gm)].map(([, key]) => key);
}

function compare(what, there, explained) {
  const unknown = there.filter((name) => !explained.includes(name));
  const gone = explained.filter((name) => !there.includes(name));
  if (unknown.length || gone.length) {
    throw new Error(`engine/lua/manual/surface.mjs: ${what}: not explained: ${unknown.join(', ') || 'none'}; ` +
      `explained, but gone: ${gone.join(', ') || 'none'}`);
  }
}

/** Fails unless every field and every global is explained. */
export function checkSurface() {
  for (const { name, from, fields } of SHAPES.filter((shape) => shape.from)) {
    compare(name, keys(...from), Object.keys(fields).map((field) => field.replace('?', '')));
  }
  const globals = [...source('env.lua').matchAll(/^ {8}((?!__)\w+) = /gm)].map(([, name]) => name);
  const words = [...source('declare.lua').matchAll(/^local builders = \{(.*)\}$/gm)]
    .flatMap(([, list]) => [...list.matchAll(/(\w+) =/g)].map(([, name]) => name));
  const given = [...source('game.lua').matchAll(/words\.(\w+)/g)].map(([, name]) => name);
  compare('words and library', [...new Set([...globals, ...words, ...given])], [...Object.keys(WORDS), ...Object.keys(LIBRARY)]);
}
