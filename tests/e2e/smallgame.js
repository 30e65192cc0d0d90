// A game of a few files in a folder of its own, for the tests of the designers' tools.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { BINARY, checkSaid, runOnce } from './bylina.js';
import { PATIENCE_MS } from './patience.js';

const BASE = {
  'scripts/init.lua': 'return { start = "naming", home = "home" }',
  'scripts/scenes/naming.lua': `return scene "naming" {
  hold = true, input = { type = "text", min = 2, max = 16, run = function(ctx, name)
    ctx.player.name = name
    ctx:go("home")
  end },
}`,
  'scripts/scenes/home.lua': `return scene "home" {
  { id = "work", when = function(ctx) return not ctx.player.till end, run = function(ctx)
    ctx.player.till = ctx:after("1h", "work.done", ctx.player)
  end },
  { id = "cellar", go = "cellar" },
}`,
  'scripts/scenes/cellar.lua': 'return scene "cellar" { { id = "look", run = function(ctx) ctx:note("cellar.dark") end } }',
  'scripts/timers/work.lua': `return timer "work.done" { run = function(ctx, player)
  ctx:pay("world", player, 3, "work")
  player.till = nil
  ctx:push(player.id, "home.paid", { n = 3 })
end }`,
  'content/documents/player.lua': 'return { fields = { till = { type = "integer" } } }',
  'content/locales/ru/naming.lua': 'return { text = "Как тебя зовут?" }',
  'content/locales/en/naming.lua': 'return { text = "What is your name?" }',
  'content/locales/ru/home.lua': `return { text = "<b>Дом</b>\\n\\nМонет: {player.gold}.", work = "🔨 Работать", cellar = "В погреб",
  paid = { one = "Заработана {n} монета.", few = "Заработано {n} монеты.", many = "Заработано {n} монет.", other = "Заработано {n} монеты." } }`,
  'content/locales/en/home.lua': `return { text = "<b>Home</b>\\n\\nCoins: {player.gold}.", work = "🔨 Work", cellar = "To the cellar",
  paid = { one = "{n} coin earned.", other = "{n} coins earned." } }`,
  'content/locales/ru/cellar.lua': 'return { text = "Погреб.", look = "Осмотреться", dark = "Темно.", down = "Вниз" }',
  'content/locales/en/cellar.lua': 'return { text = "The cellar.", look = "Look around", dark = "It is dark.", down = "Down" }',
};

export class SmallGame {
  /** files: path -> text, over those of the base. */
  static async make(files = {}) {
    const made = new SmallGame();
    made.folder = await mkdtemp(join(tmpdir(), 'bylina-small-'));
    for (const [path, text] of Object.entries({ ...BASE, ...files })) await made.put(path, text);
    return made;
  }

  async put(path, text) {
    const file = join(this.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  read(path) {
    return readFile(join(this.folder, path), 'utf8');
  }

  words(args) {
    return [...args, '--scripts-dir', join(this.folder, 'scripts'), '--content-dir', join(this.folder, 'content')];
  }

  /** Runs the binary over this game, to its end. */
  runs(...args) {
    return runOnce(this.words(args), { cwd: this.folder });
  }

  /** Starts it and reads what it says: `until(pattern)` waits for what comes after the last that was
   *  waited for, `ends()` stops it and gives its exit code. */
  starts(...args) {
    const child = spawn(BINARY, this.words(args), { cwd: this.folder });
    let said = '';
    let heard = () => {};
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (data) => {
        said += data;
        heard();
      });
    }
    const closed = new Promise((done) => child.on('close', done));
    return {
      until: (pattern, what) =>
        new Promise((done, fail) => {
          const timer = setTimeout(() => fail(new Error(`${what} did not come:\n${said}`)), PATIENCE_MS);
          heard = () => {
            const found = said.match(pattern);
            if (!found) return;
            clearTimeout(timer);
            heard = () => {};
            said = said.slice(found.index + found[0].length);
            done();
          };
          heard();
        }),
      ends: async () => {
        child.kill('SIGTERM');
        const code = await closed;
        checkSaid(said);
        return code;
      },
    };
  }

  remove() {
    return rm(this.folder, { recursive: true, force: true });
  }
}
