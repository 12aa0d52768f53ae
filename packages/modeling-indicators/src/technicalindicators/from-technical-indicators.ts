import { refuse } from '../error.ts';

/** A class of `technicalindicators`, as far as it is needed here. */
export interface TechnicalIndicatorClass {
  readonly name: string;
  calculate(input: never): readonly unknown[];
}

/** What such a class is given: columns of one length, and its parameters under its own names. */
export type TechnicalInput = Readonly<Record<string, Float64Array | number | boolean>>;

/** Columns as long as the input. */
export type TechnicalIndicator<Output extends string | undefined> = (
  input: TechnicalInput,
) => [Output] extends [string] ? Readonly<Record<Output, Float64Array>> : Float64Array;

/**
 * Makes columns of a class of the npm package `technicalindicators`: its answers, which are shorter than the input, are
 * put below each other at the end of the column, with NaN before them; objects become named columns.
 *
 * Its values differ from TA-Lib's here and there (it rounds RSI and MFI): docs/ACCURACY.md lists where.
 *
 * @param outputs the fields of its answers, where those are objects
 * @throws IndicatorError NO_COLUMN, COLUMN_NOT_FLOAT64, LENGTHS_DIFFER, UNEXPECTED_ANSWER, when it is called
 * @example
 * class Twice { static calculate = ({ values }) => values.slice(1).map((value) => 2 * value); }
 * fromTechnicalIndicators(Twice)({ values: Float64Array.of(1, 2, 3) }) // => [NaN, 4, 6]
 */
export function fromTechnicalIndicators(Class: TechnicalIndicatorClass): TechnicalIndicator<undefined>;
export function fromTechnicalIndicators<Output extends string>(
  Class: TechnicalIndicatorClass,
  outputs: readonly Output[],
): TechnicalIndicator<Output>;
export function fromTechnicalIndicators(
  Class: TechnicalIndicatorClass,
  outputs?: readonly string[],
): (input: TechnicalInput) => unknown {
  return (input) => {
    const length = lengthOf(Class.name, input);
    // it turns typed arrays into arrays of other length where it reverses or slices them
    const plain = Object.entries(input).map(([name, value]) => [name, ArrayBuffer.isView(value) ? [...value] : value]);
    const answers = Class.calculate(Object.fromEntries(plain) as never);
    const columnOf = (read: (answer: unknown) => unknown): Float64Array => {
      const column = new Float64Array(length).fill(NaN);
      for (const [row, answer] of answers.entries()) {
        column[length - answers.length + row] = numberOf(Class.name, read(answer));
      }
      return column;
    };
    if (answers.length > length) {
      refuse(
        'UNEXPECTED_ANSWER',
        Class.name,
        `it gives ${answers.length} rows for ${length}`,
        'give it columns of bars',
      );
    }
    if (outputs === undefined) return columnOf((answer) => answer);
    return Object.fromEntries(
      outputs.map((output) => [output, columnOf((answer) => (answer as Readonly<Record<string, unknown>>)[output])]),
    );
  };
}

function lengthOf(name: string, input: TechnicalInput): number {
  const lengths = Object.entries(input).flatMap(([field, value]) => {
    if (typeof value !== 'object') return [];
    const tag = {}.toString.call(value).slice(8, -1);
    if (tag !== 'Float64Array') refuse('COLUMN_NOT_FLOAT64', name, `${field} is ${tag}`, 'pass Float64Arrays');
    return [value.length];
  });
  if (new Set(lengths).size > 1) refuse('LENGTHS_DIFFER', name, `${lengths.join()} rows`, 'take the same bars');
  return (
    lengths[0] ?? refuse('NO_COLUMN', name, 'no column is given', 'give columns under its own names, such as values')
  );
}

/** A number, a truth value as 0 or 1, nothing as NaN. */
function numberOf(name: string, value: unknown): number {
  if (value === undefined || value === null) return NaN;
  if (typeof value === 'number' || typeof value === 'boolean') return Number(value);
  return refuse('UNEXPECTED_ANSWER', name, `it answers ${typeof value}`, 'name the fields of its answers as outputs');
}
