import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Hash128 } from './hash.ts';

const hash = (): Hash128 => new Hash128();

// From mmh3 5 (Python), hash_bytes(stream, 0, x64arch=False), words printed first to last, each as a number.
describe('is MurmurHash3 x86 128 of the documented bytes', () => {
  it.each([
    ['nothing', hash(), '00000000000000000000000000000000'],
    ['1.5', hash().number(1.5), '409d21d59fff3d095355fa7e5355fa7e'],
    ['0', hash().number(0), 'e028ae414772b0844772b0844772b084'],
    ['-0', hash().number(-0), '316acfa8998a35e4c18d837dc18d837d'],
    ['NaN', hash().number(NaN), '1e3af1e2e972667f88bfe74a88bfe74a'],
    ['1, 2', hash().number(1).number(2), 'd938b3cfd2e0c875108e32dd36072f42'],
    ['1, 2, 3', hash().number(1).number(2).number(3), 'd97799e2e90eb708789182c499a689cd'],
    ["''", hash().text(''), 'ff2b144870f51a8fdd3a047add3a047a'],
    ["'ES'", hash().text('ES'), 'fe3390918a8e1c64cf8cf83e34543633'],
    ["'€uro-Bund 😀'", hash().text('€uro-Bund 😀'), '5924701f8d6462b729c53f36afc28bba'],
    ['[]', hash().column(new Float64Array()), 'f57012d969256738a808c6c8a808c6c8'],
    ['[1, 2, 3, 4]', hash().column(Float64Array.of(1, 2, 3, 4)), '57ac97a39ab4a251e767f863df1a3d7e'],
    [
      '[1, NaN, -0, Infinity, 0.1]',
      hash().column(Float64Array.of(1, NaN, -0, Infinity, 0.1)),
      '4364ba694fae72fe4f258564421b5b5c',
    ],
    [
      "-1e300, [1, NaN, 3], 'close', 5e-324",
      hash()
        .number(-1e300)
        .column(Float64Array.of(1, NaN, 3))
        .text('close')
        .number(5e-324),
      '9972ff37975c603888dc914f86430539',
    ],
  ])('%s', (_, stream, digest) => {
    expect(stream.digest()).toBe(digest);
  });
});

it('counts every NaN as one, whatever its bits', () => {
  const payloads = new Float64Array(4);
  new BigUint64Array(payloads.buffer).set([
    0x7ff8000000000000n,
    0xfff8000000000000n,
    0x7ff0000000000001n,
    0xffffffffffffffffn,
  ]);
  expect(hash().column(payloads).digest()).toBe(hash().column(new Float64Array(4).fill(NaN)).digest());
  for (const nan of payloads) expect(hash().number(nan).digest()).toBe(hash().number(NaN).digest());
});

it('tells infinities from NaN and from each other', () => {
  const digests = [Infinity, -Infinity, NaN].map((value) => hash().column(Float64Array.of(value, value)).digest());
  expect(new Set(digests).size).toBe(3);
});

it('may go on after a digest', () => {
  const running = hash().number(1);
  running.digest();
  expect(running.number(2).digest()).toBe(hash().number(1).number(2).digest());
});

it('tells where one text ends and the next begins', () => {
  expect(hash().text('a').text('bc').digest()).not.toBe(hash().text('ab').text('c').digest());
});

it('tells a column from its numbers, and from two columns', () => {
  const whole = hash().column(Float64Array.of(1, 2)).digest();
  expect(whole).not.toBe(hash().number(1).number(2).digest());
  expect(whole).not.toBe(hash().column(Float64Array.of(1)).column(Float64Array.of(2)).digest());
});

it('is the same for a column number by number, at every alignment of the block', () => {
  const doubles = fc.array(fc.double(), { maxLength: 40 });
  fc.assert(
    fc.property(fc.array(fc.double(), { maxLength: 3 }), doubles, (before, values) => {
      const [whole, single] = [hash(), hash()];
      for (const value of before) [whole, single].forEach((stream) => stream.number(value));
      whole.column(Float64Array.from(values));
      // The head of a column, its length and "f64a", read as a number.
      single.number(new Float64Array(Uint32Array.of(values.length, 0x66363461).buffer)[0]);
      for (const value of values) single.number(value);
      expect(whole.digest()).toBe(single.digest());
    }),
  );
});

it('does not care where a column lies in memory', () => {
  const memory = new Float64Array(new SharedArrayBuffer(80), 24, 5);
  memory.set([1, 2, 3, 4, 5]);
  expect(hash().column(memory).digest()).toBe(
    hash()
      .column(Float64Array.of(1, 2, 3, 4, 5))
      .digest(),
  );
});

it('changes with any single bit of a column', () => {
  const digests = new Set<string>();
  const column = Float64Array.of(100.25, 101.5, 99.75);
  const words = new Uint32Array(column.buffer);
  for (let bit = 0; bit < 192; bit++) {
    words[bit >> 5] ^= 1 << (bit & 31);
    digests.add(hash().column(column).digest());
    words[bit >> 5] ^= 1 << (bit & 31);
  }
  expect(digests.size).toBe(192);
});
