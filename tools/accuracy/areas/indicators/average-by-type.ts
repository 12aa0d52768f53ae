import {
  defineIndicator,
  dema,
  ema,
  kama,
  mama,
  sma,
  t3,
  tema,
  trima,
  wma,
  type Indicator,
} from '@tidemark/modeling-indicators';
import { AccuracyError } from '../../error.ts';

type Average = Indicator<[period: number]>;

/** T3 with the volume factor that TA-Lib takes where it is one average of many. */
const tillson: Average = defineIndicator({
  name: 't3',
  inputs: ['value'],
  check: () => {},
  lookback: (period) => t3.lookback(period, 0.7),
  batch: (values, period) => t3(values, period, 0.7),
  stream: (period) => t3.stream(period, 0.7),
});

/** MAMA with the limits that TA-Lib takes there. It knows no period; but of a single bar every average is the value. */
const adaptive: Average = defineIndicator({
  name: 'mama',
  inputs: ['value'],
  check: () => {},
  lookback: (period) => (period === 1 ? 0 : mama.lookback(0.5, 0.05)),
  batch: (values, period) => (period === 1 ? sma(values, 1) : mama(values, 0.5, 0.05).mama),
  stream(period) {
    if (period === 1) return sma.stream(1);
    const stream = mama.stream(0.5, 0.05);
    return { update: (value) => stream.update(value).mama };
  },
});

const averages: readonly Average[] = [sma, ema, wma, dema, tema, trima, kama, adaptive, tillson];

/**
 * The moving average that TA-Lib calls by a number, its `matype`.
 *
 * @throws AccuracyError UNKNOWN_AVERAGE
 * @example averageByType(2).name // => 'wma'
 */
export function averageByType(matype: number): Average {
  const average = averages[matype];
  if (average !== undefined) return average;
  throw new AccuracyError('UNKNOWN_AVERAGE', {
    what: `matype is ${matype}`,
    where: 'averageByType',
    fix: `give 0 to ${averages.length - 1}`,
  });
}
