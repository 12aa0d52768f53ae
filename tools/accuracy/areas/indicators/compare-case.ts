import { isTidemarkError } from '@tidemark/core-errors';
import type { CaseOutcome } from '../../area.ts';
import type { Correction, Departure, Reference, ReferenceParams } from './reference.ts';
import { references } from './references.ts';

/** One case: a function of the reference, what went in and what came out. */
export interface GoldenCase {
  readonly name: string;
  readonly fn: string;
  readonly params: Readonly<Record<string, number>>;
  /** The input columns, in call order. @param named by the function, where the case names none */
  inputs(named: readonly string[]): readonly Float64Array[];
  /** The expected columns in the reference's order; by its name, where the case says it. */
  outputs(): readonly { readonly name?: string | undefined; readonly column: Float64Array }[];
}

/** Compares every row of every output, those of the warm-up too. */
export function compareCase(golden: GoldenCase): CaseOutcome {
  const reference = references[golden.fn];
  const { name } = golden;
  if (reference === undefined) return { name, status: 'skipped', detail: 'not implemented' };
  try {
    return compareWith(reference, golden);
  } catch (error) {
    if (!isTidemarkError(error)) throw error;
    return { name, status: 'failed', detail: `${error.code} ${error.message}` };
  }
}

function compareWith(reference: Reference, golden: GoldenCase): CaseOutcome {
  const { name } = golden;
  const { defaults, tolerance: limit = 1e-9, departure } = reference;
  const tolerance = limit === 0 ? 'exact' : `rel ${limit.toExponential().replace('e+', 'e')}`;
  const failed = (detail: string, difference?: number): CaseOutcome => ({
    name,
    status: 'failed',
    difference,
    tolerance,
    detail,
  });
  const strange = Object.keys(golden.params).filter((param) => !(param in defaults));
  if (strange.length > 0) return failed(`parameters that we do not know: ${strange.join(', ')}`);

  const inputs = golden.inputs(reference.inputs ?? []);
  if (inputs.some(hasGap)) {
    const detail = 'a NaN inside the input: information only, because our rule is to warm up again behind it';
    return { name, status: 'skipped', detail };
  }
  const params = { ...defaults, ...golden.params };
  const answers = reference.compute(inputs, params);
  const expected = golden.outputs();
  if (expected.length === 0) return failed('the case names no output');
  const departs = departure?.applies(inputs, params);
  const ours = departure && correction(departure, inputs, params);
  let departed = 0;
  let worst = { difference: 0, detail: '' };
  for (const [i, output] of expected.entries()) {
    const [title, answer] =
      output.name === undefined ? (Object.entries(answers)[i] ?? []) : [output.name, answers[output.name]];
    if (title === undefined || answer === undefined)
      return failed(`no output ${output.name ?? i}: we have ${Object.keys(answers).join(', ')}`);
    if (answer.length !== output.column.length) {
      return failed(`${title} has ${answer.length} rows, the golden ${output.column.length}`);
    }
    for (const [row, theirs] of output.column.entries()) {
      const isDeparture = [departure?.theirs ?? theirs].includes(theirs) && departs?.(row) === true; // NaN too
      if (isDeparture) departed++;
      const wanted = isDeparture ? ours!(row, theirs, title) : theirs;
      const difference = differenceOf(answer[row], wanted);
      if (!(difference <= worst.difference)) {
        worst = { difference, detail: `${title}, row ${row}: ${answer[row]}, expected ${wanted}` };
      }
    }
  }
  if (!(worst.difference <= limit)) return failed(worst.detail, worst.difference);
  const note = departed > 0 ? `documented departure on ${departed} rows: ${departure?.rule}` : undefined;
  return { name, status: 'passed', difference: worst.difference, tolerance, detail: note };
}

/** What we answer on the rows of a departure. */
function correction(
  { ours }: Departure,
  inputs: readonly Float64Array[],
  params: ReferenceParams,
): ReturnType<Correction> {
  return typeof ours === 'number' ? () => ours : ours(inputs, params);
}

/** Relative, absolute below 1; infinite where only one of the two is a number. */
function differenceOf(answer: number, expected: number): number {
  if (Object.is(answer, expected) || answer === expected) return 0;
  const difference = Math.abs(answer - expected) / Math.max(1, Math.abs(expected));
  return Number.isNaN(difference) ? Infinity : difference;
}

/** A NaN behind a number: leading ones are no gap. */
function hasGap(column: Float64Array): boolean {
  const first = column.findIndex((value) => !Number.isNaN(value));
  return first >= 0 && column.subarray(first).some((value) => Number.isNaN(value));
}
