import { expect, it } from 'vitest';
import type { BenchArea, Figure } from './figure.ts';
import { runBenchmarks } from './run.ts';

const figure: Figure = {
  area: 'csv',
  name: '1,000,000 rows',
  value: 300,
  unit: 'ms',
  reference: 'byte parser',
  referenceValue: 200,
  ratio: 1.5,
  bound: 2,
};

async function run(argv: string[], ...figures: Figure[]): Promise<{ code: number; lines: string[] }> {
  const lines: string[] = [];
  const csv: BenchArea = () => figures;
  const code = await runBenchmarks(argv, {
    areas: { csv: () => Promise.resolve(csv) },
    print: (line) => lines.push(line),
  });
  return { code, lines };
}

it('shows ours, the reference, their ratio, the bound and whether it holds', async () => {
  const { code, lines } = await run(['csv'], figure);
  expect(lines[3]).toBe('csv   1,000,000 rows  300 ms  byte parser     200 ms    1.5      2  yes');
  expect(code).toBe(0);
});

it('exits 1 when a bound is broken', async () => {
  const { code, lines } = await run([], figure, { ...figure, ratio: 2.01 });
  expect([code, lines.at(-1)]).toEqual([1, '1 within bounds, 1 beyond, 0 failed']);
});

it('takes a ratio that is none for a broken bound', async () => {
  expect((await run([], { ...figure, ratio: NaN })).code).toBe(1);
});

it('lets a figure without a bound inform only', async () => {
  expect((await run([], { ...figure, ratio: 99, bound: undefined })).code).toBe(0);
});

it('prints nothing but JSON with --json', async () => {
  const { lines } = await run(['--json'], figure);
  expect(JSON.parse(lines.join('\n'))).toMatchObject({ figures: [figure], failures: [] });
});

it.each([
  [['cvs'], 'UNKNOWN_AREA there is no area "cvs" (did you mean csv?)'],
  [['--jsn'], expect.stringMatching(/^BAD_USAGE .*npm run bench/)],
])('answers %j with exit code 2', async (argv, complaint) => {
  expect(await run(argv)).toEqual({ code: 2, lines: [complaint] });
});
