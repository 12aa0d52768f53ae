import { expect, it } from 'vitest';
import {
  above,
  all,
  between,
  candlestick,
  chartPattern,
  columnsOf,
  divergence,
  forBars,
  not,
  rising,
  sequence,
  vote,
} from './index.ts';

it('names each column once, in the order in which the rule reads them', () => {
  const rule = all(
    between('a', 'b', 3),
    not(forBars(rising('c', 2), 2)),
    sequence([above('d', 'a')], 2),
    vote([{ rule: above('e', 1), weight: 1 }], 1),
    divergence('bullish', 'f'),
    candlestick('doji', 'either', { open: 'g' }),
    chartPattern('doubleTop', { high: 'h' }),
  );
  expect(columnsOf(rule)).toEqual(['a', 'b', 'c', 'd', 'e', 'close', 'f', 'g', 'high', 'low', 'h']);
});
