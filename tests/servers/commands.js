// What proxy.js cuts of Redis's protocol: commands, "*2\r\n$3\r\nGET\r\n$1\r\nx\r\n". A kind is the first word.

/** The command at the beginning: its size and kind; undefined while it is not whole. */
function commandIn(data) {
  const count = numberAt(data, 0, '*');
  if (!count) {
    return undefined;
  }
  let at = count.end;
  let kind;
  for (let i = 0; i < count.value; i++) {
    const size = numberAt(data, at, '$');
    if (!size || data.length < size.end + size.value + 2) {
      return undefined;
    }
    kind ??= data.toString('latin1', size.end, size.end + size.value).toUpperCase();
    at = size.end + size.value + 2;
  }
  return { size: at, kind, last: true };
}

function numberAt(data, at, sign) {
  const end = data.indexOf('\r\n', at);
  if (end < 0) {
    return undefined;
  }
  if (data.toString('latin1', at, at + 1) !== sign) {
    throw new Error(`no Redis command: ${data.toString('latin1', at, at + 40)}`);
  }
  return { value: Number(data.toString('latin1', at + 1, end)), end: end + 2 };
}

export class Commands {
  read(data) {
    return commandIn(data);
  }

  isDone() {
    return true;
  }
}
