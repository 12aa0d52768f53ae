// Times a stream, one call a bar, beside its batch. Prints medians in milliseconds.
import { atr, ema, macd, rsi, sma } from '@tidemark/modeling-indicators';
import { indicatorBars } from '../indicator-bars.ts';
import { interleaved } from '../measure.ts';

const name = process.argv[2] ?? '';
const length = Number(process.argv[3]);
const { high, low, close } = indicatorBars(length);
const out = new Float64Array(length);

// One stream each, which goes on from run to run, as a live one does.
const streams = {
  sma: sma.stream(20),
  ema: ema.stream(20),
  rsi: rsi.stream(14),
  macd: macd.stream(12, 26, 9),
  atr: atr.stream(14),
};

// Each has a loop of its own, as each strategy has: one that serves all would be slow for all.
const ways: Readonly<Record<string, { readonly batch: () => unknown; readonly stream: () => unknown }>> = {
  sma: {
    batch: () => sma(close, 20),
    stream: () => {
      const stream = streams.sma;
      for (let i = 0; i < length; i++) out[i] = stream.update(close[i] as number);
    },
  },
  ema: {
    batch: () => ema(close, 20),
    stream: () => {
      const stream = streams.ema;
      for (let i = 0; i < length; i++) out[i] = stream.update(close[i] as number);
    },
  },
  rsi: {
    batch: () => rsi(close, 14),
    stream: () => {
      const stream = streams.rsi;
      for (let i = 0; i < length; i++) out[i] = stream.update(close[i] as number);
    },
  },
  macd: {
    batch: () => macd(close, 12, 26, 9),
    stream: () => {
      const stream = streams.macd;
      for (let i = 0; i < length; i++) out[i] = stream.update(close[i] as number).histogram;
    },
  },
  atr: {
    batch: () => atr(high, low, close, 14),
    stream: () => {
      const stream = streams.atr;
      for (let i = 0; i < length; i++) out[i] = stream.update(high[i] as number, low[i] as number, close[i] as number);
    },
  },
};

const way = ways[name];
if (way === undefined) throw new Error(`no ${name}`);
console.log(JSON.stringify(await interleaved({ ...way }, { runs: 15, warmups: 7 })));
