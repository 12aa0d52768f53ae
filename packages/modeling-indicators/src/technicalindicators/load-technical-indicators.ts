import { IndicatorError, refuse } from '../error.ts';

/** Bars as columns, shape [n] each. */
export interface BarInputs {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/** Volume by price, from the lowest price up, shape [bins] each. A bar counts in every bin that it lies in. */
export interface VolumeProfile {
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Of bars that closed higher, or where they opened. */
  readonly rising: Float64Array;
  readonly falling: Float64Array;
  readonly total: Float64Array;
}

/** Bricks of one height, however long each took, shape [bricks] each. */
export interface RenkoBricks {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** The bar on which the brick was full. */
  readonly bar: Float64Array;
}

/** A level between (or beyond) two prices. */
export interface FibonacciLevel {
  /** Fraction of the move that is retraced: 0.382. */
  readonly ratio: number;
  readonly price: number;
}

/** What `technicalindicators` has and this package does not. */
export interface TechnicalCharts {
  /** @throws IndicatorError INVALID_PERIOD, TOO_MANY_BARS */
  readonly volumeProfile: (bars: BarInputs, bins: number) => VolumeProfile;
  /** @param brick height in the unit of the price @throws IndicatorError INVALID_PARAMETER */
  readonly renko: (bars: BarInputs, brick: number) => RenkoBricks;
  /** Levels at which a move from one price to another may turn. */
  readonly fibonacciRetracement: (from: number, to: number) => readonly FibonacciLevel[];
}

const RATIOS = [0, 0.236, 0.382, 0.5, 0.618, 0.786, 1, 1.272, 1.618, 2.618, 4.236];
/** It spreads four columns into the arguments of one call. */
const MOST_BARS = 25_000;

/**
 * Loads the npm package `technicalindicators`, for what only it has.
 *
 * @throws IndicatorError DRIVER_MISSING with the command that installs it
 * @example
 * const { fibonacciRetracement } = await loadTechnicalIndicators();
 * fibonacciRetracement(100, 200)[3] // => { ratio: 0.5, price: 150 }
 */
export async function loadTechnicalIndicators(): Promise<TechnicalCharts> {
  const library = await load();
  return {
    volumeProfile(bars, bins) {
      if (!Number.isInteger(bins) || bins < 1)
        refuse('INVALID_PERIOD', 'volumeProfile', `bins is ${bins}`, 'give an integer >= 1');
      if (bars.close.length > MOST_BARS) {
        const what = `${bars.close.length} bars`;
        refuse('TOO_MANY_BARS', 'volumeProfile', what, `give at most ${MOST_BARS}: a session, or resampled bars`);
      }
      const rows = library.VolumeProfile.calculate({ ...plain(bars), noOfBars: bins });
      const column = (field: keyof (typeof rows)[number]): Float64Array => Float64Array.from(rows, (row) => row[field]);
      return {
        from: column('rangeStart'),
        to: column('rangeEnd'),
        rising: column('bullishVolume'),
        falling: column('bearishVolume'),
        total: column('totalVolume'),
      };
    },
    renko(bars, brick) {
      if (!(brick > 0 && brick < Infinity))
        refuse('INVALID_PARAMETER', 'renko', `brick is ${brick}`, 'give a number > 0');
      const timestamp = Array.from(bars.close, (_, bar) => bar);
      const { timestamp: bar, ...prices } = library.renko({
        ...plain(bars),
        timestamp,
        brickSize: brick,
        useATR: false,
      });
      const { open, high, low, close, volume } = prices;
      const columns = { open, high, low, close, volume, bar };
      const entries = Object.entries(columns).map(([name, values]) => [name, Float64Array.from(values)]);
      return Object.fromEntries(entries) as unknown as RenkoBricks;
    },
    fibonacciRetracement(from, to) {
      const prices = library.fibonacciretracement(from, to);
      return prices.map((price, i) => ({ ratio: RATIOS[i], price }));
    },
  };
}

type Values = readonly number[];
type PlainBars = Readonly<Record<keyof BarInputs, Values>>;
type Row = Readonly<Record<'rangeStart' | 'rangeEnd' | 'bullishVolume' | 'bearishVolume' | 'totalVolume', number>>;

/** What is used of it; its own types want an old @types/node. */
interface Library {
  readonly VolumeProfile: { calculate(input: PlainBars & { readonly noOfBars: number }): readonly Row[] };
  renko(
    input: PlainBars & { readonly timestamp: Values; readonly brickSize: number; readonly useATR: boolean },
  ): Readonly<Record<keyof BarInputs | 'timestamp', Values>>;
  fibonacciretracement(from: number, to: number): Values;
}

async function load(): Promise<Library> {
  try {
    return (await import('technicalindicators')) as unknown as Library;
  } catch (cause) {
    throw new IndicatorError('DRIVER_MISSING', {
      what: 'the package technicalindicators is not there',
      where: '@tidemark/modeling-indicators/technicalindicators',
      fix: 'npm install technicalindicators',
      cause,
    });
  }
}

function plain({ open, high, low, close, volume }: BarInputs): PlainBars {
  return { open: [...open], high: [...high], low: [...low], close: [...close], volume: [...volume] };
}
