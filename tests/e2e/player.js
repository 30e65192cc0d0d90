// A player in the local Telegram, through its control API: he types, taps and waits for what he sees.
//
// What he reads is what has come, or has changed, since he did something last: words of an older message are
// no answer. What he taps is a button that he has not pressed: the same one again, before the new screen is
// there, would be a double tap.
import assert from 'node:assert/strict';
import { PATIENCE_MS } from './patience.js';

export class Player {
  static async make(bylina, fields) {
    const { player, chat } = await bylina.control('players', { language_code: 'ru', ...fields });
    return new Player(bylina, player.id, chat.id);
  }

  constructor(bylina, id, chat) {
    this.bylina = bylina;
    this.id = id;
    this.chat = chat;
    this.seq = 0;
    this.old = new Map(); // what he saw when he did something last: message id -> all of it
    this.pressed = new Set(); // buttons, on their messages
  }

  async look() {
    const view = await this.bylina.control(`chat?chat=${this.chat}&player=${this.id}`);
    this.seq = view.seq;
    return view;
  }

  /** What is in the chat now is old from here on. Whatever he does marks it; say so before others do
   *  something whose outcome he is to read. */
  async marks() {
    const { messages } = await this.look();
    this.old = new Map(messages.map((one) => [one.message_id, JSON.stringify(one)]));
  }

  isNew(message) {
    return this.old.get(message.message_id) !== JSON.stringify(message);
  }

  /** The newest message of the bot that has buttons. */
  async screen() {
    const { messages } = await this.look();
    return messages.findLast((message) => message.reply_markup?.inline_keyboard?.length);
  }

  /** Waits until `found(messages)` gives something, and gives that. */
  async until(found, what) {
    const deadline = Date.now() + PATIENCE_MS;
    let view = await this.look();
    for (;;) {
      const result = found(view.messages);
      if (result) {
        return result;
      }
      const left = Math.ceil((deadline - Date.now()) / 1000);
      if (left <= 0) {
        const seen = view.messages.map((message) => message.text ?? message.caption).join('\n---\n');
        assert.fail(`player ${this.id} waited in vain for ${what ?? found}; he sees:\n${seen}`);
      }
      view = await this.bylina.control(`wait?chat=${this.chat}&player=${this.id}&seq=${view.seq}&timeout=${left}`);
    }
  }

  /** Waits for a message of the bot with these words, new or changed since he did something last, and gives
   *  it. */
  reads(words) {
    const fits = (message) => says(message, words) && this.isNew(message);
    return this.until((messages) => messages.findLast(fits), `"${words}"`);
  }

  /** Waits until there is a message of the bot with these words, whenever it came, and gives it. */
  has(words) {
    return this.until((messages) => messages.findLast((one) => says(one, words)), `"${words}", new or old`);
  }

  async says(text) {
    await this.marks();
    return this.bylina.control('send', { player: this.id, chat: this.chat, text });
  }

  /** Waits for a button with these words on the newest keyboard and presses it. `again`: also one that he
   *  has pressed, where that has changed nothing. */
  async taps(words, { again = false } = {}) {
    const { message, data } = await this.until((messages) => {
      const shown = messages.findLast((one) => one.reply_markup?.inline_keyboard?.length);
      const button = shown?.reply_markup.inline_keyboard.flat().find((one) => matches(one.text, words));
      return button && (again || !this.pressed.has(`${shown.message_id} ${button.callback_data}`)) &&
        { message: shown.message_id, data: button.callback_data };
    }, `a button "${words}" that was not pressed`);
    this.pressed.add(`${message} ${data}`);
    return this.tapsData(message, data);
  }

  async tapsData(message, data) {
    await this.marks();
    const { callback_query_id: id } = await this.bylina.control('tap', {
      player: this.id, chat: this.chat, message_id: message, data,
    });
    const answer = await this.bylina.control(`answer?id=${id}&timeout=${PATIENCE_MS / 1000}`);
    assert.ok(answer.answered, `player ${this.id}: nobody answers the tap on ${data}`);
    return answer;
  }
}

function says(message, words) {
  return message.from?.is_bot && matches(message.text ?? message.caption ?? '', words);
}

export function matches(text, words) {
  return words instanceof RegExp ? words.test(text) : text.includes(words);
}
