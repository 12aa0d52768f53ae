import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

const PROGRAM = `
import { calendar, parseCsv, resampler, sessionHours, syntheticBars, withCloseTimes } from '@tidemark/data';
import { fingerprint } from '@tidemark/core-market';

const bars = syntheticBars({ seed: 7, bars: 4_000, timeframe: '15m', start: Date.UTC(2024, 9, 1) });
const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const made = [];
for (const timeZone of zones) for (const frame of ['1h', '4h', '1d', '1w', '1M']) {
  made.push(fingerprint(resampler(frame, { timeZone, partial: 'keep' }).apply(bars)));
}
const xnys = calendar('XNYS');
made.push(fingerprint(sessionHours(xnys).apply(bars)));
for (const frame of ['1h', '1d', '1w']) made.push(fingerprint(resampler(frame, { calendar: xnys, partial: 'keep' }).apply(bars)));
made.push(fingerprint(withCloseTimes(sessionHours(xnys).apply(bars), xnys)));
const csv = 'date,open,high,low,close\\n2024-03-09 23:30,1,1,1,1\\n2024-03-10 03:30,1,1,1,1\\n';
for (const timeZone of zones) made.push([...parseCsv(new TextEncoder().encode(csv), { timeZone }).time].join());
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

it('gives the same bits whatever the zone of the machine', { timeout: 60_000 }, () => {
  const [[kolkataOffset, kolkata], [newYorkOffset, newYork], [, utc]] = ['Asia/Kolkata', 'America/New_York', 'UTC'].map(
    inZone,
  );
  expect([kolkataOffset, newYorkOffset]).toEqual(['-330', '300']); // the zones took hold
  expect(kolkata).toBe(utc);
  expect(newYork).toBe(utc);
});
