import { seededRandom } from '@tidemark/core-market';
import { zone } from '@tidemark/data';
import type { Figure } from '../../figure.ts';
import { interleaved } from '../../measure.ts';

const ZONE = 'America/New_York';
/** Half-hours of 40 years, shuffled: neighbours would never leave one stretch between two changes of clocks. */
const MOMENTS = 700_000;
/** Intl is slow: it is asked for fewer, and both are told per conversion. */
const ASKED_OF_INTL = 20_000;

/** UTC to the hour in New York, by the table and by an Intl formatter that is made once. */
export async function timeZones(): Promise<Figure[]> {
  const clock = zone(ZONE);
  const format = new Intl.DateTimeFormat('en-US', { timeZone: ZONE, hour: 'numeric', hourCycle: 'h23' });
  const moments = shuffledHalfHours();
  const hourOf = (time: number): number => new Date(clock.toLocal(time)).getUTCHours();
  const wrong = moments.subarray(0, ASKED_OF_INTL).filter((time) => Number(format.format(time)) % 24 !== hourOf(time));
  if (wrong.length > 0) throw new Error(`the two disagree at ${wrong[0]}`);
  const ms = await interleaved({
    table() {
      let sum = 0;
      for (const time of moments) sum += Math.floor(clock.toLocal(time) / 3_600_000) % 24;
      return sum;
    },
    intl() {
      let sum = 0;
      for (const time of moments.subarray(0, ASKED_OF_INTL)) sum += format.format(time).length;
      return sum;
    },
  });
  const value = (ms.table / MOMENTS) * 1e6;
  const referenceValue = (ms.intl / ASKED_OF_INTL) * 1e6;
  return [
    {
      area: 'data',
      name: 'UTC to the hour in New York, 1990 to 2030',
      value,
      unit: 'ns',
      reference: 'a cached Intl formatter',
      referenceValue,
      ratio: value / referenceValue,
      bound: 1 / 20,
    },
  ];
}

function shuffledHalfHours(): Float64Array {
  const random = seededRandom(7);
  const moments = Float64Array.from({ length: MOMENTS }, (_, i) => Date.UTC(1990, 0) + i * 1_800_000);
  for (let i = MOMENTS - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [moments[i], moments[j]] = [moments[j]!, moments[i]!];
  }
  return moments;
}
