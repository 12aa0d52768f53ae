// Times one of the fourteen indicators beside a hand-written loop. Prints the best times in milliseconds and its last number.
import * as indicators from '@tidemark/modeling-indicators';
import { indicatorBars } from '../indicator-bars.ts';
import { prototypes } from '../indicator-prototypes.ts';
import { best, interleaved } from '../measure.ts';

const name = process.argv[2] ?? '';
const length = Number(process.argv[3]);
const { high, low, close, volume } = indicatorBars(length);
const first = (columns: Float64Array | Readonly<Record<string, Float64Array>>): Float64Array =>
  columns instanceof Float64Array ? columns : (Object.values(columns)[0] as Float64Array);

const ours: Readonly<Record<string, () => Float64Array>> = {
  sma: () => indicators.sma(close, 20),
  ema: () => indicators.ema(close, 20),
  wma: () => indicators.wma(close, 20),
  rsi: () => indicators.rsi(close, 14),
  macd: () => first(indicators.macd(close, 12, 26, 9)),
  bbands: () => first(indicators.bbands(close, 20, 2, 2)),
  atr: () => indicators.atr(high, low, close, 14),
  stoch: () => first(indicators.stoch(high, low, close, 14, 3, 3)),
  adx: () => indicators.adx(high, low, close, 14),
  obv: () => indicators.obv(close, volume),
  highest: () => indicators.highest(close, 20),
  linearRegSlope: () => indicators.linearRegSlope(close, 20),
  cci: () => indicators.cci(high, low, close, 20),
  mfi: () => indicators.mfi(high, low, close, volume, 14),
};

const run = ours[name];
const prototype = prototypes[name]?.(high, low, close, volume);
if (run === undefined || prototype === undefined) throw new Error(`no ${name}`);
const medians = await interleaved({ run, prototype }, { runs: 31, warmups: 7, pick: best });
console.log(JSON.stringify({ ms: medians.run, prototype: medians.prototype, last: run()[length - 1] }));
