// Checked by tsc, run nowhere.
import type { BarSeries, Strategy, StrategyFactory } from '@tidemark/core-market';
import { above, all, below, candlestick, forBars, not } from '@tidemark/modeling-rules';
import { rsi, sma } from '@tidemark/modeling-indicators';
import { z } from 'zod';
import { ruleStrategy } from './rule-strategy.ts';

const params = z.object({ low: z.number().default(30), label: z.string() });
const dip = ruleStrategy({
  name: 'dip',
  params,
  columns: ({ close }) => ({ close, rsi: rsi(close, 14), trend: sma(close, 200) }),
  long: ({ low }) => ({ enter: all(below('rsi', low), above('close', 'trend')), exit: above('rsi', 55) }),
  sparse: ['trend'],
});

export const made: Strategy = dip({ label: 'a', low: 3 });
export const factory: StrategyFactory<{ low: number; label: string }, { low?: number; label: string }> = dip;
export const words: string = dip({ label: 'a' })
  .over({} as never)
  .explain(3);

// @ts-expect-error unknown parameter
dip({ label: 'a', lwo: 3 });

const columns = ({ close }: BarSeries) => ({ close });
const name = 'x';
// @ts-expect-error misspelt parameter
ruleStrategy({ name, params, columns, long: ({ lwo }) => ({ enter: above('close', lwo) }) });
// @ts-expect-error misspelt column
ruleStrategy({ name, columns, long: () => ({ enter: above('clsoe', 1), exit: below('close', 1) }) });
// @ts-expect-error misspelt column in the exit
ruleStrategy({ name, columns, long: () => ({ enter: above('close', 1), exit: below('clsoe', 1) }) });
// @ts-expect-error misspelt column, nested, on the short side
ruleStrategy({ name, columns, short: () => ({ enter: not(forBars(above('clsoe', 1), 2)) }) });
// @ts-expect-error a candlestick reads open, high, low and close
ruleStrategy({ name, columns, long: () => ({ enter: candlestick('doji') }) });
// @ts-expect-error misspelt column in sparse
ruleStrategy({ name, columns, long: () => ({ enter: above('close', 1) }), sparse: ['clsoe'] });
