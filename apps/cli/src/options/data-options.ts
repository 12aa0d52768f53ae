import { z } from 'zod';
import { barFileShape, isInOrder, MISORDERED } from './bar-file-options.ts';
import { dateText, timeframeText, timeZoneText } from './text.ts';

const flag = z.boolean().default(false);
const path = z.string().min(1, 'give a path');

const outputShape = { json: flag, quiet: flag, verbose: flag };
const calendar = z.string().min(1, 'give the name of a calendar, such as XNYS').optional();

/** Options of `tidemark data inspect`. */
export const inspectSchema = z.strictObject({ ...barFileShape, ...outputShape }).refine(isInOrder, MISORDERED);

/** Options of `tidemark data check`. */
export const checkSchema = z.strictObject({ ...barFileShape, ...outputShape, calendar }).refine(isInOrder, MISORDERED);

/** Options of `tidemark data export` and, with a folder for `out`, of `tidemark data import`. */
export const convertSchema = z
  .strictObject({ ...barFileShape, ...outputShape, out: path.optional() })
  .refine(isInOrder, MISORDERED);

/** Options of `tidemark data resample`. */
export const resampleSchema = z
  .strictObject({
    ...barFileShape,
    ...outputShape,
    out: path.optional(),
    calendar,
    wallClock: timeZoneText.optional(),
    empty: z.enum(['drop', 'ffill'], 'give drop or ffill').default('drop'),
  })
  .refine(isInOrder, MISORDERED);

/** Options of `tidemark data download`. */
export const downloadSchema = z
  .strictObject({
    ...outputShape,
    timeframe: timeframeText,
    currency: barFileShape.currency,
    from: dateText,
    to: dateText.optional(),
    adjustment: z.enum(['none', 'splits', 'total'], 'give none, splits or total').default('none'),
    baseUrl: z.url('give a URL').optional(),
    out: path.optional(),
  })
  .refine(isInOrder, MISORDERED);
