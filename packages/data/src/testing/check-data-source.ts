import { isTidemarkError } from '@tidemark/core-errors';
import { fingerprint, type BarQuery, type BarSeries, type DataReport, type DataSource } from '@tidemark/core-market';
import { DataError } from '../error.ts';

/**
 * Holds a source to the contract of `DataSource`: the same query gives the same bars to the bit; `from` and `to` are
 * half-open on the open; the report counts what was given and is plain data; an unknown column is a coded error; an
 * aborted signal rejects with its reason.
 *
 * @param source must have at least three bars
 * @throws DataError CONTRACT_BROKEN, which says what was expected and what came
 * @example await checkDataSource(memorySource(bars));
 */
export async function checkDataSource(source: DataSource): Promise<void> {
  const expect = expectation(source.name);
  expect('a name', source.name !== '', source.name);
  const { data: all, report } = await source.bars();
  expect('at least three bars to check with', all.length >= 3, all.length);
  expectReport(expect, all, report);

  const again = await source.bars();
  expect('the same bars to the bit when asked again', fingerprint(again.data) === fingerprint(all), again.data.length);

  const { time } = all;
  const [first, second, last] = [time[0], time[1], time[all.length - 1]];
  const ranges: readonly (readonly [string, BarQuery, number])[] = [
    ['a bar at `from` is given', { from: second }, all.length - 1],
    ['a bar at `to` is not given', { to: last }, all.length - 1],
    ['from the first to just after the last gives all', { from: first, to: last + 1 }, all.length],
    ['one bar between its open and the next', { from: second, to: time[2] }, 1],
    ['none between two equal times', { from: second, to: second }, 0],
    ['none before the first', { to: first }, 0],
    ['none after the last', { from: last + 1 }, 0],
  ];
  for (const [what, query, length] of ranges) {
    const answer = await source.bars(query);
    expect(`${what}: ${length} bars`, answer.data.length === length, answer.data.length);
    expectReport(expect, answer.data, answer.report);
  }
  const part = await source.bars({ from: second, to: last });
  const same = part.data.close.every((close, i) => Object.is(close, all.close[i + 1]));
  expect('a range to hold the same prices as the whole', same, part.data.close.length);

  const unknown = await refusal(source.bars({ columns: ['no-such-column'] }));
  expect('an unknown column to be refused with MISSING_COLUMN', codeOf(unknown) === 'MISSING_COLUMN', String(unknown));
  const reason = new DataError('GONE', { what: 'the caller went away' });
  const aborted = await refusal(source.bars({ signal: { aborted: true, reason } }));
  expect('an aborted signal to reject with its reason', aborted === reason, String(aborted));
}

type Expect = (what: string, holds: boolean, got: unknown) => void;

function expectation(where: string): Expect {
  return (what, holds, got) => {
    if (holds) return;
    const details = { what: `expected ${what}, got ${String(got)}`, where, fix: 'see the port DataSource' };
    throw new DataError('CONTRACT_BROKEN', details);
  };
}

function expectReport(expect: Expect, { length, time }: BarSeries, report: DataReport): void {
  expect('the report to name its source', report.source !== '', report.source);
  expect(`the report to count ${length} bars`, report.bars === length, report.bars);
  expect('no fewer rows than bars', report.rows >= report.bars, report.rows);
  const [from, to] = length === 0 ? [null, null] : [time[0], time[length - 1]];
  expect('the report to give the first open', report.from === from, report.from);
  expect('the report to give the last open', report.to === to, report.to);
  for (const { code, what, count } of report.findings) {
    expect('a finding to have a code', /^[A-Z][A-Z_]+$/.test(code), code);
    expect(`finding ${code} to say what`, what !== '', what);
    expect(`finding ${code} to count rows`, Number.isInteger(count) && count > 0, count);
  }
  const copy: unknown = JSON.parse(JSON.stringify(report));
  expect('the report to be plain data', JSON.stringify(copy) === JSON.stringify(report), typeof copy);
}

async function refusal(answer: Promise<unknown>): Promise<unknown> {
  try {
    await answer;
    return undefined;
  } catch (error) {
    return error;
  }
}

function codeOf(error: unknown): string | undefined {
  return isTidemarkError(error) ? error.code : undefined;
}
