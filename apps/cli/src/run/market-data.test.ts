import { csvSource, sampleSp500Path } from '@tidemark/data/node';
import { expect, it } from 'vitest';
import { backtestOptions } from '../options/backtest-options.ts';
import { marketData, SAMPLE_START } from './market-data.ts';

const data = (written: Record<string, string>) => marketData(backtestOptions(written), '.');

it('takes the sample from the day on which its own data report says that opens are prices', async () => {
  const { report } = await csvSource({ path: sampleSp500Path(), instrument: 'SPX' }).bars();
  const finding = report.findings.find(({ code }) => code === 'OPEN_EQUALS_PREVIOUS_CLOSE');
  expect(finding?.fix).toContain(SAMPLE_START);
  const { bars } = await data({});
  expect(new Date(bars.time[0]!).toISOString()).toBe(`${SAMPLE_START}T00:00:00.000Z`);
});

it('reports what the years before were like, and that they are left out', async () => {
  const { report, note } = await data({});
  expect(report.findings[0]).toMatchObject({
    code: 'OPEN_EQUALS_PREVIOUS_CLOSE',
    fix: 'left out: the run starts on 2006-05-01',
  });
  expect([report.rows, note]).toEqual([5105, expect.stringContaining('An index cannot be bought')]);
});

it('takes the sample as it is where the user says from when', async () => {
  const { bars, report, note } = await data({ from: '2000-01-01', to: '2001-01-01', symbol: 'GSPC', currency: 'EUR' });
  expect([bars.length, bars.symbol, bars.instrument.currency, note]).toEqual([252, 'GSPC', 'EUR', undefined]);
  expect(report.findings.at(-1)).toMatchObject({
    code: 'OPEN_EQUALS_PREVIOUS_CLOSE',
    fix: expect.stringMatching(/^start/),
  });
});

it('reads a file, named after it', async () => {
  const { bars } = await data({ data: sampleSp500Path(), from: '2020-01-01' });
  expect([bars.length, bars.symbol, bars.timeframe]).toEqual([74, 'sp500_daily_2000_2020', '1d']);
});

it('invents a market from a seed', async () => {
  const [one, same, other] = await Promise.all(['1', '1', '2'].map((synthetic) => data({ synthetic })));
  expect(one!.bars.length).toBe(2520);
  expect(same!.bars.close).toEqual(one!.bars.close);
  expect(other!.bars.close).not.toEqual(one!.bars.close);
});

it('fails where no bar is in the range', async () => {
  await expect(data({ from: '2030-01-01', to: '2031-01-01' })).rejects.toMatchObject({
    code: 'NO_BARS',
    what: 'no bar lies at or after 2030-01-01T00:00:00.000Z and before 2031-01-01T00:00:00.000Z',
    exitCode: 1,
  });
});
