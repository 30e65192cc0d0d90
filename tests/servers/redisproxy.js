// A proxy in front of a Redis that cuts connections on order: before a command has reached the server, in
// the middle of it, or after it, when the server has done it and nobody has heard the answer.
//
// It reads the client's commands: "*2\r\n$3\r\nGET\r\n$1\r\nx\r\n". A kind is the first word.
import { createConnection, createServer } from 'node:net';

/** The end of the command that begins at `from`, and its kind; undefined while it is not whole. */
function commandAt(data, from) {
  const count = numberAt(data, from, '*');
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
  return { end: at, kind };
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

class Line { // one connection
  constructor(proxy, client) {
    this.proxy = proxy;
    this.client = client;
    this.server = createConnection(proxy.target);
    this.left = Buffer.alloc(0);
    this.deaf = false;
    for (const [end, other] of [[client, this.server], [this.server, client]]) {
      end.on('error', () => this.cut());
      end.on('close', () => other.destroy());
    }
    client.on('data', (data) => this.fromClient(data));
    this.server.on('data', (data) => (this.deaf ? this.cut() : this.client.write(data)));
  }

  cut() {
    this.client.destroy();
    this.server.destroy();
  }

  fromClient(data) {
    this.left = Buffer.concat([this.left, data]);
    for (let command; this.left.length && (command = commandAt(this.left, 0));) {
      const whole = this.left.subarray(0, command.end);
      this.left = this.left.subarray(command.end);
      const order = this.proxy.takes(command.kind);
      if (order === 'before' || order === 'middle') {
        const half = order === 'middle' ? whole.subarray(0, Math.ceil(whole.length / 2)) : Buffer.alloc(0);
        this.client.removeAllListeners('data');
        this.server.write(half, () => this.cut());
        return;
      }
      this.deaf = this.deaf || order === 'after';
      this.server.write(whole);
    }
  }
}

export class RedisProxy {
  /** target: what net.createConnection takes. */
  static async open(target) {
    const proxy = new RedisProxy();
    proxy.target = target;
    proxy.lines = new Set();
    proxy.kinds = new Map(); // of all commands, and how often they came
    proxy.cuts = 0;
    proxy.server = createServer((client) => {
      const line = new Line(proxy, client);
      proxy.lines.add(line);
      client.on('close', () => proxy.lines.delete(line));
    });
    await new Promise((done) => proxy.server.listen(0, '127.0.0.1', done));
    proxy.url = `redis://127.0.0.1:${proxy.server.address().port}/0`;
    return proxy;
  }

  /** Cuts the connection on which this kind comes next. Resolves when it has. */
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
