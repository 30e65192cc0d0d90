// A scene that is posted in a group, in the local Telegram: one post for everybody, drawn again in place
// by whoever taps; two who tap at once both count; asked for again it comes anew and the old one is dead.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Bylina, MANOR } from './bylina.js';
import { Player } from './player.js';

const GROUP = -4001;
const MANY = 8; // players who raise a cup at once
let bylina;
let ilya;
let anna;
let here; // { ilya, anna }: as they see the group

class Member extends Player {
  static of(player) {
    return new Member(player.bylina, player.id, GROUP);
  }

  /** The newest message of the bot with buttons: { id, text, keys }. */
  async post() {
    const shown = await this.screen();
    return { id: shown.message_id, text: shown.text, keys: shown.reply_markup.inline_keyboard.flat() };
  }
}

before(async () => {
  bylina = await Bylina.make({ game: MANOR });
  await bylina.start();
  ilya = await Player.make(bylina, { id: 1001, first_name: 'Илья' });
  anna = await Player.make(bylina, { id: 1002, first_name: 'Anna', language_code: 'en' });
  for (const player of [ilya, anna]) {
    await player.says('/start');
    await player.reads(/Поместье|The manor/);
  }
  await bylina.control('players', { id: 1003, first_name: 'Чужой', language_code: 'ru' });
  await bylina.control('groups', { id: GROUP, title: 'Двор', members: [1001, 1002, 1003] });
  here = { ilya: Member.of(ilya), anna: Member.of(anna), stranger: new Member(bylina, 1003, GROUP) };
});

after(() => bylina?.remove());

test('a board is posted for all and turned by anybody, in place', async () => {
  await here.ilya.says('/top');
  await here.anna.reads(/№ 1001.*0[^]*№ 1002.*0/);
  const { id, keys } = await here.anna.post();
  assert.deepEqual(keys.map((one) => one.text), ['По золоту', 'По силе'], 'in the language of him who asked');
  await here.anna.says('слова между делом');
  assert.equal((await here.anna.taps('По силе')).text ?? '', '');
  await here.ilya.until((messages) => messages.find((one) => one.message_id === id && /№ 1001.*1/.test(one.text)), 'the board, turned');
  assert.equal((await here.ilya.post()).id, id, 'it is the same message');
  assert.equal((await ilya.look()).messages.length, 2, 'his own chat stays as it is');
});

test('asked for again it comes anew, and the old one loses its buttons', async () => {
  const old = await here.ilya.post();
  await here.anna.says('/top');
  await here.ilya.until((messages) => messages.at(-1).from.is_bot && messages.at(-1).reply_markup, 'the new post');
  assert.notEqual((await here.ilya.post()).id, old.id);
  await here.ilya.until((messages) => messages.some((one) => one.message_id === old.id && !one.reply_markup), 'the old one, stripped');
  const { text } = await here.ilya.tapsData(old.id, old.keys[0].callback_data);
  assert.match(text, /Эта кнопка уже не действует/);
});

test('all who tap at once count, each is answered by himself, and a double tap is one', async () => {
  const crowd = [];
  for (let n = 0; n < MANY; n += 1) {
    const player = await Player.make(bylina, { id: 2001 + n, first_name: `P${n}` });
    await player.says('/start');
    await player.reads('Поместье');
    crowd.push(player);
  }
  await bylina.control('groups', { id: GROUP, title: 'Двор', members: [1001, 1002, 1003, ...crowd.map((one) => one.id)] });
  await here.ilya.says('/toast');
  await here.ilya.reads('Поднято чаш: 0.');
  const { id, keys } = await here.ilya.post();
  const taps = crowd.flatMap((player) => [1, 2].map(() => Member.of(player).tapsData(id, keys[0].callback_data)));
  const answers = (await Promise.all(taps)).map((one) => one.text);
  assert.equal(answers.filter((one) => /^№ 20\d\d пьёт\.$/.test(one)).length, MANY);
  assert.equal(new Set(answers).size, MANY + 1);
  assert.equal(answers.filter((one) => /уже не действует/.test(one)).length, MANY);
  await here.ilya.until((messages) => messages.find((one) => one.message_id === id && one.text === `Поднято чаш: ${MANY}.`), 'all cups');
  await here.anna.taps('Поднять чашу');
  await here.ilya.reads(`Поднято чаш: ${MANY + 1}.`);
});

test('what leads away leads him who tapped, in his own chat; a stranger is asked in', async () => {
  assert.match((await here.anna.taps('В кладовую')).text, /Look into your private chat/);
  await anna.reads('Barrels: 0');
  assert.equal((await ilya.look()).messages.length, 2);
  const answer = await here.stranger.taps('Поднять чашу');
  assert.match(answer.text, /Мы ещё не знакомы/);
  assert.equal(answer.show_alert, true);
  assert.match((await here.ilya.post()).text, new RegExp(`: ${MANY + 1}\\.`));
});

test('the post and its buttons outlive a kill -9', async () => {
  bylina.child.kill('SIGKILL');
  await bylina.ended;
  await bylina.start();
  const { id } = await here.ilya.post();
  assert.match((await here.ilya.taps('Поднять чашу')).text, /№ 1001 пьёт/);
  await here.ilya.until((messages) => messages.find((one) => one.message_id === id && one.text === `Поднято чаш: ${MANY + 2}.`), 'another cup');
});
