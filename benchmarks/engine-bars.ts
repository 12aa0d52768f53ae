import { barSeries, seededRandom, type BarSeries } from '@tidemark/core-market';

/**
 * Minute bars of a random walk whose prices sit on a grid of 1/64, so that every way of summing gives the same moving
 * averages to the bit. The peers' scripts make the same bytes.
 */
export function engineBars(length: number, { seed = 42, sigma = 0.0008, start = 10_000 } = {}): BarSeries {
  const random = seededRandom(seed);
  const onGrid = (price: number): number => Math.floor(price * 64 + 0.5) / 64;
  const column = (): Float64Array => new Float64Array(length);
  const [time, open, high, low, close, volume] = [column(), column(), column(), column(), column(), column()];
  let walk = start; // not rounded
  for (let i = 0; i < length; i++) {
    const z = random() + random() + random() + random() - 2;
    const gap = random() - 0.5;
    const [up, down, traded] = [random(), random(), random()];
    const from = walk * (1 + sigma * 0.25 * gap);
    const to = walk * (1 + sigma * z);
    time[i] = i * 60_000;
    open[i] = onGrid(from);
    high[i] = onGrid(Math.max(from, to) * (1 + sigma * 0.5 * up));
    low[i] = onGrid(Math.min(from, to) * (1 - sigma * 0.5 * down));
    close[i] = onGrid(to);
    volume[i] = 1 + Math.floor(traded * 1000);
    walk = to;
  }
  return barSeries({ time, open, high, low, close, volume }, { instrument: 'BENCH', timeframe: '1m' });
}
