// What proxy.js cuts of PostgreSQL's protocol.
//
// A client's message is a type, a length and a body; the first one has no type. A request is what a Bind
// names: the prepared statement, whose text came in a Parse before. Kinds are the first words of those
// texts. A Sync ends a transaction's messages: with the answer to it all of it is done.
const HEAD = 5; // a type and a length
const SYNC = 0x53;
const PARSE = 0x50;
const BIND = 0x42;
const READY = Buffer.from([0x5a, 0, 0, 0, 5]); // for more
const WORDS = 3; // of a statement that name its kind

function textAt(body, from) {
  const end = body.indexOf(0, from);
  return [body.toString('utf8', from, end), end + 1];
}

function kindOf(sql) {
  return sql.trim().split(/[\s(]+/).slice(0, WORDS).join(' ');
}

export class Requests {
  constructor() {
    this.names = new Map(); // of statements: their kinds
    this.started = false;
  }

  read(data) {
    const head = this.started ? 1 : 0;
    if (data.length < head + 4) {
      return undefined;
    }
    const size = head + data.readUInt32BE(head);
    if (data.length < size) {
      return undefined;
    }
    this.started = true;
    return { size, kind: head ? this.#look(data.subarray(0, size)) : undefined, last: head > 0 && data[0] === SYNC };
  }

  isDone(data) {
    return data.includes(READY);
  }

  /** The kind of a request; undefined for other messages. */
  #look(message) {
    if (message[0] === PARSE) {
      const [name, behind] = textAt(message, HEAD);
      this.names.set(name, kindOf(textAt(message, behind)[0]));
    }
    if (message[0] !== BIND) {
      return undefined;
    }
    const [, behind] = textAt(message, HEAD);
    return this.names.get(textAt(message, behind)[0]);
  }
}
