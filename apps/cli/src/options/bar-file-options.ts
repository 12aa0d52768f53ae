import { z } from 'zod';
import { dateText, objectText, timeframeText, timeZoneText } from './text.ts';

const name = z.string().min(1, 'give a name');

/** How to read a file of bars, and which of them: the options that every command has which reads one. */
export const barFileShape = {
  csv: objectText('{"order": "sort"}').default({}),
  symbol: name.optional(),
  currency: name.default('USD'),
  timeframe: timeframeText.optional(),
  timeZone: timeZoneText.optional(),
  from: dateText.optional(),
  to: dateText.optional(),
};

const schema = z.strictObject(barFileShape);

export type BarFileOptions = Readonly<z.output<typeof schema>>;

/** `--from` and `--to` the right way round. */
export function isInOrder({ from = -Infinity, to = Infinity }: Pick<BarFileOptions, 'from' | 'to'>): boolean {
  return from < to;
}

export const MISORDERED = { path: ['to'], error: 'give --from before --to' };
