// One backtest of a million bars with everything read that it recorded. Prints what came of it.
import { backtest } from '@tidemark/execution';
import { engineBars } from '../engine-bars.ts';
import { crossing } from '../engine-strategies.ts';
import { engineOptions } from '../engine-options.ts';

const bars = engineBars(Number(process.argv[2]));
const { trades, orders, fills, finalEquity } = backtest(bars, { ...engineOptions, strategy: crossing() });
console.log(JSON.stringify({ trades: trades.length, orders: orders.length, fills: fills.length, finalEquity }));
