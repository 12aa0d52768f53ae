import { z } from 'zod';
import { barFileShape, isInOrder, MISORDERED } from './bar-file-options.ts';
import { numberText, objectText } from './text.ts';

const flag = z.boolean().default(false);

/** Options of `tidemark audit`. */
export const auditSchema = z
  .strictObject({
    data: z.array(z.string().min(1, 'give the path of a file of bars')).min(1).optional(),
    synthetic: numberText('a seed: a whole number').pipe(z.int('give a seed: a whole number')).optional(),
    ...barFileShape,
    params: objectText('{"fast": 10, "slow": 30}').default({}),
    cuts: numberText('a whole number above 0')
      .pipe(z.int('give a whole number above 0').positive('give a whole number above 0'))
      .default(24),
    json: flag,
    quiet: flag,
    verbose: flag,
  })
  .refine(isInOrder, MISORDERED)
  .refine(({ data = [], symbol }) => data.length < 2 || symbol === undefined, {
    path: ['symbol'],
    error: 'leave it out where there are several files: each instrument is called after its own',
  });
