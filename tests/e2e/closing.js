// What a test has opened is closed at its end, whatever fails: a process that goes on would keep the file
// from its end.
const opened = new WeakMap(); // by test

/** Closes things with close() or remove(), the last one first: all of them; then it throws the first error. */
export async function closeThings(things) {
  const errors = [];
  for (const thing of things.splice(0).reverse()) {
    try {
      await (thing.close ? thing.close() : thing.remove());
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length) {
    throw errors[0];
  }
}

/** Closes a thing at the end of the test `t`; gives the thing. */
export function closes(t, thing) {
  if (!opened.has(t)) {
    const things = [];
    opened.set(t, things);
    t.after(() => closeThings(things));
  }
  opened.get(t).push(thing);
  return thing;
}
