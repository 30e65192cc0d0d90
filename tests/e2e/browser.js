// The web chat in a real Chromium, as a player sees it. Everything is found by data-testid, and every
// step waits for what it needs: there is no sleep here.
//
// A Chat is one page. `within` narrows it to one player's pane, where several stand side by side.
import assert from 'node:assert/strict';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { REMOVED } from './bylina.js';
import { PATIENCE_MS } from './patience.js';
import { matches } from './player.js';

const CHROMIUM = process.env.CHROMIUM_BIN ?? '/usr/bin/chromium';
const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export class Browser {
  static async open() {
    await access(CHROMIUM);
    const browser = new Browser();
    browser.folder = await mkdtemp(join(tmpdir(), 'bylina-chromium-'));
    browser.context = await chromium.launchPersistentContext(browser.folder, {
      executablePath: CHROMIUM, args: FLAGS, locale: 'ru-RU', viewport: null,
    });
    browser.errors = [];
    return browser;
  }

  /** Opens the web chat at an address, in a window of this size. */
  async chat(address, size, { path = '/' } = {}) {
    const page = await this.context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => this.errors.push(String(error)));
    await page.setViewportSize(size);
    await page.goto(address + path);
    return new Chat(page, page);
  }

  async close() {
    await this.context.close();
    await rm(this.folder, REMOVED);
  }
}

export class Chat {
  constructor(page, root) {
    this.page = page;
    this.root = root;
  }

  /** The same page, narrowed to what lies in `locator`. */
  within(locator) {
    return new Chat(this.page, locator);
  }

  at(testid) {
    return this.root.getByTestId(testid);
  }

  async press(testid) {
    await this.at(testid).first().click();
  }

  async types(text) {
    await this.at('composer').first().fill(text);
    await this.press('send');
  }

  says(text) {
    return this.types(text);
  }

  /** The bot's messages that are in the chat, oldest first: { id, text, buttons }. */
  messages() {
    return this.at('message').evaluateAll((nodes) => nodes.map((node) => ({
      id: Number(node.dataset.messageId),
      outgoing: node.dataset.outgoing === 'true',
      text: node.innerText.trim(),
      buttons: [...node.querySelectorAll('[data-testid="inline-button"]')].map((b) => b.innerText.trim()),
    })));
  }

  async texts() {
    return (await this.messages()).map((message) => message.text);
  }

  /** Looks again after each frame until `found(messages)` gives something, and gives that. */
  async until(found, what) {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const messages = await this.messages();
      const result = found(messages);
      if (result) {
        return result;
      }
      if (Date.now() > deadline) {
        assert.fail(`the page shows no ${what}; it shows:\n${messages.map(describe).join('\n---\n')}`);
      }
      await this.frame();
    }
  }

  frame() {
    return this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done())));
  }

  /** Waits for a message of the bot with these words, and gives it. */
  reads(words) {
    return this.until((all) => all.findLast((one) => !one.outgoing && matches(one.text, words)), `message ${words}`);
  }

  /** The newest message with buttons: { id, text, buttons }. */
  screen() {
    return this.until((all) => all.findLast((one) => one.buttons.length), 'message with buttons');
  }

  /** Waits until the newest keyboard has a button with these words, and presses it. */
  async taps(words) {
    const { id, label } = await this.until((all) => {
      const shown = all.findLast((one) => one.buttons.length);
      const button = shown?.buttons.find((one) => matches(one, words));
      return button && { id: shown.id, label: button };
    }, `button ${words}`);
    const message = this.root.locator(`[data-testid="message"][data-message-id="${id}"]`);
    await message.getByTestId('inline-button').filter({ hasText: label }).first().click();
  }

  /** Waits until the page hears the server's events (again). */
  async connected() {
    await this.page.locator('[data-connected="true"]').first().waitFor({ state: 'attached' });
  }

  screenshot(path) {
    return this.page.screenshot({ path });
  }
}

function describe(message) {
  return `${message.outgoing ? '>' : '<'} ${message.text} [${message.buttons.join('] [')}]`;
}
