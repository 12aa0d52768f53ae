import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

const PROGRAM = `
import { parseJsonLines } from '${import.meta.dirname}/parse-json-lines.ts';
import { barsToJsonLines } from '${import.meta.dirname}/bars-to-json-lines.ts';
import { barsToCsv } from '${import.meta.dirname}/../csv/bars-to-csv.ts';
import { syntheticBars } from '@tidemark/data';

const bars = syntheticBars({ seed: 7, bars: 400, timeframe: '1h', start: Date.UTC(2024, 2, 9) });
const made = [[...barsToJsonLines(bars)].join(''), [...barsToCsv(bars)].join('')];
const naive = ['2024-03-09 23:30', '2024-03-10 03:30', '2024-07-01', '2024-11-03T12:00:00.5'];
for (const timeZone of [undefined, 'UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']) {
  const lines = naive.map((time) => JSON.stringify({ time, open: 1, high: 1, low: 1, close: 1 })).join('\\n');
  made.push([...parseJsonLines(lines, { timeZone }).time].join());
}
const written = ['01/03/2024 23:30', '02/03/2024 00:30'].map((time) => JSON.stringify([time, 1, 1, 1, 1])).join('\\n');
const header = ['time', 'open', 'high', 'low', 'close'];
made.push([...parseJsonLines(written, { header, timeFormat: 'dd/MM/yyyy HH:mm' }).time].join());
console.log(new Date(2024, 0, 1).getTimezoneOffset());
console.log(JSON.stringify(made));
`;

function inZone(TZ: string): string[] {
  const flags = ['--import', 'tsx', '--conditions=@tidemark/source', '--input-type=module', '-e', PROGRAM];
  const env = { ...process.env, TZ };
  return execFileSync(process.execPath, flags, { cwd: import.meta.dirname, env, encoding: 'utf8' })
    .trim()
    .split('\n');
}

it('reads and writes the same times whatever the zone of the machine', { timeout: 60_000 }, () => {
  const [[kolkataOffset, kolkata], [newYorkOffset, newYork], [, utc]] = ['Asia/Kolkata', 'America/New_York', 'UTC'].map(
    inZone,
  );
  expect([kolkataOffset, newYorkOffset]).toEqual(['-330', '300']); // the zones took hold
  expect(kolkata).toBe(utc);
  expect(newYork).toBe(utc);
});
