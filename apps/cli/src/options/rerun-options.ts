import { z } from 'zod';
import { barFileShape, isInOrder, MISORDERED } from './bar-file-options.ts';
import { numberText } from './text.ts';

const flag = z.boolean().default(false);

/** Options of `tidemark rerun`. */
export const rerunSchema = z
  .strictObject({
    data: z.string().min(1, 'give the path of a file of bars').optional(),
    synthetic: numberText('a seed: a whole number').pipe(z.int('give a seed: a whole number')).optional(),
    ...barFileShape,
    strategy: z.string().min(1, 'give a strategy file, or the name of a built-in').optional(),
    json: flag,
    quiet: flag,
    verbose: flag,
  })
  .refine(isInOrder, MISORDERED);
