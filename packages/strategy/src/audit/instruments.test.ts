import { barFrame, resampleBars, sliceBars } from '@tidemark/core-market';
import { describe, expect, it } from 'vitest';
import { sampleBars } from '../testing/sample-bars.ts';
import { barsAfter, cutInstruments, instrumentsOf, lateInstruments } from './instruments.ts';

const A = sampleBars({ symbol: 'A', bars: 130 });
const B = sliceBars(sampleBars({ symbol: 'B', bars: 130, seed: 2 }), 60, 130);
const lengths = (series: Readonly<Record<string, { readonly length: number }>>) =>
  Object.fromEntries(Object.entries(series).map(([symbol, { length }]) => [symbol, length]));

describe('instruments cut by time', () => {
  const all = instrumentsOf({ B, A }, 'open');

  it('end at one moment, whatever their lengths; who begins later is empty', () => {
    expect(lengths(cutInstruments(all, 60))).toEqual({ A: 60, B: 0 });
    expect(lengths(cutInstruments(all, 61))).toEqual({ A: 61, B: 1 });
    expect(barsAfter(all, 'B', 130)).toBe(70);
  });

  it('start at one moment too', () => {
    expect(lengths(lateInstruments(all, 30))).toEqual({ A: 100, B: 70 });
    expect(lateInstruments(all, 80)['B']!.time[0]).toBe(A.time[80]);
  });

  it('have memory of their own', () => {
    expect(cutInstruments(all, 130)['A']!.close.buffer).not.toBe(A.close.buffer);
  });

  it('are the same out of a frame', () => {
    expect(instrumentsOf(barFrame({ A, B }), 'open')).toEqual(all);
  });
});

it('by their closes, a bar of a longer timeframe is there when it is over', () => {
  const hourly = { ...resampleBars(A, '1h'), symbol: 'H' };
  const all = instrumentsOf({ A, H: hourly }, 'close');
  expect(lengths(cutInstruments(all, 59))).toEqual({ A: 59, H: 0 });
  expect(lengths(cutInstruments(all, 60))).toEqual({ A: 60, H: 1 });
});
