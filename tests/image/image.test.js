// The image as an operator gets it: small, read-only, without rights; it becomes healthy, plays an update
// of a bot against the local Telegram, and stops cleanly.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../e2e/bylina.js';
import { closes } from '../e2e/closing.js';
import { Container, podman, until } from './podman.js';

const IMAGE = 'localhost/bylina';
const TOKEN = '4200000001:AAtests-only-this-is-a-secret-0123456789';
const SIZE_MAX = 120e6;
const STOP_S = 10;

async function control(port, path, body) {
  const answer = await fetch(`http://127.0.0.1:${port}/control/${path}`, body && {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
  });
  return answer.json();
}

test('what it is', async (t) => {
  const [image] = JSON.parse(await podman('image', 'inspect', IMAGE));
  assert.ok(image.Size < SIZE_MAX, `${image.Size} bytes`);
  console.log(`# ${(image.Size / 1e6).toFixed(0)} MB`);
  assert.equal(image.Config.User, '10001:10001');
  assert.equal(image.Config.StopSignal ?? 'SIGTERM', 'SIGTERM');
  assert.deepEqual(image.Healthcheck.Test, ['CMD', 'bylina', 'healthcheck']);
  assert.equal(image.Labels['org.opencontainers.image.title'], 'Bylina');
  const look = closes(t, await Container.start(IMAGE, {
    options: ['--entrypoint', 'sh'], command: ['-c', 'command -v gcc cmake node; ls /src 2>/dev/null; ls /game'],
  }));
  await podman('wait', look.id);
  const has = (await look.log()).trim();
  assert.equal(has, 'content\nscripts', 'nothing of the building is in it');
});

test('it becomes healthy, plays an update, and stops', { timeout: 180_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'bylina-image-'));
  closes(t, { remove: () => rm(folder, { recursive: true }) });
  const secret = join(folder, 'bot_token');
  await writeFile(secret, `${TOKEN}\n`);
  await chmod(folder, 0o755);
  const [telegramPort, port] = [await freePort(), await freePort()];
  const volume = `bylina-test-${process.pid}`;
  closes(t, { remove: () => podman('volume', 'rm', '-f', volume) });
  closes(t, await Container.start(IMAGE, {
    options: ['-e', `HTTP_LISTEN=127.0.0.1:${telegramPort}`], command: ['sandbox'],
  }));
  const bot = closes(t, await Container.start(IMAGE, {
    options: ['-e', `HTTP_LISTEN=127.0.0.1:${port}`, '-e', 'BOT_TOKEN_FILE=/run/secrets/bot_token',
      '-e', `BOT_API_URL=http://127.0.0.1:${telegramPort}`, '-v', `${secret}:/run/secrets/bot_token:ro`,
      '-v', `${volume}:/data`],
  }));
  await until(() => bot.healthy(), 'healthy').catch(async (error) => {
    throw new Error(`${error.message}\n${await bot.log()}`);
  });
  await until(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).ok, 'ready');
  assert.match(await bot.exec('id'), /^uid=10001\(bylina\)/);
  await assert.rejects(bot.exec('touch', '/usr/local/bin/x'), /Read-only/);

  const { player } = await control(telegramPort, 'players', { first_name: 'Ilya', language_code: 'en' });
  await control(telegramPort, 'send', { player: player.id, text: '/start' });
  const shown = await until(async () => {
    const { messages } = await control(telegramPort, `chat?chat=${player.id}`);
    return messages?.find((one) => one.from?.id !== player.id);
  }, 'an answer');
  assert.ok(shown.text ?? shown.caption);

  const began = Date.now();
  await bot.stop(STOP_S);
  assert.ok(Date.now() - began < STOP_S * 1000);
  assert.equal((await bot.inspect()).State.ExitCode, 0);
  const log = await bot.log();
  assert.match(log, /"msg":"stopped"/);
  assert.ok(!log.includes('AAtests-only'), 'the token is not in the log');
  for (const line of log.trim().split('\n')) {
    JSON.parse(line);
  }
});
