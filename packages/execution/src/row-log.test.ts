import { expect, it } from 'vitest';
import { RowLog } from './row-log.ts';

it('keeps rows where they are while others come', () => {
  const log = new RowLog(2, 1);
  const [first, last] = [0, 5_000];
  const chunk = log.rows(first);
  for (let row = 0; row <= last; row++) {
    const { reals, integers } = log.rows(row);
    reals[log.start(row) * 2 + 1] = row / 3;
    integers[log.start(row)] = row;
  }
  expect([log.rows(first), log.rows(last).reals[log.start(last) * 2 + 1]]).toEqual([chunk, last / 3]);
  expect([0, 1_023, 1_024, last].map((row) => log.rows(row).integers[log.start(row)])).toEqual([0, 1_023, 1_024, last]);
});
