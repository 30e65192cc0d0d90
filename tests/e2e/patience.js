// How long tests wait for what must come. Only what never comes takes so long: these are wide enough for a
// machine that is many times slower and does much else. What must be quick is said where it is asserted.
import assert from 'node:assert/strict';

const LOOK_MS = 20;

/** For one thing that must come: a message, words in a log, an answer. BYLINA_PATIENCE_MS: another one. */
export const PATIENCE_MS = Number(process.env.BYLINA_PATIENCE_MS ?? 60_000);

/** For a whole test of several such: { timeout }. */
export const LIMIT = { timeout: 300_000 };

/** The day as the engine counts them, for figures of a day: past midnight they begin anew. */
export const today = () => new Date().toISOString().slice(0, 10);

/** Looks again and again until `look()` gives something, and gives that. For what nobody tells of. */
export async function comes(look, what) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found) {
      return found;
    }
    assert.ok(Date.now() < deadline, `in vain waited for ${what ?? look}`);
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
}
