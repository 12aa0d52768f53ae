import type { ContractCheck } from './indicator-contract.ts';
import { compareRows } from './same-bits.ts';
import { broken, type Subject } from './subject.ts';

/** What happens at a bar that is not known, and behind it. */
export function gapChecks(subject: Subject, lookback: number, columns: readonly Float64Array[]): ContractCheck[] {
  const { title } = subject;
  const length = columns[0]?.length ?? 0;
  const rows = [...new Set([0, 1, lookback, lookback + 1, Math.floor((lookback + length) / 2)])].filter(
    (row) => row < length,
  );
  const gaps = subject.inputs.flatMap((_, input) => rows.map((row) => ({ input, row })));
  const withGap = (input: number, row: number, value: number): Float64Array[] => {
    const copies = columns.map((column) => column.slice());
    copies[input][row] = value;
    return copies;
  };

  return [NaN, Infinity].flatMap((value) => [
    {
      name: `answers NaN where an input is ${value}, and starts anew behind it`,
      check() {
        for (const { input, row } of gaps) {
          const whole = subject.batch(columns);
          const behind = subject.batch(columns.map((column) => column.slice(row + 1)));
          for (const [output, column] of subject.batch(withGap(input, row, value))) {
            const expected = whole.get(output)!.slice();
            expected[row] = NaN;
            expected.set(behind.get(output)!, row + 1);
            compareRows(column, expected, (at, got, wanted) =>
              broken(
                title,
                `row ${at} of ${output} is ${got}, not ${wanted}, where ${subject.inputs[input]} is ${value} on row ${row}`,
                'begin again with the bar behind the gap, as if the history started there',
              ),
            );
          }
        }
      },
    },
    {
      name: `streams and peeks across an input of ${value} as the batch does`,
      check() {
        for (const { input, row } of gaps) {
          const gapped = withGap(input, row, value);
          const batch = [...subject.batch(gapped).values()];
          const stream = subject.open();
          for (let at = 0; at < length; at++) {
            const bar = gapped.map((column) => column[at]);
            const expected = batch.map((column) => column[at]);
            const complain = (who: string) => (i: number, got: number, wanted: number) =>
              broken(
                title,
                `row ${at} of ${subject.outputs[i]}: ${who} says ${got}, the batch ${wanted}, behind a gap on row ${row}`,
                'clear every field at a gap',
              );
            compareRows(subject.read(stream.peek(...bar)), expected, complain('peek'));
            compareRows(subject.read(stream.update(...bar)), expected, complain('update'));
          }
        }
      },
    },
  ]);
}
