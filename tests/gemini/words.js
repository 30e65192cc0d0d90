// The stand-in's own texts: made up from the prompt, so that the same prompt has the same text and two
// prompts have hardly a sentence in common. They hold no numbers, and no name but that of the prompt's
// facts. An answer with a schema satisfies it, with the lengths of its descriptions ("10 to 300
// characters"); words that the prompt forbids are not among them.
import { hash } from './content.js';
import { LEXICON } from './lexicon.js';

const SENTENCES = 3;
const TITLE_MAX = 50; // letters: what is shorter is no sentence
const NAME = /^\p{L}[\p{L} '-]{1,39}$/u;
const ARRAY_DEPTH = 8;

const capital = (text) => text[0].toUpperCase() + text.slice(1);

// Chance that is the same each time: the bytes of one hash after another.
function chance(seed) {
  let bytes = Buffer.alloc(0);
  let at = 0;
  let round = 0;
  return (count) => {
    if (at + 2 > bytes.length) {
      bytes = Buffer.from(hash(`${seed}/${round++}`), 'hex');
      at = 0;
    }
    at += 2;
    return bytes.readUInt16LE(at - 2) % count;
  };
}

/** "ru" or "en": what the system text names, else what the prompt is written in. */
export function languageOf({ text }) {
  const named = text.match(/\b(?:in|language[:=]?)\s+(russian|english|ru|en)\b|(по-русски|на русском|по-английски|на английском)/iu);
  if (named) return /^(ru|по-рус|на рус)/iu.test(named[1] ?? named[2]) ? 'ru' : 'en';
  const cyrillic = text.match(/[а-яё]/giu)?.length ?? 0;
  return cyrillic > (text.match(/[a-z]/giu)?.length ?? 0) ? 'ru' : 'en';
}

// What the prompt calls worn out: its list `avoid`, as JSON.
function avoided(text) {
  const [, list = ''] = text.match(/"avoid"\s*:\s*\[([^\]]*)\]/u) ?? [];
  return [...list.matchAll(/"([^"]+)"/gu)].map((one) => one[1].toLowerCase());
}

// The name that the prompt is about: of its facts where they are JSON, else the first in «».
function nameIn(text) {
  const [, facts = ''] = text.match(/"facts"\s*:\s*(\{[^{}]*\})/u) ?? [];
  const name = (facts || text).match(/"name"\s*:\s*"([^"\n]{2,40})"/u)?.[1] ?? text.match(/«([^«»\n]{2,40})»/u)?.[1];
  const worn = avoided(text).some((one) => name?.toLowerCase().includes(one));
  return name !== undefined && NAME.test(name) && !worn ? name : null;
}

// The lexicon of a language without what the prompt forbids.
function lexicon(language, text) {
  const [, list = ''] = text.match(/Never use these words: (.*)\./u) ?? [];
  const never = [...list.toLowerCase().split(', '), ...avoided(text)].filter(Boolean);
  const allowed = (word) => !never.some((one) => word.includes(one.slice(0, Math.max(4, one.length - 2))));
  return Object.fromEntries(Object.entries(LEXICON[language]).map(([part, words]) =>
    [part, Array.isArray(words) ? words.filter(allowed) : words]));
}

function clause({ words, pick }) {
  const part = (name) => words[name][pick(words[name].length)];
  return ['which', 'who', 'does', 'whose', 'what', 'where'].map(part).join(' ');
}

function sentence(work) {
  const { words, pick } = work;
  return `${capital(clause(work))}, ${words.link[pick(words.link.length)]} ${clause(work)}.`;
}

const title = ({ words, pick }) => capital(`${words.which[pick(words.which.length)]} ${words.who[pick(words.who.length)]}`);

// Sentences until there are enough letters, and none that would be too many.
function prose(work, { least = 0, most = Infinity } = {}) {
  const { change, words, name } = work;
  const told = [sentence(work)];
  const length = () => told.join(' ').length;
  if (name && !work.named && length() + words.named(name).length < most) told.push(words.named(name));
  work.named = true;
  while (told.length < SENTENCES || length() < Math.max(least, change.size ?? 0)) {
    const next = sentence(work);
    if (!change.size && length() + next.length + 1 > most) break;
    told.push(next);
  }
  if (change.numbers) told.push(words.wrong);
  if (change.echo) told.push(work.prompt);
  const text = told.join(' ');
  return change.markup ? `<b>${text}<script>alert(1)</script> **${text}** [x](http://example.com) &lt;` : text;
}

// How long a text may be, from its schema or its description.
function boundsOf(schema) {
  const [, least, most] = schema.description?.match(/(\d+) to (\d+) characters/u) ?? [];
  return { least: Number(least ?? schema.minLength ?? 0), most: Number(most ?? schema.maxLength ?? Infinity) };
}

function textFor(work, schema, key) {
  if (schema.enum) return schema.enum[work.pick(schema.enum.length)];
  const bounds = boundsOf(schema);
  if (bounds.most <= TITLE_MAX || (/^(name|title)$/i.test(key) && bounds.least <= TITLE_MAX)) return title(work);
  return prose(work, bounds);
}

function numberFor(work, schema) {
  const least = schema.minimum ?? 0;
  return schema.enum?.[0] ?? least + work.pick(Math.max(1, Math.floor((schema.maximum ?? least + 1) - least)));
}

function arrayFor(work, schema, key, depth) {
  if (schema.prefixItems) return schema.prefixItems.map((one) => valueFor(work, one, key, depth + 1));
  const count = Math.max(schema.minItems ?? 1, Math.min(schema.maxItems ?? 2, 2));
  return Array.from({ length: count }, () => valueFor(work, schema.items ?? { type: 'string' }, key, depth + 1));
}

function objectFor(work, schema, depth) {
  const names = schema.propertyOrdering ?? Object.keys(schema.properties ?? {});
  return Object.fromEntries(names.map((name) => [name, valueFor(work, schema.properties[name], name, depth + 1)]));
}

function resolve(work, schema) {
  const path = schema.$ref?.split('/').slice(1) ?? [];
  return schema.$ref ? path.reduce((at, name) => at?.[name], work.root) ?? {} : schema;
}

function valueFor(work, asked, key = '', depth = 0) {
  const schema = resolve(work, asked);
  const either = schema.anyOf ?? schema.oneOf;
  const type = [schema.type ?? (schema.properties ? 'object' : 'string')].flat()[0];
  if (depth > ARRAY_DEPTH) return null;
  if (either) return valueFor(work, either[0], key, depth + 1);
  if ('const' in schema) return schema.const;
  if (type === 'object') return objectFor(work, schema, depth);
  if (type === 'array') return arrayFor(work, schema, key, depth);
  if (type === 'integer' || type === 'number') return numberFor(work, schema);
  if (type === 'boolean') return work.pick(2) === 1;
  return type === 'null' ? null : textFor(work, schema, key);
}

/** The text of an answer. `change`: language, size, markup, echo, numbers. */
export function tell(call, change = {}) {
  const config = call.body.generationConfig ?? {};
  const schema = config.responseJsonSchema ?? config.responseSchema;
  const words = lexicon(change.language ?? languageOf(call), call.text);
  const pick = chance(`${call.text}/${config.seed ?? ''}`);
  const work = { words, pick, change, name: nameIn(call.text), prompt: call.text, root: schema };
  if (!schema) return prose(work);
  return JSON.stringify(valueFor(work, schema));
}
