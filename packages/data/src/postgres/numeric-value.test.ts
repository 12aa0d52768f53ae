import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numericValue } from './numeric-value.ts';

/** The bytes in which the server sends a decimal: digits of base 10,000 without zeros at either end. */
function numericBytes(text: string): DataView {
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const padded = whole.padStart(Math.ceil(whole.length / 4) * 4, '0');
  const groups = [...(padded + fraction.padEnd(Math.ceil(fraction.length / 4) * 4, '0')).matchAll(/\d{4}/g)].map(
    Number,
  );
  let weight = padded.length / 4 - 1;
  while (groups[0] === 0) {
    groups.shift();
    weight--;
  }
  while (groups.at(-1) === 0) groups.pop();
  const view = new DataView(new ArrayBuffer(8 + 2 * groups.length));
  view.setInt16(0, groups.length);
  view.setInt16(2, groups.length === 0 ? 0 : weight);
  view.setUint16(4, negative ? 0x4000 : 0);
  view.setUint16(6, fraction.length);
  groups.forEach((group, i) => view.setUint16(8 + 2 * i, group));
  return view;
}

it.each([
  ['0', 0],
  ['1', 1],
  ['-12345.67', -12345.67],
  ['0.1', 0.1],
  ['10000', 10000],
  ['0.0001', 0.0001],
  ['9007199254740993', 9007199254740992],
  ['9007199254740995', 9007199254740996],
  ['123456789012345678901234567890.123', 1.2345678901234568e29],
])('reads %s as the nearest double', (text, value) => {
  expect(numericValue(numericBytes(text), 0)).toBe(value);
});

it('reads what Number reads of any decimal', () => {
  const digits = fc.stringMatching(/^[0-9]{1,40}$/);
  const decimal = fc.tuple(fc.boolean(), digits, digits).map(([minus, a, b]) => `${minus ? '-' : ''}${a}.${b}`);
  fc.assert(
    fc.property(decimal, (text) => {
      // The server has no negative zero.
      expect(numericValue(numericBytes(text), 0) + 0).toBe(Number(text) + 0);
    }),
    { numRuns: 500 },
  );
});

it.each([
  [0xc000, NaN],
  [0xd000, Infinity],
  [0xf000, -Infinity],
])('reads sign %i as %s', (sign, value) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint16(4, sign);
  expect(numericValue(view, 0)).toBe(value);
});
