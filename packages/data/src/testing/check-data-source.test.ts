import { sliceBars, type BarQuery, type DataSource } from '@tidemark/core-market';
import { expect, it } from 'vitest';
import { memorySource } from '../sources/memory.ts';
import { syntheticBars } from '../sources/synthetic.ts';
import { checkDataSource } from './check-data-source.ts';

type Answer = Awaited<ReturnType<DataSource['bars']>>;

const good = memorySource(syntheticBars({ bars: 12 }));
/** A source that answers as a good one does, spoilt in one way. */
const spoilt = (spoil: (answer: Answer, query: BarQuery) => Answer): DataSource => ({
  name: 'spoilt',
  bars: async (query = {}) => spoil(await good.bars(query), query),
});

it('accepts a source that keeps its word', async () => {
  await expect(checkDataSource(good)).resolves.toBeUndefined();
});

it.each<[string, DataSource]>([
  [
    'gives a bar at `to`',
    { name: 'x', bars: (query = {}) => good.bars({ ...query, to: query.to === undefined ? undefined : query.to + 1 }) },
  ],
  ['counts wrong', spoilt(({ data, report }) => ({ data, report: { ...report, bars: report.bars + 1 } }))],
  [
    'gives other bars each time',
    spoilt(({ data, report }) => ({ data: { ...data, close: data.close.map(Math.random) }, report })),
  ],
  [
    'drops rows when a range is asked for',
    spoilt(({ data, report }, { from }) => ({ data: from === undefined ? data : sliceBars(data, 1), report })),
  ],
  [
    'has a finding that counts nothing',
    spoilt(({ data, report }) => ({
      data,
      report: { ...report, findings: [{ code: 'GAPS', what: 'gaps', count: 0 }] },
    })),
  ],
  ['ignores unknown columns', { name: 'x', bars: (query = {}) => good.bars({ ...query, columns: [] }) }],
  ['ignores the signal', { name: 'x', bars: (query = {}) => good.bars({ ...query, signal: undefined }) }],
  ['has no name', { ...good, name: '' }],
  ['has too few bars to check', memorySource(syntheticBars({ bars: 2 }))],
])('finds out a source that %s', async (_, source) => {
  await expect(checkDataSource(source)).rejects.toMatchObject({ code: 'CONTRACT_BROKEN' });
});
