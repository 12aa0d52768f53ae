import { expect, it } from 'vitest';
import { checkDataSource } from '../testing/index.ts';
import { memorySource } from './memory.ts';
import { syntheticBars } from './synthetic.ts';

const bars = syntheticBars({ bars: 10, timeframe: '1d', start: Date.UTC(2024, 0, 1) });
const withDelta = { ...bars, extra: { delta: bars.close } };

it('honours the contract of a source', async () => {
  await expect(checkDataSource(memorySource(bars))).resolves.toBeUndefined();
});

it('answers views on the columns it was given, and counts what lies outside', async () => {
  const { data, report } = await memorySource(bars).bars({ from: Date.UTC(2024, 0, 3), to: Date.UTC(2024, 0, 5) });
  expect(data.close.buffer).toBe(bars.close.buffer);
  expect([...data.time]).toEqual([Date.UTC(2024, 0, 3), Date.UTC(2024, 0, 4)]);
  expect(report).toMatchObject({ source: 'SYNTH', rows: 10, bars: 2, findings: [{ code: 'OUTSIDE_RANGE', count: 8 }] });
});

it('knows its further columns, and suggests one for a misspelt name', async () => {
  const source = memorySource(withDelta);
  expect(Object.keys((await source.bars({ columns: ['delta'] })).data.extra)).toEqual(['delta']);
  await expect(source.bars({ columns: ['detla'] })).rejects.toMatchObject({
    code: 'MISSING_COLUMN',
    fix: 'did you mean delta?',
  });
});

it('does not resample in silence', async () => {
  const refused = memorySource(bars).bars({ timeframe: '1w' });
  await expect(refused).rejects.toMatchObject({ code: 'TIMEFRAME_UNAVAILABLE' });
  expect((await memorySource(bars).bars({ timeframe: '1d' })).data.length).toBe(10);
});

it('refuses a range that ends before it begins, or that is none', async () => {
  await expect(memorySource(bars).bars({ from: 2, to: 1 })).rejects.toMatchObject({ code: 'BAD_RANGE' });
  await expect(memorySource(bars).bars({ from: NaN })).rejects.toMatchObject({ code: 'BAD_RANGE' });
});

it('says ABORTED where a signal has no reason', async () => {
  await expect(memorySource(bars).bars({ signal: { aborted: true } })).rejects.toMatchObject({ code: 'ABORTED' });
});
