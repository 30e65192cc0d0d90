// A game of many scripts: the hall of tests/e2e, and around it scenes, quests and rules that are made
// here, all of them different, so that a reload of it is one of a big game.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HALL } from '../e2e/bylina.js';

const LANGUAGES = ['ru', 'en'];

function scene(id, next) {
  return `-- A place of the bench's world.
local function open(ctx)
  return ctx.player.steps >= rules.${id}.need(ctx.player.steps)
end

return scene "${id}" {
  text = function(ctx)
    return ctx:t("${id}.text", { steps = ctx.player.steps, need = rules.${id}.need(ctx.player.steps) })
  end,
  { id = "look", run = function(ctx)
    ctx.player.steps = ctx.player.steps + rules.${id}.gain(ctx.player.steps)
    ctx:note("${id}.seen")
  end },
  { id = "on", when = open, go = "${next}" },
  { id = "home", go = "hall" },
}
`;
}

function rule(n) {
  return `-- What a place gives and wants.
local M = {}

function M.need(steps)
  return ${n % 7} + steps // ${n + 10}
end

function M.gain(steps)
  if steps % ${(n % 5) + 2} == 0 then
    return ${(n % 3) + 1}
  end
  return 1
end

return M
`;
}

const words = (lang, id) => `return {
  text = "${lang} ${id}: {steps}/{need}", look = "${lang} look", on = "${lang} on", home = "${lang} home", seen = "${lang} seen",
}
`;

/** Makes the folder's scripts/ and content/; gives how many scripts there are. */
export async function grow(folder, scripts = 500) {
  await cp(HALL, folder, { recursive: true });
  const places = Math.floor((scripts - 4) / 2); // each is a scene and a rule; the hall has four
  const id = (n) => `p${String(n % places).padStart(4, '0')}`;
  const all = [];
  const put = (path, text) => all.push(writeFile(join(folder, path), text));
  for (const lang of LANGUAGES) {
    await mkdir(join(folder, 'content/locales', lang), { recursive: true });
  }
  const hall = await readFile(join(HALL, 'scripts/scenes/hall.lua'), 'utf8');
  put('scripts/scenes/hall.lua', hall.replace('{ id = "ring",', `{ id = "ring", go = "${id(0)}",`));
  for (let n = 0; n < places; n += 1) {
    put(`scripts/scenes/${id(n)}.lua`, scene(id(n), id(n + 1)));
    put(`scripts/rules/${id(n)}.lua`, rule(n));
    LANGUAGES.forEach((lang) => put(`content/locales/${lang}/${id(n)}.lua`, words(lang, id(n))));
  }
  await Promise.all(all);
  return places * 2 + 4;
}
