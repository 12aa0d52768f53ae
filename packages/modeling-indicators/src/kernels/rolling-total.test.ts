import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openStream } from '../open-stream.ts';
import { RollingTotal, rollingTotal } from './rolling-total.ts';

const amount = fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), fc.constant(0));
const amounts = fc.array(fc.oneof({ weight: 15, arbitrary: amount }, fc.constant(NaN)), { maxLength: 80 });
const period = fc.integer({ min: 1, max: 12 });

it('is the sum of the window to the last bits, and nothing where the window is not known', () => {
  fc.assert(
    fc.property(amounts, period, (values, n) => {
      const total = new RollingTotal(n);
      values.forEach((value, row) => {
        const answer = total.update(value);
        const window = values.slice(Math.max(0, row - n + 1), row + 1);
        const sum = window.reduce((before, other) => before + other, 0);
        const isKnown = window.length === n && !Number.isNaN(sum);
        const isRight = Math.abs(answer - sum) <= 2 * n * sum * Number.EPSILON;
        expect([Number.isNaN(answer), isRight]).toEqual([!isKnown, isKnown]);
      });
    }),
  );
});

it('is exactly 0 where the window is, whatever came before', () => {
  const total = new RollingTotal(3);
  const answers = [0.1, 1e16, 0.7, 0, 0, 0, 0].map((value) => total.update(value));
  expect(answers.slice(4)).toEqual([0.7, 0, 0]);
});

it('peeks at every bar without a trace', () => {
  fc.assert(
    fc.property(amounts, period, (values, n) => {
      const open = () => new RollingTotal(n, n);
      const plain = open();
      const peeked = openStream('total', open, []);
      for (const value of values) {
        for (const other of [5, 0, NaN]) peeked.peek(other);
        expect([peeked.peek(value), peeked.update(value)]).toEqual(Array(2).fill(plain.update(value)));
      }
    }),
  );
});

it('streams the same bits as a column without gaps, wherever that begins', () => {
  const first = fc.integer({ min: 0, max: 9 });
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 60 }), first, period, (list, before, n) => {
      const total = new RollingTotal(n, n);
      const answers = [...Array<number>(before).fill(NaN), ...list].map((value) => total.update(value));
      const column = Float64Array.from([...Array<number>(before).fill(7), ...list]);
      expect([...rollingTotal(column, before, n, n)]).toEqual(answers);
    }),
  );
});
