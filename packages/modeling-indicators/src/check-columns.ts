import { refuse } from './error.ts';

/**
 * Refuses what is no column, and columns of different length.
 *
 * A column is known by its tag, not by its class: it may come from another realm, such as an iframe or a sandbox.
 *
 * @param name of the indicator, for the message
 * @param inputs the names of its inputs
 * @param args what it was called with: begins with the inputs
 * @throws IndicatorError COLUMN_NOT_FLOAT64, LENGTHS_DIFFER
 */
export function checkColumns(name: string, inputs: readonly string[], args: readonly unknown[]): void {
  const lengths = inputs.map((input, i) => {
    const tag = {}.toString.call(args[i]).slice(8, -1);
    return tag === 'Float64Array'
      ? (args[i] as Float64Array).length
      : refuse('COLUMN_NOT_FLOAT64', name, `${input} is ${tag}`, 'pass Float64Arrays');
  });
  if (new Set(lengths).size > 1)
    refuse('LENGTHS_DIFFER', name, inputs + ' have ' + lengths + ' rows', 'take the same bars');
}
