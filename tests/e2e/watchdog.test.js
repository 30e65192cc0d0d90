// The engine ends in the middle of a script, by the watchdog or by a crash: it is started again, the
// event that did it runs alone, and after the second time it is condemned; nobody else loses anything.
// Who hangs and crashes is trap.c, loaded into the binary beside a game with the command /trap.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { Bylina, HALL, ROOT, TOKEN } from './bylina.js';
import { Crowd, each } from './crowd.js';
import { order } from './database.js';
import { family } from './fairworld.js';
import { LIMIT } from './patience.js';

const COMMAND = `return command "trap" {
  args = { { id = "how", type = "text" } },
  run = function(ctx, args)
    if args.how == "later" then
      ctx:after(0, "trap.snap", ctx.player)
      return
    end
    local words = tostring("trap: " .. args.how)
    ctx:push(ctx.player.id, "commands.trap.out", { words = words })
  end,
}
`;
const TIMER = `return timer "trap.snap" { run = function()
  local words = tostring("trap: hang")
  return words
end }
`;
const WORDS = {
  ru: 'return { shout = "Крикнуть", ["shout.heard"] = "Услышано: {words}", trap = "Ловушка",\n' +
    '  ["trap.out"] = "Выбрался: {words}" }\n',
  en: 'return { shout = "Shout", ["shout.heard"] = "Heard: {words}", trap = "A trap", ["trap.out"] = "Out: {words}" }\n',
};
const WATCHDOG_MS = '1000';

let folder; // of what is compiled
let library; // trap.c
let telegram;
let bylina;
let crowd;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bylina-trap-'));
  library = compile('trap.c', 'trap.so', ['-shared', '-fPIC']);
});

function compile(source, name, flags = []) {
  const made = join(folder, name);
  execFileSync(process.env.CC || 'cc', [
    ...flags, '-O1', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror', '-o', made,
    join(ROOT, 'tests/e2e', source),
  ]);
  return made;
}

after(() => rm(folder, { recursive: true, force: true }));

afterEach(async () => {
  crowd?.close();
  await bylina?.remove();
  await telegram?.remove();
  crowd = bylina = telegram = undefined;
});

function env(more = {}) {
  return {
    BOT_TOKEN: TOKEN,
    BOT_API_URL: telegram.address,
    BOT_RATE: '0',
    WATCHDOG_MS,
    LD_PRELOAD: library,
    TRAP_ONCE: join(bylina.folder, 'once'),
    // A sanitizer's own handler would end a crash with a code, and it would rather be loaded first.
    ASAN_OPTIONS: 'handle_segv=0:verify_asan_link_order=0',
    ...more,
  };
}

/** A bot with the trap, and this many players in the hall. */
async function open(players, more = {}) {
  telegram = await Bylina.make({ game: HALL });
  await telegram.start('sandbox');
  bylina = await Bylina.make({ game: HALL, copyGame: true });
  await writeFile(join(bylina.scripts, 'commands/trap.lua'), COMMAND);
  await writeFile(join(bylina.scripts, 'timers/trap.lua'), TIMER);
  for (const [lang, words] of Object.entries(WORDS)) {
    await writeFile(join(bylina.content, `locales/${lang}/commands.lua`), words);
  }
  await bylina.start('run', env(more), /connected to Telegram/);
  crowd = await new Crowd(telegram.address).listen();
  const members = await crowd.join(players);
  await each(members, players, async (member) => {
    await member.says('/start');
    await member.until(() => member.screen);
  });
  return members;
}

/** The process of the engine; the supervisor is its parent. */
function engine() {
  const [, pid] = family(bylina.child.pid);
  assert.ok(pid, 'there is no engine');
  return pid;
}

/** How many lines of the log have these words. */
function count(words) {
  return bylina.log.split('\n').filter((line) => words.test(line)).length;
}

/** Waits until the log has this many lines with these words. */
async function saysTimes(words, times) {
  await bylina.until(() => count(words) >= times, `${times} times ${words}`);
}

/** Each says these numbers; each is counted once and in order and gets each of them back, whatever
 *  happens meanwhile. What is on its way when the engine ends is sent again: once a chat and end. */
async function play(members, numbers) {
  await each(members, members.length, async (member) => {
    for (const n of numbers) {
      await member.says(String(n));
    }
  });
  const wanted = numbers.map((n) => `Получено: ${n}.`);
  const heard = (member) => member.words.filter((one) => one.startsWith('Получено'));
  await Promise.all(members.map((member) => member.until(() => heard(member).includes(wanted.at(-1)))));
  for (const member of members) {
    assert.deepEqual([...new Set(heard(member))], wanted, `player ${member.id}`);
    assert.ok(heard(member).length <= wanted.length + count(/the engine starts again/), heard(member));
    await member.until(() => member.screen.text.includes(`След: ${numbers.join(' ')} конец`));
  }
}

test('a hang: both stacks, again, alone, condemned; the others get what is theirs', LIMIT, async () => {
  const [victim, ...others] = await open(6);
  await victim.says('/trap hang');
  await victim.says('7');
  const answered = play(others, [1, 2, 3]);

  await bylina.says(/watchdog: the loop makes no progress/);
  await bylina.says(/watchdog: in the VM .*update 4200000001\/\d+ in player\/\d+/);
  await bylina.says(/watchdog: C stack .*trap\.so/);
  await bylina.says(/watchdog: C stack .*uv_run/);
  await bylina.says(/watchdog: C stack .*in=_start\+0x/);
  await bylina.says(/watchdog: Lua stack .*\[C\] in tostring/);
  await bylina.says(/watchdog: Lua stack .*scripts\/commands\/trap\.lua:8/);
  await bylina.says(/ended in the middle of a script .*by="the watchdog" suspect="update .*again_in_ms=0/);
  await bylina.says(/runs alone/);
  await bylina.says(/a script failed .*scripts\/commands\/trap\.lua:8 .*poison: it ended the process 2 times/);
  await answered;
  await victim.until(() => victim.words.includes('Получено: 7.')); // his lane goes on
  assert.equal(count(/ended in the middle of a script/), 2);
  assert.equal(count(/the engine starts again/), 2);
  assert.equal(count(/runs alone/), 1);
  assert.equal(count(/a script failed/), 1);
  const rows = (await order(bylina.database, 'SELECT event, body FROM failures')).split('\n');
  assert.equal(rows.length, 1); // where admins find it
  assert.match(rows[0], /^update\/4200000001\/\d+\|.*trap hang/);
});

test('a suspect that runs well is none any more', LIMIT, async () => {
  const [victim, ...others] = await open(3);
  await victim.says('/trap hang once');
  await play(others, [1, 2]);
  await victim.until(() => victim.words.includes('Выбрался: trap: hang once'));
  await bylina.says(/runs alone/);
  await rm(join(bylina.folder, 'once'));
  await victim.says('/trap hang once'); // another event: it has its own two chances
  await victim.until(() => victim.words.filter((one) => one.startsWith('Выбрался')).length === 2);
  assert.equal(count(/ended in the middle of a script/), 2);
  assert.equal(count(/a script failed/), 0);
});

test('a crash in the VM counts like a hang', LIMIT, async () => {
  const [victim, ...others] = await open(3);
  await victim.says('/trap crash');
  await play(others, [1, 2, 3]);
  await bylina.says(/a script failed .*poison: it ended the process 2 times/);
  assert.equal(count(/ended in the middle of a script .*by="Segmentation fault"/), 2);
});

test('a timer that hangs is condemned like an update', LIMIT, async () => {
  const [victim, ...others] = await open(3);
  await victim.says('/trap later');
  await bylina.says(/watchdog: in the VM .*timer \d+ in player\/\d+/);
  await bylina.says(/a script failed .*scripts\/timers\/trap\.lua:2 .*poison/);
  await play([victim, ...others], [1, 2]);
  assert.equal(count(/ended in the middle of a script/), 2);
});

test('kill -9 in the middle of a script condemns nobody', LIMIT, async () => {
  const [victim, ...others] = await open(3, { WATCHDOG_MS: '0' });
  for (let times = 1; times <= 3; times++) {
    await victim.says(times === 1 ? '/trap hang once' : String(times));
    await hung();
    process.kill(engine(), 'SIGKILL');
    await saysTimes(/the engine was ended .*by=Killed/, times);
    if (times < 3) {
      await rm(join(bylina.folder, 'once'));
    }
  }
  await play(others, [1, 2]);
  await victim.until(() => victim.words.includes('Выбрался: trap: hang once'));
  assert.equal(count(/suspect|runs alone|a script failed/), 0);
});

/** Waits until the trap has closed. */
async function hung() {
  const there = () => readFile(join(bylina.folder, 'once')).then(() => true, () => false);
  while (!await there()) {
    await new Promise((done) => setTimeout(done, 10));
  }
}

test('a hang of the loop outside of scripts suspects nobody', LIMIT, async () => {
  const members = await open(3);
  for (let times = 1; times <= 2; times++) {
    process.kill(engine(), 'SIGUSR1');
    await saysTimes(/the engine was ended .*by="the watchdog"/, times);
    await saysTimes(/connected to Telegram/, times + 1);
  }
  await bylina.says(/watchdog: no script of a turn is running/);
  await play(members, [1, 2]);
  assert.equal(count(/suspect|runs alone|a script failed/), 0);
});

test('without a supervisor the watchdog ends the process', LIMIT, async () => {
  const [victim] = await open(1, { SUPERVISE: 'no' });
  await victim.says('/trap hang');
  assert.equal((await bylina.ended).signal, 'SIGABRT');
  assert.match(bylina.log, /watchdog: Lua stack .*scripts\/commands\/trap\.lua:8/);
});

test('Ctrl-C reaches both processes and is one stop', LIMIT, async () => {
  await open(1);
  process.kill(engine(), 'SIGINT');
  assert.deepEqual(await bylina.stop('SIGINT'), { code: 0, signal: null });
  assert.equal(count(/stopping: what is under way/), 1);
  assert.equal(count(/stopping at once/), 0);
});

/** What a service manager is told by the engine: { name, words, until, end }. */
async function manager() {
  const name = `@bylina-test-${process.pid}-${Date.now()}`;
  const child = spawn(compile('manager.c', 'manager'), [name], { stdio: ['pipe', 'pipe', 'inherit'] });
  const heard = { name, words: [], end: () => child.stdin.end() };
  let watchers = [];
  let rest = '';
  child.stdout.on('data', (data) => {
    const lines = (rest + data).split('\n');
    rest = lines.pop();
    heard.words.push(...lines);
    watchers = watchers.filter(({ fits, done }) => !(fits(heard.words) && (done(), true)));
  });
  heard.until = (fits) =>
    (fits(heard.words) ? Promise.resolve() : new Promise((done) => watchers.push({ fits, done })));
  await heard.until((words) => words.includes('listening'));
  return heard;
}

test('systemd hears READY, beats while the loop lives, and STOPPING', LIMIT, async () => {
  const systemd = await manager();
  const beats = (words) => words.filter((one) => one === 'WATCHDOG=1').length;
  try {
    await open(1, { NOTIFY_SOCKET: systemd.name, WATCHDOG_USEC: '200000', WATCHDOG_MS: '3000' });
    await systemd.until((words) => words.includes('READY=1|STATUS=playing'));
    await systemd.until((words) => beats(words) >= 3);
    const pid = engine();
    const before = beats(systemd.words);
    process.kill(pid, 'SIGUSR1'); // and the loop hangs for three seconds, which would be thirty beats
    const ended = (one) => one.startsWith('STATUS=the engine was ended');
    await systemd.until((words) => words.some(ended));
    const more = beats(systemd.words.slice(0, systemd.words.findIndex(ended))) - before;
    assert.ok(more <= 12, `${more} beats came out of a loop that hangs`);
    await systemd.until((words) => words.filter((one) => one.startsWith('READY=1')).length === 2);
    await bylina.stop();
    await systemd.until((words) => words.some((one) => one.startsWith('STOPPING=1')));
  } finally {
    systemd.end();
  }
});
