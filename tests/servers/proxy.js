// A proxy in front of a server that cuts connections on order: before a kind of request has reached the
// server, in the middle of it, or after it, when the server has done it and nobody has heard the answer.
//
// What a request is a reader knows, one for each connection: requests.js for PostgreSQL, commands.js for
// Redis.
import { createConnection, createServer } from 'node:net';

class Line { // one connection
  constructor(proxy, client) {
    this.proxy = proxy;
    this.client = client;
    this.server = createConnection(proxy.target);
    this.reader = new proxy.Reader();
    this.left = Buffer.alloc(0);
    this.late = false; // the answer to what is asked now is not to be heard
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
    } else if (this.reader.isDone(data)) {
      this.cut();
    }
  }

  fromClient(data) {
    this.left = Buffer.concat([this.left, data]);
    for (let message; this.left.length && (message = this.reader.read(this.left));) {
      const whole = this.left.subarray(0, message.size);
      this.left = this.left.subarray(message.size);
      const order = message.kind && this.proxy.takes(message.kind);
      if (order === 'before' || order === 'middle') {
        const half = order === 'middle' ? whole.subarray(0, Math.ceil(whole.length / 2)) : Buffer.alloc(0);
        this.client.removeAllListeners('data');
        this.server.write(half, () => this.cut());
        return;
      }
      this.late = this.late || order === 'after';
      this.deaf = this.deaf || (this.late && message.last);
      this.server.write(whole);
    }
  }
}

export class Proxy {
  /** target: what net.createConnection takes. Reader: a class; read(data) gives the { size, kind, last } of
   *  the message at its beginning, undefined while it is not whole: kind, if it is a request; last, if the
   *  server answers then. isDone(data): with this answer of the server all of it is done. */
  static async open(target, Reader) {
    const proxy = new Proxy();
    proxy.target = target;
    proxy.Reader = Reader;
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
