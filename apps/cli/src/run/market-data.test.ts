import { csvSource, sampleSp500Path } from '@tidemark/data/node';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { backtestOptions } from '../options/backtest-options.ts';
import { marketData, SAMPLE_START } from './market-data.ts';

const data = (written: Record<string, string>) => marketData(backtestOptions(written), '.');

function fileOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'market-data-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'bars.csv');
  writeFileSync(path, text);
  return path;
}

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

describe('a file of another form', () => {
  const upsideDown = 'date,open,high,low,Last\n2024-01-03,2,3,1,2.5\n2024-01-02,1,2,0.5,1.5\n';

  it('is refused with the option that mends it', async () => {
    const path = fileOf(upsideDown);
    const fix =
      'add the column, or say which one it is: { columns: { close: … } }; what stands in braces is given with --csv, as JSON';
    await expect(data({ data: path })).rejects.toMatchObject({ code: 'MISSING_COLUMN', fix });
  });

  it('is read as --csv says', async () => {
    const csv = '{"columns": {"close": "Last"}, "order": "sort"}';
    const { bars, report } = await data({ data: fileOf(upsideDown), csv });
    expect([[...bars.close], report.findings[0]?.code]).toEqual([[1.5, 2.5], 'ROWS_REORDERED']);
  });

  it('makes an unknown option of --csv bad usage', async () => {
    const failed = data({ data: fileOf(upsideDown), csv: '{"ordr": "sort"}' });
    await expect(failed).rejects.toMatchObject({ code: 'BAD_OPTION', exitCode: 2, fix: 'did you mean order?' });
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
