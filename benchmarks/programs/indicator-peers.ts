// Times an indicator of technicalindicators, on its own kind of input, or ours. Prints the best time in milliseconds.
import * as ours from '@tidemark/modeling-indicators';
import * as theirs from 'technicalindicators';
import { indicatorBars } from '../indicator-bars.ts';
import { best, interleaved } from '../measure.ts';

const name = process.argv[2] ?? '';
const who = process.argv[3] === 'theirs' ? 'theirs' : 'ours';
const length = Number(process.argv[4]);
const { high, low, close, volume } = indicatorBars(length);
const bars = { high: [...high], low: [...low], close: [...close], volume: [...volume] };
const values = bars.close;

const pairs: Readonly<Record<string, readonly [ours: () => unknown, theirs: () => unknown]>> = {
  sma: [() => ours.sma(close, 20), () => theirs.SMA.calculate({ values, period: 20 })],
  ema: [() => ours.ema(close, 20), () => theirs.EMA.calculate({ values, period: 20 })],
  wma: [() => ours.wma(close, 20), () => theirs.WMA.calculate({ values, period: 20 })],
  rsi: [() => ours.rsi(close, 14), () => theirs.RSI.calculate({ values, period: 14 })],
  macd: [
    () => ours.macd(close, 12, 26, 9),
    () =>
      theirs.MACD.calculate({
        values,
        fastPeriod: 12,
        slowPeriod: 26,
        signalPeriod: 9,
        SimpleMAOscillator: false,
        SimpleMASignal: false,
      }),
  ],
  bbands: [
    () => ours.bbands(close, 20, 2, 2),
    () => theirs.BollingerBands.calculate({ values, period: 20, stdDev: 2 }),
  ],
  atr: [() => ours.atr(high, low, close, 14), () => theirs.ATR.calculate({ ...bars, period: 14 })],
  stoch: [
    () => ours.stoch(high, low, close, 14, 3, 3),
    () => theirs.Stochastic.calculate({ ...bars, period: 14, signalPeriod: 3 }),
  ],
  adx: [() => ours.adx(high, low, close, 14), () => theirs.ADX.calculate({ ...bars, period: 14 })],
  obv: [() => ours.obv(close, volume), () => theirs.OBV.calculate(bars)],
  highest: [() => ours.highest(close, 20), () => theirs.Highest.calculate({ values, period: 20 })],
  cci: [() => ours.cci(high, low, close, 20), () => theirs.CCI.calculate({ ...bars, period: 20 })],
  mfi: [() => ours.mfi(high, low, close, volume, 14), () => theirs.MFI.calculate({ ...bars, period: 14 })],
};

const pair = pairs[name];
if (pair === undefined) throw new Error(`no ${name}`);
const run = pair[who === 'ours' ? 0 : 1];
console.log((await interleaved({ run }, { runs: 9, warmups: 4, pick: best })).run);
