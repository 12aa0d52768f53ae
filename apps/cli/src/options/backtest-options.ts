import { z } from 'zod';
import { nearestName } from '@tidemark/core-errors';
import { checkedOptions } from './checked-options.ts';
import { barFileShape, isInOrder, MISORDERED } from './bar-file-options.ts';
import { numberText, objectText } from './text.ts';

const BENCHMARKS = ['buy-and-hold', 'none'] as const;
const flag = z.boolean().default(false);

const schema = z
  .strictObject({
    data: z.string().min(1, 'give the path of a file of bars').optional(),
    synthetic: numberText('a seed: a whole number').pipe(z.int('give a seed: a whole number')).optional(),
    ...barFileShape,
    params: objectText('{"fast": 10, "slow": 30}').default({}),
    capital: numberText('money, more than 0').pipe(z.number().positive('give money, more than 0')).default(10_000),
    commission: numberText('a fraction: 0.0002 is 2 bps').default(0),
    slippage: numberText('a fraction: 0.0001 is 1 bp').default(0),
    percentOfEquity: numberText('a fraction of the equity, at most 1').optional(),
    units: numberText('a number of units above 0').optional(),
    cash: numberText('money, more than 0').optional(),
    volumeLimit: numberText('a share of the volume: 0.1').optional(),
    latencyBars: numberText('whole bars, 0 or more')
      .pipe(z.int('give whole bars, 0 or more').min(0, 'give whole bars, 0 or more'))
      .default(0),
    calendar: z.string().min(1, 'give the name of a calendar, such as XNYS').optional(),
    margin: z.string().default('cashMargin'),
    benchmark: z.string().default('buy-and-hold').transform(benchmarkName),
    audit: flag,
    out: z.string().min(1, 'give the path of a folder').optional(),
    json: flag,
    quiet: flag,
    verbose: flag,
  })
  .refine(isInOrder, MISORDERED);

/** What `tidemark backtest` was asked for, with every default filled in. */
export type BacktestCommandOptions = Readonly<z.output<typeof schema>>;

/**
 * The options of `tidemark backtest` as values.
 *
 * @param written texts and switches by name, as the command line gave them
 * @throws CliError INVALID_VALUE, exit code 2, naming the option, what it was given and what it takes
 * @example backtestOptions({ capital: '5_000' }).capital // => 5000
 */
export function backtestOptions(written: Readonly<Record<string, unknown>>): BacktestCommandOptions {
  return checkedOptions(schema, written);
}

function benchmarkName(text: string, context: z.RefinementCtx): (typeof BENCHMARKS)[number] {
  const known = BENCHMARKS.find((benchmark) => benchmark === text);
  if (known !== undefined) return known;
  const meant = nearestName(text, BENCHMARKS);
  const message = meant === undefined ? `give ${BENCHMARKS.join(' or ')}` : `did you mean ${meant}?`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}
