// A player in the local Telegram, through its control API: he types, taps and waits for what he sees.
import assert from 'node:assert/strict';

const PATIENCE_S = 20;

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
  }

  async look() {
    const view = await this.bylina.control(`chat?chat=${this.chat}&player=${this.id}`);
    this.seq = view.seq;
    return view;
  }

  /** The newest message of the bot that has buttons. */
  async screen() {
    const { messages } = await this.look();
    return messages.findLast((message) => message.reply_markup?.inline_keyboard?.length);
  }

  /** Waits until `found(messages)` gives something, and gives that. */
  async until(found, what) {
    const deadline = Date.now() + PATIENCE_S * 1000;
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

  /** Waits for a message of the bot with these words, and gives it. */
  reads(words) {
    const fits = (message) => message.from?.is_bot && matches(message.text ?? message.caption ?? '', words);
    return this.until((messages) => messages.findLast(fits), `"${words}"`);
  }

  says(text) {
    return this.bylina.control('send', { player: this.id, chat: this.chat, text });
  }

  /** Waits for a button with these words on the newest keyboard and presses it. */
  async taps(words) {
    const { message, data } = await this.until((messages) => {
      const shown = messages.findLast((one) => one.reply_markup?.inline_keyboard?.length);
      const button = shown?.reply_markup.inline_keyboard.flat().find((one) => matches(one.text, words));
      return button && { message: shown.message_id, data: button.callback_data };
    }, `a button "${words}"`);
    return this.tapsData(message, data);
  }

  async tapsData(message, data) {
    const { callback_query_id: id } = await this.bylina.control('tap', {
      player: this.id, chat: this.chat, message_id: message, data,
    });
    return this.bylina.control(`answer?id=${id}&timeout=${PATIENCE_S}`);
  }
}

export function matches(text, words) {
  return words instanceof RegExp ? words.test(text) : text.includes(words);
}
