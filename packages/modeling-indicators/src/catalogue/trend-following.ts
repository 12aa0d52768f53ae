import type { CatalogueEntry } from './entry.ts';
import { bars, number } from './parameters.ts';

const wilder = 'Wilder, New Concepts in Technical Trading Systems (1978)';

export const trendFollowing: readonly CatalogueEntry[] = [
  {
    id: 'sar',
    title: 'Parabolic Stop and Reverse',
    group: 'trend',
    inputs: ['high', 'low'],
    outputs: [],
    parameters: [number('acceleration', 0.02, [0, 1000], [0.005, 0.1]), number('maximum', 0.2, [0, 1000], [0.05, 0.5])],
    memory: 'fading',
    unit: 'price',
    formula:
      'S + a (E - S), not inside the last two bars; E the extreme of the trade, a grows by `acceleration` with every new one; at a touch it leaps to E',
    source: wilder,
  },
  {
    id: 'sarExt',
    title: 'Parabolic Stop and Reverse, Extended',
    group: 'trend',
    inputs: ['high', 'low'],
    outputs: [],
    parameters: [
      number('startValue', 0, [-1e12, 1e12], [0, 0]),
      number('offsetOnReverse', 0, [0, 1000], [0, 0.05]),
      number('accelerationInitLong', 0.02, [0, 1000], [0.005, 0.1]),
      number('accelerationLong', 0.02, [0, 1000], [0.005, 0.1]),
      number('accelerationMaxLong', 0.2, [0, 1000], [0.05, 0.5]),
      number('accelerationInitShort', 0.02, [0, 1000], [0.005, 0.1]),
      number('accelerationShort', 0.02, [0, 1000], [0.005, 0.1]),
      number('accelerationMaxShort', 0.2, [0, 1000], [0.05, 0.5]),
    ],
    memory: 'fading',
    unit: 'price, negative while short',
    formula: 'the Parabolic SAR with an acceleration for each side',
    source: `${wilder}; TA-Lib SAREXT`,
  },
  {
    id: 'supertrend',
    title: 'Supertrend',
    group: 'trend',
    inputs: ['high', 'low', 'close'],
    outputs: ['line', 'direction'],
    parameters: [bars('period', 10), number('multiplier', 3, [0, 1000], [1, 6])],
    memory: 'fading',
    unit: 'price; +1 up, -1 down',
    formula:
      '(H + L) / 2 -+ multiplier * ATR(period), which only comes nearer until a close lies beyond it; then the direction turns',
    source: "Seban, Tout le monde mérite d'être riche (2008)",
  },
  {
    id: 'ichimoku',
    title: 'Ichimoku Cloud',
    group: 'trend',
    inputs: ['high', 'low'],
    outputs: ['tenkan', 'kijun', 'spanA', 'spanB'],
    parameters: [bars('tenkan', 9, [5, 30]), bars('kijun', 26, [10, 90]), bars('senkou', 52, [20, 180])],
    memory: 'finite',
    unit: 'price',
    formula:
      'tenkan, kijun, spanB: (highest high + lowest low) / 2 over tenkan, kijun and senkou bars; spanA: (tenkan + kijun) / 2; not shifted',
    source: 'Hosoda, Ichimoku Kinko Hyo (1969); StockCharts ChartSchool, Ichimoku Cloud',
  },
];
