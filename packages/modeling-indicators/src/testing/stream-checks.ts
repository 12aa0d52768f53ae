import type { SavedStream } from '../indicator.ts';
import type { ContractCheck } from './indicator-contract.ts';
import { broken, type ErasedStream, type Subject } from './subject.ts';
import { compareRows } from './same-bits.ts';

/** Batch and stream agree, and a stream owns its state. */
export function streamChecks(subject: Subject, columns: readonly Float64Array[]): ContractCheck[] {
  const { title } = subject;
  const length = columns[0]?.length ?? 0;
  const bar = (row: number): number[] => columns.map((column) => column[row]);
  const expectBatch = (answers: number[][], from: number, who: string, fix: string): void => {
    const batch = subject.batch(columns);
    subject.outputs.forEach((output, i) =>
      compareRows(
        answers.map((answer) => answer[i]),
        batch.get(output)!.subarray(from, from + answers.length),
        (row, got, expected) =>
          broken(title, `row ${from + row} of ${output}: ${who} says ${got}, the batch ${expected}`, fix),
      ),
    );
  };
  const advance = (stream: ErasedStream, from: number, to: number): number[][] => {
    const answers: number[][] = [];
    for (let row = from; row < to; row++) answers.push(subject.read(stream.update(...bar(row))));
    return answers;
  };
  const stops = [...new Set([0, 1, Math.floor(length / 3), Math.floor(length / 2), length])];

  return [
    {
      name: 'streams what the batch computes, to the bit',
      check: () =>
        expectBatch(advance(subject.open(), 0, length), 0, 'update', 'do the same arithmetic in the same order'),
    },
    {
      name: 'peeks what an update would answer, and commits nothing',
      check() {
        const stream = subject.open();
        const peeked: number[][] = [];
        const updated: number[][] = [];
        for (let row = 0; row < length; row++) {
          for (const factor of [3, 0.5, NaN]) stream.peek(...bar(row).map((value) => value * factor));
          peeked.push(subject.read(stream.peek(...bar(row))));
          updated.push(subject.read(stream.update(...bar(row))));
        }
        expectBatch(peeked, 0, 'peek', 'let peek compute what update does');
        expectBatch(updated, 0, 'update after peeks', 'leave every field alone in peek');
      },
    },
    {
      name: 'copies a stream into one that lives on its own',
      check() {
        for (const stop of stops) {
          const stream = subject.open();
          advance(stream, 0, stop);
          const copy = stream.copy();
          for (const factor of [2, 0.5, NaN, 3]) copy.update(...bar(0).map((value) => value * factor));
          const second = stream.copy();
          expectBatch(advance(stream, stop, length), stop, 'the original', 'share no array between copies');
          expectBatch(advance(second, stop, length), stop, 'the copy', 'copy every field');
        }
      },
    },
    {
      name: 'saves plain data that JSON keeps, and loads it',
      check() {
        for (const stop of stops) {
          const stream = subject.open();
          advance(stream, 0, stop);
          const saved = stream.save();
          const text = JSON.stringify(saved);
          expectBatch(advance(stream, stop, length), stop, 'the stream that saved', 'copy arrays when saving');
          if (JSON.stringify(saved) !== text) {
            throw broken(title, 'a saved state changed when its stream went on', 'copy arrays when saving');
          }
          const loaded = subject.load(JSON.parse(text) as SavedStream);
          expectBatch(advance(loaded, stop, length), stop, 'the loaded stream', 'save every field that update reads');
        }
      },
    },
  ];
}
