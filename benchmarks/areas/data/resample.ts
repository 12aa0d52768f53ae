import { syntheticBars, resampler } from '@tidemark/data';
import type { Figure } from '../../figure.ts';
import { hourLoop } from '../../hour-loop.ts';
import { interleaved } from '../../measure.ts';

const BARS = 1_000_000;

/** Minutes to hours: in UTC against a loop by hand; in a zone and by its wall clock, for information. */
export async function resampling(): Promise<Figure[]> {
  const bars = syntheticBars({ bars: BARS, timeframe: '1m', seed: 7 });
  const utc = resampler('1h', { partial: 'keep' });
  const wall = resampler('1h', { partial: 'keep', timeZone: 'America/New_York' });
  const [, , highs, , , volumes] = hourLoop(bars);
  const hours = utc.apply(bars);
  const same = hours.high.every((high, i) => high === highs![i]) && hours.volume.every((v, i) => v === volumes![i]);
  if (!same || hours.length !== highs!.length) throw new Error('the two resamplers disagree');
  const ms = await interleaved(
    { loop: () => hourLoop(bars), utc: () => utc.apply(bars), wall: () => wall.apply(bars) },
    { runs: 15, warmups: 5 },
  );
  const figure = (name: string, value: number): Figure => ({
    area: 'data',
    name,
    value,
    unit: 'ms',
    reference: 'column loop',
    referenceValue: ms.loop,
    ratio: value / ms.loop,
  });
  return [
    { ...figure('resample 1,000,000 minutes to hours', ms.utc), bound: 1.5 },
    figure('the same by the clock of New York', ms.wall),
  ];
}
