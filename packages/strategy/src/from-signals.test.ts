import { sliceBars } from '@tidemark/core-market';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from './audit/audit.ts';
import { fromSignals, type EntryExitSignals } from './from-signals.ts';
import { sampleBars } from './testing/sample-bars.ts';
import { strategyContract } from './testing/strategy-contract.ts';

const bars = sampleBars({ bars: 6 });
const marks = (text: string) => Array.from(text, (mark) => mark === '1');
const stances = (signals: EntryExitSignals, series = bars) => {
  const run = fromSignals(bars, signals).over(series);
  return Array.from({ length: series.length }, (_, i) => run.signal(i));
};

describe('a run', () => {
  const many = sampleBars();
  const above = many.close.map((close) => Number(close > 101));
  const below = many.close.map((close) => Number(close < 100));
  const strategy = fromSignals(many, { entries: above, exits: below, shortEntries: below, shortExits: above });
  it.each(strategyContract(strategy, many))('$name', ({ check }) => expect(check).not.toThrow());
});

it('is long from an entry to its exit, and short mirrored', () => {
  expect(stances({ entries: marks('010000'), exits: marks('000100') })).toEqual([0, 1, 1, 0, 0, 0]);
  expect(stances({ shortEntries: marks('010000'), shortExits: marks('000100') })).toEqual([0, -1, -1, 0, 0, 0]);
  expect(stances({ entries: marks('100001'), shortEntries: marks('001000') })).toEqual([1, 1, -1, -1, -1, 1]);
});

it('takes booleans, bytes and numbers; a NaN calls for nothing', () => {
  const exits = marks('000100');
  const expected = [0, 1, 1, 0, 0, 0];
  expect(stances({ entries: Uint8Array.of(0, 1, 0, 0, 0, 0), exits })).toEqual(expected);
  expect(stances({ entries: Float64Array.of(NaN, 1, 0, 0, NaN, 0), exits })).toEqual(expected);
});

it('keeps its own copy of the marks', () => {
  const entries = Uint8Array.of(1, 0, 0, 0, 0, 0);
  const strategy = fromSignals(bars, { entries, exits: marks('000000') });
  entries[0] = 0;
  expect(strategy.over(bars).signal(0)).toBe(1);
});

it.each([
  ['exit', [1, 0, 0, 0, 0, 0]],
  ['entry', [1, 1, 1, 1, 1, 1]],
  ['ignore', [1, 1, 1, 1, 1, 1]],
] as const)('an entry and an exit on one bar, conflict: %s', (conflict, expected) => {
  expect(stances({ entries: marks('110000'), exits: marks('010000'), conflict })).toEqual(expected);
});

it('runs over stretches of its bars, flat at their start, and is clean', () => {
  const signals = { entries: marks('100010'), exits: marks('000100') };
  expect(stances(signals, sliceBars(bars, 0, 3))).toEqual([1, 1, 1]);
  expect(stances(signals, sliceBars(bars, 1))).toEqual([0, 0, 0, 1, 1]);
  expect(audit(bars, { strategy: fromSignals(bars, signals) }).clean).toBe(true);
});

it('refuses other bars', () => {
  const strategy = fromSignals(bars, { entries: marks('100010'), exits: marks('000100') });
  for (const other of [sampleBars({ bars: 7 }), sampleBars({ bars: 6, seed: 8 })]) {
    expect(() => strategy.over(other)).toThrow(expect.objectContaining({ code: 'OTHER_BARS' }));
  }
});

it('says what it was made of: other marks have another hash', () => {
  const made = (entries: string) => fromSignals(bars, { entries: marks(entries), exits: marks('000001') });
  expect(made('100000').codeHash).toBe(made('100000').codeHash);
  expect(made('100000').codeHash).not.toBe(made('010000').codeHash);
  expect(made('100000').params).toMatchObject({ conflict: 'exit' });
});

it.each<[string, object, string]>([
  ['INVALID_SIGNALS', {}, 'there are no entries'],
  ['INVALID_SIGNALS', { entries: marks('100000') }, 'a long position would never end'],
  ['INVALID_SIGNALS', { shortEntries: marks('100000') }, 'a short position would never end'],
  ['INVALID_SIGNALS', { entries: marks('100000'), exits: 7 }, 'exits is no list of marks'],
  ['INVALID_SIGNALS', { entries: [0, 0, 2, 0, 0, 0], exits: marks('000000') }, 'entries[2] is 2'],
  [
    'INVALID_SIGNALS',
    { entries: marks('100000'), exits: marks('000001'), conflict: 'entires' },
    'conflict is "entires"',
  ],
  ['SIGNALS_LENGTH', { entries: marks('1'), exits: marks('000000') }, 'entries has 1 entries for 6 bars'],
  ['SIGNALS_CONFLICT', { entries: marks('010000'), exits: marks('010000'), conflict: 'error' }, 'on bar 1 (2024-01-01'],
])('refuses with %s: %j', (code, signals, what) => {
  expect(() => fromSignals(bars, signals as never)).toThrow(
    expect.objectContaining({ code, what: expect.stringContaining(what) }),
  );
});

it('says of a bar what it says when the bars after it are not there', () => {
  const bit = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });
  const series = sampleBars({ bars: 40 });
  fc.assert(
    fc.property(bit, bit, bit, fc.nat(40), (entries, exits, shortEntries, cut) => {
      const strategy = fromSignals(series, { entries, exits, shortEntries });
      const [whole, part] = [strategy.over(series), strategy.over(sliceBars(series, 0, cut))];
      for (let i = 0; i < cut; i++) expect(part.signal(i)).toBe(whole.signal(i));
    }),
  );
});
