// The Bot API for designers: annotations of ctx.tg, and the table of its methods with what becomes of a
// call that a crash has cut off (engine/turn/policy.c).
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ENGINE = join(dirname(fileURLToPath(import.meta.url)), '../..');
const api = JSON.parse(readFileSync(join(ENGINE, 'botapi/bot-api.json'), 'utf8'));
const policy = readFileSync(join(ENGINE, 'turn/policy.c'), 'utf8');

const GROUPS = {
  moment: 'never late: dropped if it was cut off',
  once: 'at most once: dropped if it was cut off',
  again: 'sent again: it may come twice',
  alike: 'sent again: twice is once',
};

/** Method -> group, from the tables of policy.c. */
function policies() {
  const found = new Map();
  for (const group of Object.keys(GROUPS)) {
    const [, list] = new RegExp(`static const char \\*const ${group}\\[\\] = \\{(.*?)\\};`, 's').exec(policy);
    for (const [, name] of list.matchAll(/"(\w+)"/g)) {
      found.set(name.toLowerCase(), group);
    }
  }
  return found;
}

const used = new Set();

// A type of the JSON (TypeScript's) as LuaLS has it; notes the classes that it names.
function luaType(type) {
  return type.replaceAll('Exclude<keyof Update, "update_id">', 'string').replace(/^\( \| /, '(')
    .replace(/"[^"]*"|\b[A-Za-z]\w*\b/g, (word) => {
      if (word[0] === '"' || ['string', 'number', 'boolean', 'true', 'false'].includes(word)) {
        return word;
      }
      if (word === 'InputFile') {
        return 'string';
      }
      if (!api.types[word] && !api.unions[word]) {
        return 'any';
      }
      used.add(word);
      return `tg.${word}`;
    }).replaceAll(' | ', '|').replaceAll('( ', '(').replaceAll(' )', ')').replace(/^any<.*>$/, 'any');
}

function sized({ characters, bytes }) {
  const [min, max] = characters ?? bytes ?? [];
  return max === undefined ? '' : ` ${min} to ${max} ${bytes ? 'bytes' : 'characters'}`;
}

function fields(list, given) {
  return Object.entries(list).map(([name, field]) =>
    `---@field ${name}${field.required && name !== given ? '' : '?'} ${luaType(field.type)}${sized(field)}`);
}

const big = (name) => name[0].toUpperCase() + name.slice(1);

function union(name) {
  const members = api.unions[name].flatMap((member) => member.split(/" export type Telegram\w+ = "/));
  const types = members.map((member) => (api.types[member] || api.unions[member] || /^(string|number)$|\[\]$/.test(member)
    ? luaType(member) : JSON.stringify(member)));
  return [`---@alias tg.${name} ${types.join('|')}`];
}

/** scripts/meta/telegram.lua */
export function annotations() {
  const methods = Object.entries(api.methods);
  const params = methods.map(([name, { params: list }]) => [`---@class tg.${big(name)}Params`, ...fields(list, 'chat_id')].join('\n'));
  const calls = methods.map(([name, { params: list }]) => {
    const needs = Object.entries(list).some(([id, field]) => field.required && id !== 'chat_id');
    return `---@field ${name} fun(params${needs ? '' : '?'}: tg.${big(name)}Params)`;
  });
  const done = new Set();
  const types = [];
  while ([...used].some((name) => !done.has(name))) {
    for (const name of [...used].filter((one) => !done.has(one))) {
      done.add(name);
      types.push([name, api.types[name] ? [`---@class tg.${name}`, ...fields(api.types[name])] : union(name)]);
    }
  }
  types.sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `---@meta telegram
-- Generated from bot-api.json by engine/lua/generate.mjs, do not edit. Bot API ${api.bot_api}: what ctx.tg takes; without
-- chat_id a call goes to the turn's player.`,
    ['---@class Telegram', ...calls].join('\n'),
    ...params,
    ...types.map(([, lines]) => lines.join('\n')),
  ].join('\n\n') + '\n';
}

/** The section of docs/api.md. */
export function manual() {
  const group = policies();
  const rows = Object.entries(api.methods).map(([name, { params }]) => {
    const told = group.get(name.toLowerCase());
    if (!told) {
      throw new Error(`engine/turn/policy.c: nothing is said of ${name}`);
    }
    const list = (required) => Object.entries(params).filter(([, field]) => !!field.required === required)
      .map(([id]) => `\`${id}\``).join(', ');
    return `| \`${name}\` | ${list(true)} | ${list(false)} | ${told} |`;
  });
  return `## ctx.tg: Bot API ${api.bot_api}
\`ctx.tg.METHOD { name = value }\`: any of the ${rows.length} methods, for what has no word above. It gives nothing and leaves after the turn, once the turn is kept; names and types are checked at the call, and a mistake raises. Without \`chat_id\` it goes to the turn's player. \`limits.lua\` says how many a turn may have (\`turn.calls\`).

The last column is what becomes of a call that a crash has cut off, when nobody knows whether it came:
${Object.entries(GROUPS).map(([name, words]) => `**${name}**: ${words}`).join('; ')}.

| method | must have | may have | after a crash |
|---|---|---|---|
${rows.join('\n')}
`;
}
