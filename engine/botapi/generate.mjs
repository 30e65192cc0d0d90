// Writes table.c from bot-api.json beside it: `node engine/botapi/generate.mjs`; with --check it
// writes nothing and fails where table.c is out of date. With other paths: generate.mjs IN OUT.
//
// The JSON is the surface of the Bot API as typed by hand for editors, so it has a few shapes that
// are mended here: two unions that ran together, the names of updates, files, and rich text, which
// is also a plain string or a list.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const check = process.argv.includes("--check");
const paths = process.argv.slice(2).filter((arg) => !arg.startsWith("--"));
const source = paths[0] ?? join(here, "bot-api.json");
const target = paths[1] ?? join(here, "table.c");

const api = JSON.parse(readFileSync(source, "utf8"));
const quote = (text) => JSON.stringify(text);
const byName = (a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0);
const byLowerName = (a, b) => byName([a[0].toLowerCase()], [b[0].toLowerCase()]);

function unionExpressions() {
  const unions = {};
  for (const [name, members] of Object.entries(api.unions)) {
    let into = name;
    for (const member of members) {
      const [first, next, second] = member.split(/" export type Telegram(\w+) = "/);
      (unions[into] ??= []).push(first);
      if (next) unions[(into = next)] = [second];
    }
  }
  unions.UpdateKind = Object.keys(api.types.Update).filter((field) => field !== "update_id");
  unions.InputFile = ["string"];
  unions.RichText = ["string", "RichText[]", ...unions.RichText];
  const isType = (member) => /^(string|number)$|\[\]$/.test(member) || api.types[member] || api.unions[member];
  return Object.entries(unions)
    .map(([name, members]) => [name, members.map((m) => (isType(m) ? m : quote(m))).join(" | ")])
    .sort(byName);
}

const typeText = (type) =>
  type.replaceAll('Exclude<keyof Update, "update_id">', "UpdateKind").replace(/^\( \| /, "(");

function fieldsOf(prefix, name, fields) {
  const rows = Object.entries(fields).map(([field, { type, required, characters, bytes }]) => {
    const [min, max] = characters ?? bytes ?? [0, 0];
    return `    {${quote(field)}, ${quote(typeText(type))}, ${!!required}, ${!!bytes}, ${min}, ${max}},`;
  });
  const end = "    {0, 0, false, false, 0, 0},";
  return `static const struct botapi_field ${prefix}_${name}[] = {\n${[...rows, end].join("\n")}\n};\n`;
}

const methods = Object.entries(api.methods).sort(byLowerName);
const types = Object.entries(api.types).sort(byName);
const aliases = unionExpressions();

const text = `/* Bot API ${api.bot_api}: methods, types and unions, each table sorted by name.
 * Generated from bot-api.json by generate.mjs: do not edit. */
/* clang-format off */
#include "botapi/inner.h"

${methods.map(([name, method]) => fieldsOf("method", name, method.params)).join("\n")}
${types.map(([name, fields]) => fieldsOf("type", name, fields)).join("\n")}
const struct botapi_method botapi_methods[] = {
${methods.map(([n, m]) => `    {${quote(n)}, ${quote(m.returns)}, method_${n}},`).join("\n")}
};
const size_t botapi_method_count = ${methods.length};

const struct botapi_type botapi_types[] = {
${types.map(([name]) => `    {${quote(name)}, type_${name}},`).join("\n")}
};
const size_t botapi_type_count = ${types.length};

const struct botapi_union botapi_unions[] = {
${aliases.map(([name, members]) => `    {${quote(name)}, ${quote(members)}},`).join("\n")}
};
const size_t botapi_union_count = ${aliases.length};
`;

if (!check) {
  writeFileSync(target, text);
} else if (readFileSync(target, "utf8") !== text) {
  console.error(`${target}: out of date; run: node engine/botapi/generate.mjs`);
  process.exit(1);
}
