// The stand-in's own texts: made up from the prompt, so that the same prompt has the same text and two
// prompts have hardly a sentence in common. They hold no numbers and no names but those that the prompt
// gives: in quotation marks, or as "name" of JSON. An answer with a schema satisfies it.
import { hash } from './content.js';

const WORDS = {
  ru: {
    who: ['старый мастер', 'ночной ветер', 'седой туман', 'лесной ручей', 'тихий дождь', 'поздний путник', 'рыжий кот',
      'сонный лес', 'медный колокол', 'горький дым', 'дальний гром', 'утренний свет', 'белый камень', 'забытый колодец',
      'весенний лёд', 'усталый пахарь', 'зимний вечер', 'серый волк', 'кривой тын', 'синий сумрак'],
    does: ['хранит', 'помнит', 'стережёт', 'ищет', 'скрывает', 'слышит', 'видит', 'бережёт', 'встречает', 'провожает',
      'чует', 'манит', 'обходит', 'жалеет', 'будит', 'качает'],
    what: ['старую тайну', 'сырую землю', 'звонкую песню', 'чужую беду', 'лунную дорогу', 'тёплую золу', 'птичью стаю',
      'мокрую траву', 'долгую память', 'тонкую нить', 'пустую лодку', 'еловую тень', 'речную гладь', 'ржавую цепь',
      'добрую весть', 'последнюю искру', 'сладкую дрёму', 'мшистую тропу'],
    where: ['у самой воды', 'под корнями', 'за околицей', 'среди болот', 'на краю поля', 'в густой тени', 'над обрывом',
      'возле мельницы', 'за туманом', 'у потухшего костра', 'под низким небом', 'вдоль оврага', 'между холмов',
      'в сухом камыше', 'за дальним бродом', 'у старых ворот'],
    link: ['и', 'а', 'пока', 'когда', 'оттого что', 'словно'],
    name: (name) => `Здесь говорят так: ${name}.`,
    title: (who) => who, foreign: 'Здесь было 7777 мечей, и Эльдорион это знал.',
  },
  en: {
    who: ['the old smith', 'a night wind', 'the grey mist', 'a forest brook', 'the quiet rain', 'a late wanderer',
      'the red cat', 'a sleepy wood', 'the copper bell', 'a bitter smoke', 'far thunder', 'the morning light',
      'a white stone', 'the forgotten well', 'spring ice', 'a weary ploughman', 'the winter dusk', 'a lean wolf'],
    does: ['keeps', 'remembers', 'guards', 'seeks', 'hides', 'hears', 'watches', 'follows', 'meets', 'calls', 'wakes',
      'rocks', 'circles', 'pities', 'warms', 'leaves'],
    what: ['an old secret', 'the damp earth', 'a ringing song', 'the moonlit road', 'warm ashes', 'a flock of birds',
      'wet grass', 'a long memory', 'the thin thread', 'an empty boat', 'spruce shadows', 'the still river',
      'a rusty chain', 'good tidings', 'the last spark', 'a mossy path', 'sweet slumber'],
    where: ['by the water', 'under the roots', 'beyond the fence', 'among the marshes', 'at the edge of a field',
      'in deep shade', 'above the ravine', 'near the mill', 'behind the fog', 'beside a cold hearth', 'under a low sky',
      'between the hills', 'in dry reeds', 'past the far ford', 'at the old gate'],
    link: ['and', 'while', 'when', 'because', 'as if', 'where'],
    name: (name) => `This is what they call it here: ${name}.`,
    title: (who) => who, foreign: 'There were 7777 swords here, and Eldorion knew it.',
  },
};
const SENTENCES = 3;
const TITLE = /name|title|имя|назван/i;
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

function namesIn(text) {
  const quoted = [...text.matchAll(/«([^«»\n]{2,40})»|"name"\s*:\s*"([^"\n]{2,40})"/gu)];
  return quoted.map((one) => one[1] ?? one[2]);
}

function clause(words, pick) {
  return ['who', 'does', 'what', 'where'].map((part) => words[part][pick(words[part].length)]).join(' ');
}

function sentence({ words, pick }) {
  const both = `${clause(words, pick)}, ${words.link[pick(words.link.length)]} ${clause(words, pick)}`;
  return `${capital(both)}.`;
}

function prose(work) {
  const { change, words, names } = work;
  const told = [];
  if (names.length && !work.named) told.push(words.name(names[0]));
  work.named = true;
  while (told.length < SENTENCES || told.join(' ').length < (change.size ?? 0)) told.push(sentence(work));
  if (change.numbers) told.push(words.foreign);
  if (change.echo) told.push(work.prompt);
  const text = told.join(' ');
  return change.markup ? `<b>${text}<script>alert(1)</script> **${text}** [x](http://example.com) &lt;` : text;
}

function textFor(work, schema, key) {
  if (schema.enum) return schema.enum[work.pick(schema.enum.length)];
  if (!TITLE.test(key)) return prose(work);
  return capital(work.words.who[work.pick(work.words.who.length)]);
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
  const words = WORDS[change.language ?? languageOf(call)];
  const pick = chance(`${call.text}/${config.seed ?? ''}`);
  const work = { words, pick, change, names: namesIn(call.text), prompt: call.text, root: schema };
  if (!schema) return prose(work);
  return JSON.stringify(valueFor(work, schema));
}
