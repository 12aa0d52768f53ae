// Times a stream, one call a bar, beside its batch. Prints medians in milliseconds.
import { atr, ema, macd, rsi, sma } from '@tidemark/modeling-indicators';
import { indicatorBars } from '../indicator-bars.ts';
import { interleaved } from '../measure.ts';

const name = process.argv[2] ?? '';
const length = Number(process.argv[3]);
const { high, low, close } = indicatorBars(length);
const out = new Float64Array(length);

// Each has a loop of its own, as each strategy has: one that serves all would be slow for all.
const ways: Readonly<Record<string, { readonly batch: () => unknown; readonly stream: () => unknown }>> = {
  sma: {
    batch: () => sma(close, 20),
    stream: () => {
      const stream = sma.stream(20);
      for (let i = 0; i < length; i++) out[i] = stream.update(close[i] as number);
    },
  },
  ema: {
    batch: () => ema(close, 20),
    stream: () => {
      const stream = ema.stream(20);
      for (let i = 0; i < length; i++) out[i] = stream.update(close[i] as number);
    },
  },
  rsi: {
    batch: () => rsi(close, 14),
    stream: () => {
      const stream = rsi.stream(14);
      for (let i = 0; i < length; i++) out[i] = stream.update(close[i] as number);
    },
  },
  macd: {
    batch: () => macd(close, 12, 26, 9),
    stream: () => {
      const stream = macd.stream(12, 26, 9);
      for (let i = 0; i < length; i++) out[i] = stream.update(close[i] as number).histogram;
    },
  },
  atr: {
    batch: () => atr(high, low, close, 14),
    stream: () => {
      const stream = atr.stream(14);
      for (let i = 0; i < length; i++) out[i] = stream.update(high[i] as number, low[i] as number, close[i] as number);
    },
  },
};

const way = ways[name];
if (way === undefined) throw new Error(`no ${name}`);
console.log(JSON.stringify(await interleaved({ ...way }, { runs: 15, warmups: 7 })));
