import type { BenchArea, Figure } from '../figure.ts';
import { freshProcess } from '../fresh-process.ts';
import { median } from '../measure.ts';
import { talibTimes } from '../talib.ts';

const BARS = 1_000_000;

/** Fourteen indicators against TA-Lib (or loops by hand), streams against batches, all against technicalindicators. */
export const indicators: BenchArea = async () => [
  ...(await againstTalib()),
  ...(await streamsAgainstBatches()),
  ...(await againstTechnicalIndicators()),
];

const FOURTEEN = 'sma ema wma rsi macd bbands atr stoch adx obv highest linearRegSlope cci mfi'.split(' ');

interface IndicatorTime {
  readonly ms: number;
  readonly prototype: number;
  readonly last: number;
}

async function againstTalib(): Promise<Figure[]> {
  const talib = await talibTimes(BARS);
  const reference = talib === undefined ? 'loop by hand that checks nothing' : 'TA-Lib in C';
  const figures: Figure[] = [];
  for (const name of FOURTEEN) {
    const { ms, prototype, last } = await timesOf<IndicatorTime>('indicator-times', name, String(BARS));
    const theirs = talib?.[name];
    if (theirs !== undefined && !(Math.abs(theirs.last - last) <= 1e-9 * Math.max(1, Math.abs(last)))) {
      throw new Error(`${name} ends with ${last}, TA-Lib's with ${theirs.last}`);
    }
    figures.push(figure(`${name}, ${BARS.toLocaleString('en')} bars`, ms, reference, theirs?.ms ?? prototype, BARS, 5));
  }
  const ratio = median(figures.map((each) => each.ratio));
  const summary = { value: ratio, unit: 'x', referenceValue: 1, ratio, bound: 1.5 };
  return [...figures, { area: 'indicators', name: `median of the ${figures.length}`, reference, ...summary }];
}

async function streamsAgainstBatches(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const name of ['sma', 'ema', 'rsi', 'macd', 'atr']) {
    const { stream, batch } = await timesOf<Readonly<Record<'batch' | 'stream', number>>>(
      'indicator-streams',
      name,
      String(BARS),
    );
    figures.push(figure(`${name} as a stream, bar by bar`, stream, 'its batch', batch, BARS, 4));
  }
  return figures;
}

async function againstTechnicalIndicators(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const name of FOURTEEN.filter((each) => each !== 'linearRegSlope')) {
    const theirs = await timesOf<number>('indicator-peers', name, 'theirs', String(BARS)); // its garbage is not in ours
    const ours = await timesOf<number>('indicator-peers', name, 'ours', String(BARS));
    const shown = `${name}, ${BARS.toLocaleString('en')} bars`;
    figures.push(figure(shown, ours, 'technicalindicators', theirs, BARS, 1 / 20));
  }
  return figures;
}

/** In nanoseconds a bar. */
function figure(name: string, ms: number, reference: string, theirs: number, bars: number, bound: number): Figure {
  const [value, referenceValue] = [ms, theirs].map((time) => (time / bars) * 1e6) as [number, number];
  return {
    area: 'indicators',
    name,
    value,
    unit: 'ns',
    reference,
    referenceValue,
    ratio: value / referenceValue,
    bound,
  };
}

/** From a process of its own: neither the garbage nor the type feedback of another is in it. */
async function timesOf<Result>(program: string, ...args: readonly string[]): Promise<Result> {
  const url = new URL(`../programs/${program}.ts`, import.meta.url);
  const { stdout } = await freshProcess(url, { args, bundle: true });
  return JSON.parse(stdout) as Result;
}
