// A proxy in front of a PostgreSQL server that cuts connections on order: before a kind of request has
// reached the server, in the middle of it, or after it, with the whole transaction behind it, when the
// server has answered and nobody has heard the answer.
//
// It reads the client's messages (a type, a length, a body; the first one has no type). A request is what
// a Bind names: the prepared statement, whose text came in a Parse before. Kinds are the first words of
// those texts.
import { createConnection, createServer } from 'node:net';

const HEAD = 5; // a type and a length
const SYNC = 0x53;
const PARSE = 0x50;
const BIND = 0x42;
const WORDS = 3; // of a statement that name its kind

function textAt(body, from) {
  const end = body.indexOf(0, from);
  return [body.toString('utf8', from, end), end + 1];
}

function kindOf(sql) {
  return sql.trim().split(/[\s(]+/).slice(0, WORDS).join(' ');
}

class Line { // one connection
  constructor(proxy, client) {
    this.proxy = proxy;
    this.client = client;
    this.server = createConnection(proxy.target);
    this.names = new Map();
    this.left = Buffer.alloc(0);
    this.started = false;
    this.deaf = false; // the client hears nothing any more
    for (const [end, other] of [[client, this.server], [this.server, client]]) {
      end.on('error', () => this.cut());
      end.on('close', () => other.destroy());
    }
    client.on('data', (data) => this.fromClient(data));
    this.server.on('data', (data) => this.fromServer(data));
  }

  cut() {
    this.client.destroy();
    this.server.destroy();
  }

  fromServer(data) {
    if (!this.deaf) {
      this.client.write(data);
    } else if (data.includes(Buffer.from([0x5a, 0, 0, 0, 5]))) { // ready for more: all of it was done
      this.cut();
    }
  }

  fromClient(data) {
    this.left = Buffer.concat([this.left, data]);
    for (;;) {
      const head = this.started ? 1 : 0;
      if (this.left.length < head + 4) {
        return;
      }
      const size = head + this.left.readUInt32BE(head);
      if (this.left.length < size) {
        return;
      }
      const message = this.left.subarray(0, size);
      this.left = this.left.subarray(size);
      this.started = true;
      if (!this.pass(message, head)) {
        return;
      }
    }
  }

  /** False: the connection is cut. */
  pass(message, head) {
    const kind = head ? this.look(message) : undefined;
    const order = kind && this.proxy.takes(kind);
    if (order === 'before' || order === 'middle') {
      const half = order === 'middle' ? message.subarray(0, Math.ceil(message.length / 2)) : Buffer.alloc(0);
      this.server.write(half, () => this.cut());
      this.left = Buffer.alloc(0);
      this.client.removeAllListeners('data');
      return false;
    }
    this.late = this.late || order === 'after';
    if (head && message[0] === SYNC && this.late) {
      this.deaf = true;
    }
    this.server.write(message);
    return true;
  }

  /** The kind of a request; undefined for other messages. */
  look(message) {
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

export class Proxy {
  /** target: what net.createConnection takes. */
  static async open(target) {
    const proxy = new Proxy();
    proxy.target = target;
    proxy.lines = new Set();
    proxy.kinds = new Map(); // of all requests, and how often they came
    proxy.cuts = 0;
    proxy.server = createServer((client) => {
      const line = new Line(proxy, client);
      proxy.lines.add(line);
      client.on('close', () => proxy.lines.delete(line));
    });
    await new Promise((done) => proxy.server.listen(0, '127.0.0.1', done));
    proxy.port = proxy.server.address().port;
    return proxy;
  }

  /** Cuts the connection that asks this kind next. Resolves when it has. */
  cutNext(kind, when) {
    return new Promise((done) => {
      this.order = { kind, when, done };
    });
  }

  takes(kind) {
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
    if (this.order?.kind !== kind) {
      return undefined;
    }
    const { when, done } = this.order;
    this.order = undefined;
    this.cuts += 1;
    done();
    return when;
  }

  close() {
    for (const line of this.lines) {
      line.cut();
    }
    return new Promise((done) => this.server.close(done));
  }
}
