import type { BarSeries, DataFinding } from '@tidemark/core-market';

/** From this share of a year's bars on, opens are taken for copies of the close before. */
const COPIED = 0.5;
/** From this share on, some of them are. */
const PARTLY_COPIED = 0.1;
/** Fewer bars of a year than this say nothing. */
const FEW = 20;
const DAY_MS = 86_400_000;

interface YearOfOpens {
  readonly year: number;
  bars: number;
  /** Opens equal to the previous close. */
  equal: number;
  /** Closes equal to the previous close: how often a price repeats by chance or coarse ticks. */
  still: number;
}

/**
 * Whether opens are prices at all. Older index data write the previous close as the open; a backtest that fills there
 * trades at a price that nobody was offered. Looked for per calendar year (UTC), in bars of a day or more of markets
 * that close: where trading never stops, an open at the previous close is the rule, not a flaw.
 */
export function findCopiedOpens(bars: BarSeries): DataFinding[] {
  const { length, time } = bars;
  const span = length < 2 ? 0 : (time[length - 1] - time[0]) / (length - 1);
  if (span < DAY_MS * 0.99 || neverCloses(bars)) return [];
  const years = opensByYear(bars);
  const copied = years.filter((year) => year.equal > COPIED * year.bars && year.equal > 2 * year.still);
  const partly = years.filter(
    (year) => !copied.includes(year) && year.equal > PARTLY_COPIED * year.bars && year.equal > 4 * year.still,
  );
  const findings: DataFinding[] = [];
  if (copied.length > 0) {
    findings.push({
      ...counted('OPEN_EQUALS_PREVIOUS_CLOSE', copied, 'such opens are no tradable prices'),
      fix: `start on ${startAfter(bars, copied.at(-1)!.year)} or later, or fill at the close`,
    });
  }
  if (partly.length > 0) {
    findings.push({
      ...counted('OPEN_OFTEN_PREVIOUS_CLOSE', partly, 'more than chance gives, so some of these opens are no prices'),
      fix: 'take fills at these opens with care, or fill at the close',
    });
  }
  return findings;
}

/** The first month after the year in which at most half of the opens are copies: `2006-05-01`. */
function startAfter({ time, open, close, length }: BarSeries, year: number): string {
  const months = Array.from({ length: 12 }, () => ({ bars: 0, equal: 0 }));
  for (let i = 1; i < length; i++) {
    const date = new Date(time[i]);
    if (date.getUTCFullYear() !== year + 1) continue;
    const month = months[date.getUTCMonth()];
    month.bars++;
    if (open[i] === close[i - 1]) month.equal++;
  }
  const month = months.findIndex(({ bars, equal }) => equal <= COPIED * bars);
  return new Date(Date.UTC(year + 1, month < 0 ? 12 : month)).toISOString().slice(0, 10);
}

function counted(code: string, years: readonly YearOfOpens[], meaning: string): DataFinding {
  const count = years.reduce((sum, { equal }) => sum + equal, 0);
  const bars = years.reduce((sum, year) => sum + year.bars, 0);
  const share = `${((100 * count) / bars).toFixed(0)} %`;
  const what = `in ${ranges(years.map(({ year }) => year))} the open equals the previous close in ${count} of ${bars} bars (${share}): ${meaning}`;
  return { code, what, count };
}

function opensByYear({ time, open, close, length }: BarSeries): YearOfOpens[] {
  const years: YearOfOpens[] = [];
  for (let i = 1; i < length; i++) {
    const year = new Date(time[i]).getUTCFullYear();
    let current = years.at(-1);
    if (current?.year !== year) years.push((current = { year, bars: 0, equal: 0, still: 0 }));
    current.bars++;
    if (open[i] === close[i - 1]) current.equal++;
    if (close[i] === close[i - 1]) current.still++;
  }
  return years.filter(({ bars }) => bars >= FEW);
}

/** Daily bars on every day of the week. */
function neverCloses({ time, length }: BarSeries): boolean {
  const days = [0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < length; i++) days[new Date(time[i]).getUTCDay()]++;
  return Math.min(...days) > 0.1 * (length / 7);
}

/** `2000..2005, 2012`. */
function ranges(years: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const year of years) {
    const last = runs.at(-1);
    if (last !== undefined && year === last[1] + 1) last[1] = year;
    else runs.push([year, year]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}..${to}`)).join(', ');
}
