// Archives as designers send them, and as nobody should: written by hand, so that they may lie.
import { deflateRawSync } from 'node:zlib';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const TABLE = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) {
    c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  }
  return c >>> 0;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc = TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function fields(list) {
  return Buffer.concat(list.map(([size, value]) => {
    const bytes = Buffer.alloc(size);
    bytes.writeUIntLE(value, 0, size);
    return bytes;
  }));
}

/** entries: [{ name, data, mode? }]; mode 0o120777 makes a link of it. */
export function zip(entries) {
  const parts = [];
  const directory = [];
  let at = 0;
  for (const { name, data, mode = 0o100644 } of entries) {
    const bytes = Buffer.from(data);
    const packed = deflateRawSync(bytes);
    const title = Buffer.from(name);
    const common = [[2, 20], [2, 0x800], [2, 8], [4, 0], [4, crc32(bytes)], [4, packed.length], [4, bytes.length], [2, title.length], [2, 0]];
    const local = Buffer.concat([fields([[4, 0x04034b50], ...common]), title, packed]);
    directory.push(fields([[4, 0x02014b50], [2, 0x031e], ...common, [2, 0], [2, 0], [2, 0], [4, mode * 65536], [4, at]]), title);
    parts.push(local);
    at += local.length;
  }
  const list = Buffer.concat(directory);
  const count = entries.length;
  return Buffer.concat([...parts, list, fields([[4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, list.length], [4, at], [2, 0]])]);
}

/** A folder's scripts/ and content/ as entries, below `root`. */
export async function entriesOf(folder, root = '') {
  const found = [];
  for (const part of ['scripts', 'content']) {
    for (const one of await readdir(join(folder, part), { recursive: true, withFileTypes: true })) {
      if (one.isFile()) {
        const path = join(one.path, one.name);
        found.push({ name: root + path.slice(folder.length + 1), data: await readFile(path) });
      }
    }
  }
  return found;
}
