import { defineIndicator } from '../../define-indicator.ts';
import type { Kernel } from '../../kernel.ts';
import { isUnknown } from '../../kernels/unknown.ts';
import { CandlestickKernel, type BarInputs, type Pattern } from './candlestick-kernel.ts';
import type { Candlestick } from './define-candlestick.ts';

const PATIENCE = 3; // bars

/** Looks for a false move and remembers it for 3 bars: a close beyond the inside bar on the other side confirms it. */
class HikkakeKernel implements Kernel<BarInputs> {
  readonly falseMove: CandlestickKernel;
  row = 0; // bars since false moves are known, up to the first answer
  age = 0; // bars since the false move
  signal = 0; // what it announced, until that is confirmed
  level = NaN; // what the close must pass to confirm it
  previousHigh = NaN;
  previousLow = NaN;

  constructor(pattern: Pattern) {
    this.falseMove = new CandlestickKernel(pattern, []);
  }

  update(open: number, high: number, low: number, close: number): number {
    const found = this.falseMove.update(open, high, low, close);
    let answer = found;
    this.row = isUnknown(found) ? 0 : Math.min(this.row, PATIENCE) + 1;
    this.age = Math.min(this.age, PATIENCE) + 1;
    if (found !== 0) {
      this.signal = found || 0; // behind a gap nothing waits
      this.level = found > 0 ? this.previousHigh : this.previousLow;
      this.age = 0;
    } else if (this.age <= PATIENCE && this.signal * (close - this.level) > 0) {
      answer = 2 * this.signal;
      this.signal = 0;
    }
    this.previousHigh = high;
    this.previousLow = low;
    return this.row > PATIENCE ? answer : NaN;
  }
}

/** Makes an indicator of a false move that a later bar may confirm. Mark the call `@__PURE__`. */
export function defineHikkake(name: string, pattern: Pattern): Candlestick {
  const stream = (): HikkakeKernel => new HikkakeKernel(pattern);
  return defineIndicator({
    name,
    inputs: ['open', 'high', 'low', 'close'],
    check() {},
    lookback: () => pattern.lookback + PATIENCE,
    stream,
    batch(open, high, low, close) {
      const kernel = stream();
      return close.map((price, i) => kernel.update(open[i], high[i], low[i], price));
    },
  });
}
