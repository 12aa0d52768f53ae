// Times compiled rules beside the same conditions by hand, over all bars. Prints medians in milliseconds.
import { ema, rsi, sma } from '@tidemark/modeling-indicators';
import { above, all, any, below, compile, crossesAbove, type Rule } from '@tidemark/modeling-rules';
import { indicatorBars } from '../indicator-bars.ts';
import { interleaved } from '../measure.ts';

const length = Number(process.argv[2]);
const { close, volume } = indicatorBars(length);
const columns = { close, volume, rsi: rsi(close, 14), fast: ema(close, 20), trend: sma(close, 200) };
const { rsi: strength, fast, trend } = columns;
const crossed = (i: number): boolean => i > 0 && fast[i - 1]! <= trend[i - 1]! && fast[i]! > trend[i]!;

const pairs: Readonly<Record<string, readonly [rule: Rule<keyof typeof columns>, byHand: (i: number) => boolean]>> = {
  'one condition': [below('rsi', 30), (i) => strength[i]! < 30],
  'two conditions': [all(below('rsi', 40), above('close', 'trend')), (i) => strength[i]! < 40 && close[i]! > trend[i]!],
  'three conditions': [
    all(below('rsi', 60), above('close', 'trend'), above('fast', 'trend')),
    (i) => strength[i]! < 60 && close[i]! > trend[i]! && fast[i]! > trend[i]!,
  ],
  'five conditions': [
    all(below('rsi', 70), above('rsi', 30), above('close', 'trend'), above('fast', 'trend'), above('volume', 3000)),
    (i) => strength[i]! < 70 && strength[i]! > 30 && close[i]! > trend[i]! && fast[i]! > trend[i]! && volume[i]! > 3000,
  ],
  'a cross': [crossesAbove('fast', 'trend'), crossed],
  'a cross or a level, in a trend': [
    all(above('close', 'trend'), any(below('rsi', 30), crossesAbove('fast', 'trend'))),
    (i) => close[i]! > trend[i]! && (strength[i]! < 30 || crossed(i)),
  ],
};

const times: Record<string, { readonly rule: number; readonly byHand: number }> = {};
for (const [name, [rule, byHand]] of Object.entries(pairs)) {
  const run = compile(rule).over(columns);
  let held = 0;
  const medians = await interleaved(
    {
      rule: () => {
        for (let i = 0; i < length; i++) if (run.holds(i)) held++;
      },
      byHand: () => {
        for (let i = 0; i < length; i++) if (byHand(i)) held--;
      },
    },
    { runs: 21, warmups: 5 },
  );
  if (held !== 0) throw new Error(`${name}: the two disagree on ${held} bars`);
  times[name] = medians;
}
console.log(JSON.stringify(times));
