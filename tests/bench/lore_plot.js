// The curve of the replay as SVG: one bar for each thousand requests, as high as the calls that it took.
const WIDE = 860;
const HIGH = 420;
const LEFT = 70;
const RIGHT = 24;
const TOP = 84;
const BOTTOM = 66;
const STEPS = [1, 2, 2.5, 5, 10];
const INK = '#22303c';
const SOFT = '#6b7785';
const LINE = '#dfe4ea';
const BAR = '#2f6f9f';

const number = (value) => value.toLocaleString('en-US');

// A round step that cuts `most` into about four.
function step(most) {
  const rough = most / 4;
  const base = 10 ** Math.floor(Math.log10(rough));
  return base * STEPS.find((one) => one * base >= rough);
}

function text(x, y, words, { size = 13, fill = SOFT, anchor = 'start', weight = 'normal' } = {}) {
  return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" text-anchor="${anchor}" font-weight="${weight}">${words}</text>`;
}

function grid(most, y) {
  const each = step(most);
  const lines = [];
  for (let value = 0; value <= most; value += each) {
    lines.push(`<line x1="${LEFT}" x2="${WIDE - RIGHT}" y1="${y(value)}" y2="${y(value)}" stroke="${LINE}"/>`,
      text(LEFT - 10, y(value) + 4, number(value), { anchor: 'end' }));
  }
  return lines;
}

function bars(rates, y) {
  const room = (WIDE - LEFT - RIGHT) / rates.length;
  const wide = Math.max(1, room * 0.78);
  return rates.map((rate, i) => {
    const x = (LEFT + i * room + (room - wide) / 2).toFixed(1);
    return `<rect x="${x}" y="${y(rate).toFixed(1)}" width="${wide.toFixed(1)}" height="${(y(0) - y(rate)).toFixed(1)}" fill="${BAR}"/>`;
  });
}

function ticks(rates, size) {
  const room = (WIDE - LEFT - RIGHT) / rates.length;
  const total = rates.length * size;
  const each = step(total);
  const marks = [];
  for (let at = 0; at <= total; at += each) {
    marks.push(text((LEFT + (at / size) * room).toFixed(1), HIGH - BOTTOM + 20, number(at), { anchor: 'middle' }));
  }
  return marks;
}

/** rates: calls for each block of `size` requests; served: texts that were read with the AI off. */
export function draw({ rates, size, keys, served, cost }) {
  const most = Math.max(...rates) * 1.08;
  const y = (value) => HIGH - BOTTOM - (value / most) * (HIGH - TOP - BOTTOM);
  const calls = rates.reduce((sum, one) => sum + one, 0);
  const room = (WIDE - LEFT - RIGHT) / rates.length;
  const parts = [
    text(LEFT - 46, 32, 'The longer the world lives, the fewer calls it makes', { size: 19, fill: INK, weight: 'bold' }),
    text(LEFT - 46, 54, `Calls to the AI for each ${number(size)} requests. ${number(rates.length * size)} requests for ${number(keys)} texts, a few of which are asked for most (Zipf).`),
    ...grid(most, y),
    ...bars(rates, y),
    text(LEFT + room + 6, y(rates[0]) + 12, `${number(rates[0])} calls`, { fill: INK, weight: 'bold' }),
    text(WIDE - RIGHT, y(rates.at(-1)) - 10, `${number(rates.at(-1))} calls`, { anchor: 'end', fill: INK, weight: 'bold' }),
    text(WIDE - RIGHT, TOP + 34, `${number(calls)} calls in all, $${(cost / 1e6).toFixed(2)}.`, { anchor: 'end' }),
    text(WIDE - RIGHT, TOP + 54, `Then the AI was switched off: all ${number(served)} texts seen so far were still served.`, { anchor: 'end' }),
    ...ticks(rates, size),
    text((LEFT + WIDE - RIGHT) / 2, HIGH - 16, 'requests', { anchor: 'middle' }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDE}" height="${HIGH}" viewBox="0 0 ${WIDE} ${HIGH}" font-family="system-ui, 'DejaVu Sans', sans-serif">
<rect width="${WIDE}" height="${HIGH}" fill="#ffffff"/>
${parts.join('\n')}
</svg>
`;
}
