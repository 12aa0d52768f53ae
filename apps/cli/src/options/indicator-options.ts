import type { CatalogueEntry } from '@tidemark/modeling-indicators/catalogue';
import { z } from 'zod';
import { barFileShape, isInOrder, MISORDERED } from './bar-file-options.ts';

const flag = z.boolean().default(false);
const path = z.string().min(1, 'give a path');

const shape = {
  ...barFileShape,
  list: flag,
  data: path.optional(),
  inputs: z
    .string()
    .transform((text) => text.split(',').map((column) => column.trim()))
    .optional(),
  out: path.optional(),
  json: flag,
  quiet: flag,
  verbose: flag,
};

/** Options of `tidemark indicator`, without parameters. */
export const indicatorSchema = z.strictObject(shape).refine(isInOrder, MISORDERED);

export type IndicatorCommandOptions = Readonly<z.output<typeof indicatorSchema>>;

/** The parameters of an indicator as they are written on the command line. */
export function parametersSchema({ parameters }: CatalogueEntry): z.ZodType<Record<string, number>> {
  const numbers = parameters.map(({ name, kind, min, max, default: usual }) => {
    const range = `give ${kind === 'integer' ? 'a whole number' : 'a number'}, ${min} to ${max}`;
    const number = z.coerce.number(range).min(min, range).max(max, range);
    return [name, (kind === 'integer' ? number.int(range) : number).default(usual)];
  });
  return z.strictObject(Object.fromEntries(numbers)) as unknown as z.ZodType<Record<string, number>>;
}
