import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertPeriod } from '../assert-period.ts';
import { defineIndicator, type IndicatorDeclaration } from '../define-indicator.ts';
import { atr, ema, rsi, sma, type IndicatorStream, type Kernel, type SavedStream } from '../index.ts';
import { indicatorContract } from './index.ts';

/** Bars on which prices jump, repeat and stand still. */
const bars = fc.array(
  fc.record({
    close: fc.oneof(fc.double({ min: 0.01, max: 1e6, noNaN: true }), fc.constantFrom(1, 2, 100)),
    above: fc.double({ min: 0, max: 0.1, noNaN: true }),
    below: fc.double({ min: 0, max: 0.1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 40 },
);

describe('on random series, of any length and jumpiness', () => {
  const period = fc.integer({ min: 1, max: 12 });
  it.each([sma, ema, rsi])('$name keeps the contract', (indicator) => {
    fc.assert(
      fc.property(bars, period, (rows, n) => {
        const columns = [Float64Array.from(rows, ({ close }) => close)];
        const options = { params: [n] as [number], lookback: indicator.lookback(n), columns };
        for (const { check } of indicatorContract(indicator, options)) expect(check).not.toThrow();
      }),
      { numRuns: 40 },
    );
  });

  it('atr keeps the contract', () => {
    fc.assert(
      fc.property(bars, period, (rows, n) => {
        const close = Float64Array.from(rows, (bar) => bar.close);
        const high = Float64Array.from(rows, (bar) => bar.close * (1 + bar.above));
        const low = Float64Array.from(rows, (bar) => bar.close * (1 - bar.below));
        const options = { params: [n] as [number], lookback: n, columns: [high, low, close] };
        for (const { check } of indicatorContract(atr, options)) expect(check).not.toThrow();
      }),
      { numRuns: 40 },
    );
  });
});

/** The value of one bar ago: right in every respect, until a test breaks one. */
class Lag implements Kernel {
  previous = NaN;
  update(value: number): number {
    const answer = Number.isFinite(value) ? this.previous : NaN;
    this.previous = Number.isFinite(value) ? value : NaN;
    return answer;
  }
}

const right: IndicatorDeclaration<[period: number]> = {
  name: 'lag',
  inputs: ['value'],
  check: assertPeriod,
  lookback: () => 1,
  stream: () => new Lag(),
  batch(values) {
    const out = new Float64Array(values.length).fill(NaN);
    for (let i = 1; i < values.length; i++) if (Number.isFinite(values[i] + values[i - 1])) out[i] = values[i - 1];
    return out;
  },
};

type Broken = Partial<IndicatorStream>;

/** The sentences of the contract that a declaration breaks, or one whose streams have other methods. */
function brokenBy(
  change: Partial<IndicatorDeclaration<[period: number]>>,
  lookback = 1,
  breakStream: (stream: IndicatorStream) => Broken = () => ({}),
): string[] {
  const indicator = defineIndicator({ ...right, ...change });
  const breakAll = (stream: IndicatorStream): IndicatorStream => Object.assign(stream, breakStream(stream));
  const sound = { ...indicator };
  Object.assign(indicator, {
    stream: (period: number) => breakAll(sound.stream(period)),
    load: (saved: SavedStream) => breakAll(sound.load(saved)),
  });
  const contract = indicatorContract(indicator, { params: [1], lookback, flat: (price) => price });
  return contract.flatMap(({ name, check }) => {
    try {
      check();
      return [];
    } catch {
      return [name.split(/[:,]/)[0]];
    }
  });
}

describe('the contract', () => {
  it('finds nothing wrong with what is right', () => {
    expect(brokenBy({})).toEqual([]);
  });

  it('finds a batch that looks ahead', () => {
    const batch = (values: Float64Array): Float64Array => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return right.batch(values, 1).map((value) => value - mean);
    };
    expect(brokenBy({ batch })).toContain('does not look ahead');
  });

  it('finds a batch that writes into its input', () => {
    const batch = (values: Float64Array): Float64Array => {
      const out = right.batch(values, 1);
      values[0] = 0;
      return out;
    };
    expect(brokenBy({ batch })).toContain('answers columns as long as its inputs');
  });

  it('finds columns that are not aligned', () => {
    expect(brokenBy({ batch: (values) => right.batch(values, 1).slice(1) })).toContain(
      'answers columns as long as its inputs',
    );
  });

  it('finds a lookback that is not what was expected, or not what comes', () => {
    const sentence = 'is unknown for the 2 rows of its lookback';
    expect(brokenBy({}, 2)).toContain(sentence);
    expect(brokenBy({ lookback: () => 2 }, 2)).toContain(sentence);
  });

  it('finds a stream of other bits', () => {
    class Other extends Lag {
      override update(value: number): number {
        return super.update(value) * (1 + Number.EPSILON);
      }
    }
    expect(brokenBy({ stream: () => new Other() })).toContain('streams what the batch computes');
  });

  it('finds a kernel that keeps what it remembers where no one sees it', () => {
    class Secret implements Kernel {
      readonly #lag = new Lag();
      update(value: number): number {
        return this.#lag.update(value);
      }
    }
    expect(brokenBy({ stream: () => new Secret() })).toEqual(
      expect.arrayContaining(['peeks what an update would answer', 'copies a stream into one that lives on its own']),
    );
  });

  it('finds a peek that commits', () => {
    expect(brokenBy({}, 1, (stream) => ({ peek: (value) => stream.update(value) }))).toEqual([
      'peeks what an update would answer',
      'streams and peeks across an input of NaN as the batch does',
      'streams and peeks across an input of Infinity as the batch does',
    ]);
  });

  it('finds copies that share their state', () => {
    expect(brokenBy({}, 1, (stream) => ({ copy: () => stream }))).toEqual([
      'copies a stream into one that lives on its own',
    ]);
  });

  it('finds a saved state that JSON does not keep', () => {
    const fresh = (): IndicatorStream => defineIndicator(right).stream(1);
    expect(brokenBy({}, 1, () => ({ save: () => fresh().save() }))).toContain('saves plain data that JSON keeps');
  });

  it('finds a gap that is bridged', () => {
    const batch = (values: Float64Array): Float64Array => {
      const out = right.batch(values, 1);
      for (let i = 2; i < values.length; i++) if (Number.isNaN(out[i])) out[i] = values[i - 2];
      return out;
    };
    expect(brokenBy({ batch })).toContain('answers NaN where an input is NaN');
  });

  it('finds an indicator that takes any period', () => {
    expect(brokenBy({ check: () => undefined })).toEqual(['refuses parameters that make no sense']);
  });

  it('finds a flat market that reads NaN', () => {
    const batch = (values: Float64Array): Float64Array =>
      right.batch(values, 1).map((value, i) => (i > 0 && value === values[i] ? NaN : value));
    expect(brokenBy({ batch })).toContain('is steady on a market that does not move');
  });

  it('asks for rest where nothing moves only behind the bars that settle it, and never of what never rests', () => {
    const settlingIn = (bars: number) =>
      defineIndicator({
        ...right,
        batch: (values) => right.batch(values, 1).map((value, i) => (i <= bars ? value + i : value)),
      });
    const restOf = (bars: number, settling: number) =>
      indicatorContract(settlingIn(bars), { params: [1], lookback: 1, flat: (price) => price, settling }).find(
        ({ name }) => name.startsWith('is steady'),
      );
    expect(restOf(9, 9)?.check).not.toThrow();
    expect(() => restOf(9, 8)?.check()).toThrow('on row 9 of a market that stays at 5, not 5');
    expect(restOf(9, Infinity)).toBeUndefined();
  });

  it('wants to be told what is refused, where that is not a single period', () => {
    const scaled = defineIndicator({ ...right, check: () => undefined }) as unknown as typeof sma;
    const options = { params: [1, 2] as unknown as [period: number], lookback: 1 };
    const refusal = indicatorContract(scaled, options).find(({ name }) => name.startsWith('refuses parameters'));
    expect(() => refusal?.check()).toThrow('nobody said which parameters it refuses');
  });
});
