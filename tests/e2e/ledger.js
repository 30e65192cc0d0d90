// The fair's books: what must hold of its database (tests/fair/scripts/init.lua says it in words) and of
// what the players did and saw. Each finding is a line; none means that nothing was lost and nothing
// happened twice.
import { ask, number } from './database.js';

const START_GOLD = 100;
const SWORDS = 3;
const MINUTE = 60;
const TRAIL = 2000;
const CHAT_MESSAGES = 200; // that the control API shows
const SHOWN = 12; // findings of one kind that are said

class Book {
  constructor() {
    this.findings = [];
    this.counts = new Map();
  }

  /** A finding of this kind unless it holds. */
  holds(holds, kind, words) {
    if (holds) {
      return;
    }
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    if (count <= SHOWN) {
      this.findings.push(`${kind}: ${words}`);
    }
  }
}

async function checkDoors(book, path) {
  const doors = {
    'waits in the inbox': 'SELECT count(*) FROM inbox',
    'waits in the outbox': 'SELECT count(*) FROM outbox WHERE state < 2',
    'left the outbox as failed': 'SELECT count(*) FROM outbox WHERE state = 4',
    'is a screen that is not shown': 'SELECT count(*) FROM slots WHERE shown < version OR in_doubt = 1',
    'is a chat that counts as blocked': 'SELECT count(*) FROM chats WHERE blocked_ms IS NOT NULL',
  };
  for (const [what, sql] of Object.entries(doors)) {
    const count = await number(path, sql);
    book.holds(count === 0, 'doors', `${count} ${what}`);
  }
  for (const { lane, report } of await ask(path, 'SELECT lane, report FROM failures')) {
    book.holds(false, 'scripts', `failed in the lane ${lane}: ${report}`);
  }
}

// Each update that was made has been seen, and no more were seen than were made.
async function checkSeen(book, path, fair) {
  const ranges = await ask(path, 'SELECT first, last FROM seen ORDER BY first');
  const made = [...new Set(fair.updates)].sort((a, b) => a - b);
  let at = 0;
  for (const id of made) {
    while (at < ranges.length && ranges[at].last < id) {
      at += 1;
    }
    book.holds(at < ranges.length && ranges[at].first <= id, 'lost', `update ${id} was never seen`);
  }
  const count = ranges.reduce((sum, one) => sum + one.last - one.first + 1, 0);
  const most = made.length + fair.unsure;
  book.holds(fair.strange || count <= most, 'seen', `${count} updates were seen, ${most} were made`);
}

function checkGold(book, docs, lines) {
  const owed = new Map();
  const add = (who, amount) => owed.set(who, (owed.get(who) ?? 0) + amount);
  let made = 0;
  for (const { payer, payee, amount, why } of lines) {
    add(payer, -amount);
    add(payee, amount);
    const own = why === 'welcome' || why.startsWith('training.');
    book.holds((payer === 'world') === own && payee !== 'world', 'gold', `${payer} pays ${payee} ${amount} for ${why}`);
    made += payer === 'world' ? amount : 0;
  }
  let sum = 0;
  for (const doc of docs) {
    const name = `${doc.kind}/${doc.id}`;
    const gold = doc.body.gold ?? 0;
    sum += gold;
    book.holds(gold === (owed.get(name) ?? 0), 'gold', `${name} has ${gold}, the ledger says ${owed.get(name) ?? 0}`);
    owed.delete(name);
  }
  owed.delete('world');
  for (const [name, gold] of owed) {
    book.holds(gold === 0, 'gold', `${name} is gone with ${gold}`);
  }
  book.holds(sum === made, 'gold', `${sum} in all, ${made} came into the world`);
}

function checkSwords(book, docs, players) {
  const places = new Map();
  for (const doc of docs) {
    for (const id of Object.keys({ ...doc.body.swords, ...doc.body.lots })) {
      const place = `${doc.kind}/${doc.id}`;
      book.holds(!places.has(id), 'swords', `${id} is in ${places.get(id)} and in ${place}`);
      places.set(id, place);
    }
  }
  book.holds(places.size === SWORDS * players, 'swords', `${places.size} of ${players} players`);
}

function checkTraining(book, player, lines) {
  let paid = 0;
  let before = 0;
  const numbers = lines.map(({ why, amount }) => {
    const [, n, since, till, how] = why.split('.');
    const span = till - since;
    const words = `player ${player.id}: ${why} for ${amount}`;
    book.holds(amount === Math.min(MINUTE, span), 'training', words);
    book.holds(how === 'done' ? span >= MINUTE : span < MINUTE, 'training', words);
    book.holds(Number(since) >= before, 'training', `${words} overlaps the one before`);
    before = Number(till);
    paid += amount;
    return Number(n);
  });
  const ended = player.trainings - (player.training ? 1 : 0);
  // One that was stopped in the second in which it began pays nothing, and nothing has no line.
  const once = numbers.every((n, i) => n > (numbers[i - 1] ?? 0) && n <= ended);
  book.holds(once, 'training', `player ${player.id}: paid ${numbers.join()}, ended ${ended}`);
  book.holds(paid === player.trained, 'training', `player ${player.id}: paid ${paid}, trained ${player.trained}`);
}

async function checkTimers(book, path, docs) {
  const timers = await ask(path, 'SELECT kind, id, name, deadline FROM timers');
  const names = new Set(timers.map(({ kind, id, name }) => `${kind}/${id} ${name}`));
  const wanted = { trade: () => 'trade.ends', duel: () => 'duel.round', player: (body) => body.training && 'training' };
  let count = 0;
  for (const { kind, id, body } of docs) {
    const name = wanted[kind]?.(body);
    count += name ? 1 : 0;
    book.holds(!name || names.has(`${kind}/${id} ${name}`), 'timers', `${kind}/${id} waits for ${name}, which is not set`);
  }
  book.holds(timers.length === count, 'timers', `${timers.length} are set, ${count} are waited for`);
  const twice = await ask(path, 'SELECT id FROM events GROUP BY id HAVING count(*) > 1');
  book.holds(twice.length === 0, 'timers', `fired twice: ${twice.map((one) => one.id)}`);
}

function checkEnds(book, lines, docs) {
  const ends = new Map();
  for (const { payer, why, amount } of lines) {
    if (payer.startsWith('duel/')) {
      const end = ends.get(payer) ?? { won: 0, draw: 0, off: 0 };
      end[why.split('.')[1]] += 1;
      ends.set(payer, end);
      book.holds(amount === (why === 'duel.won' ? 10 : 5), 'duels', `${payer} pays ${amount} for ${why}`);
    }
  }
  const open = new Set(docs.filter((one) => one.kind === 'duel').map((one) => `duel/${one.id}`));
  for (const [name, { won, draw, off }] of ends) {
    const once = (won === 1 && !draw && !off) || (!won && draw === 2 && !off) || (!won && !draw && off === 1);
    book.holds(once && !open.has(name), 'duels', `${name} ends ${won} won, ${draw} draw, ${off} off`);
  }
  return ends.size;
}

function checkWords(book, goer, player, kills) {
  const words = `player ${goer.id} typed ${goer.typed}`;
  book.holds(player.count === goer.typed, 'words', `${words}, ${player.count} were heard`);
  book.holds(player.last === goer.typed, 'words', `${words}, the last that was heard is ${player.last}`);
  const trail = Array.from({ length: goer.typed }, (_, i) => `${i + 1} `).join('').slice(-TRAIL);
  book.holds(player.trail === trail, 'order', `${words}: ${player.trail}`);
  book.holds(player.acts <= goer.pressed, 'taps', `player ${goer.id}: ${goer.pressed} taps, ${player.acts} heard`);
  // What was under way when the engine died is sent again: one message a chat and a death.
  const twice = goer.heard.length - goer.typed;
  book.holds(kills === undefined || twice <= kills, 'answers', `${words}, was told ${twice} twice in ${kills} deaths`);
  return kills === undefined ? 0 : twice;
}

// Each gift sends a letter to whoever got it, and a turn of his own counts it.
function checkThanks(book, players, lines) {
  const gifts = new Map();
  for (const { payee } of lines.filter((one) => one.why === 'gift')) {
    gifts.set(payee, (gifts.get(payee) ?? 0) + 1);
  }
  for (const { id, thanks } of players) {
    const given = gifts.get(`player/${id}`) ?? 0;
    book.holds(thanks === given, 'letters', `player ${id} was given ${given} gifts and thanks for ${thanks}`);
  }
}

function plain(html) {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

// Every number was answered, in the order in which they came; the chat shows its newest messages only.
function checkAnswers(book, goer, messages) {
  const told = messages.map((one) => /^Услышано: (\d+)\.$/.exec(one.text)?.[1]).filter(Boolean).map(Number);
  const first = messages.length < CHAT_MESSAGES ? 1 : told[0];
  const wanted = Array.from({ length: goer.typed - first + 1 }, (_, i) => first + i);
  const once = [...new Set(told)];
  book.holds(once.join() === wanted.join(), 'answers', `player ${goer.id} typed ${goer.typed}, was told ${told}`);
}

// What the chats show is what was committed.
async function checkChats(book, path, fair) {
  const slots = await ask(path, 'SELECT chat, message, desired FROM slots');
  const of = new Map(slots.map((slot) => [slot.chat, slot]));
  await fair.each(async (goer) => {
    const { messages } = await fair.control(`chat?chat=${goer.chat}&player=${goer.id}`);
    const slot = of.get(goer.chat);
    const shown = messages.find((one) => one.message_id === slot?.message);
    const wanted = slot && plain(JSON.parse(slot.desired).text);
    book.holds(shown?.text === wanted, 'screens', `player ${goer.id} sees "${shown?.text}", committed is "${wanted}"`);
    checkAnswers(book, goer, messages);
  });
}

/** All findings, and the figures. `kills`: how often the engine died, where nothing else was in the way. */
export async function checkBooks(path, fair, { kills } = {}) {
  const book = new Book();
  const docs = (await ask(path, "SELECT kind, id, body FROM documents WHERE body IS NOT NULL AND substr(kind, 1, 1) <> '_'"))
    .map((one) => ({ ...one, body: JSON.parse(one.body) }));
  const lines = await ask(path, 'SELECT payer, payee, amount, why FROM ledger ORDER BY id');
  const players = new Map(docs.filter((one) => one.kind === 'player').map((one) => [one.id, { ...one.body, id: one.id }]));
  const trainings = new Map();
  for (const line of lines.filter((one) => one.why.startsWith('training.'))) {
    trainings.set(line.payee, [...(trainings.get(line.payee) ?? []), line]);
  }
  await checkDoors(book, path);
  await checkSeen(book, path, fair);
  checkGold(book, docs, lines);
  checkSwords(book, docs, players.size);
  book.holds(lines.filter((one) => one.why === 'welcome' && one.amount === START_GOLD).length === players.size, 'gold', 'not one welcome a player');
  await checkTimers(book, path, docs);
  checkThanks(book, [...players.values()], lines);
  const duels = checkEnds(book, lines, docs);
  let twice = 0;
  for (const goer of fair.goers) {
    const player = players.get(String(goer.id));
    book.holds(player, 'lost', `there is no player ${goer.id}`);
    if (player) {
      checkTraining(book, player, trainings.get(`player/${goer.id}`) ?? []);
      twice += checkWords(book, goer, player, kills);
    }
  }
  await checkChats(book, path, fair);
  const fired = await number(path, "SELECT count(*) FROM events WHERE id LIKE 'timer/%'");
  return {
    findings: book.findings,
    figures: { updates: fair.updates.length, 'of them unsure': fair.unsure, payments: lines.length, duels, fired, 'messages sent twice': twice },
  };
}
