import { resolve } from 'node:path';
import { barsBetween, instrument, type BarSeries, type DataFinding, type DataReport } from '@tidemark/core-market';
import { describeBars, syntheticSource } from '@tidemark/data';
import { csvSource, sampleSp500Path } from '@tidemark/data/node';
import { CliError } from '../error.ts';
import type { BarFileOptions } from '../options/bar-file-options.ts';
import { barFile, withCsvHint } from './bar-file.ts';

/** Bars to run on, and what was found in them. */
export interface MarketData {
  readonly bars: BarSeries;
  readonly report: DataReport;
  /** What the reader should know of the choice. */
  readonly note?: string | undefined;
}

/** Which bars: a file, an invented market, or the sample where neither is named. */
export interface MarketDataOptions extends BarFileOptions {
  readonly data?: string | undefined;
  readonly synthetic?: number | undefined;
}

/** From this day on the sample's opens are prices, as its own data report says; a test holds the one to the other. */
export const SAMPLE_START = '2006-05-01';
const SAMPLE_NOTE =
  `The bundled sample: the S&P 500 index from ${SAMPLE_START} on, the first month in which most opens are prices. ` +
  'An index cannot be bought: take it for a fund that follows it.';
const SYNTHETIC_BARS = 2_520;

/**
 * The bars that the options ask for.
 *
 * @throws DataError, MarketError what is wrong with the file, with line and column; CliError NO_BARS
 */
export async function marketData(
  options: MarketDataOptions,
  cwd: string,
  onProgress?: (share: number) => void,
): Promise<MarketData> {
  const { data, synthetic } = options;
  const found =
    synthetic !== undefined
      ? await inventedBars(options, synthetic)
      : data === undefined
        ? await sampleBars(options)
        : await fileBars(options, resolve(cwd, data), onProgress);
  if (found.bars.length > 0) return found;
  throw new CliError('NO_BARS', {
    what: `no bar lies ${rangeText(options)}`,
    where: found.report.source,
    fix: 'change --from or --to, or leave them out',
  });
}

/**
 * The bars of a file that lie between `--from` and `--to`.
 *
 * @param path absolute
 * @param onProgress told how much has been read, 0 to 1
 */
export async function fileBars(
  options: BarFileOptions,
  path: string,
  onProgress?: (share: number) => void,
): Promise<MarketData> {
  const { from, to } = options;
  const source = await barFile(path, options, onProgress);
  try {
    const { data, report } = await source.bars({ from, to });
    return { bars: data, report };
  } catch (error) {
    throw withCsvHint(error);
  }
}

/** Read whole, so that the report can say what lies before the start. */
async function sampleBars(options: MarketDataOptions): Promise<MarketData> {
  const { from = Date.parse(SAMPLE_START), to, symbol = 'SPX', currency } = options;
  const instrumentOf = instrument(symbol, { currency });
  const { data, report } = await csvSource({ path: sampleSp500Path(), instrument: instrumentOf }).bars();
  const bars = barsBetween(data, from, to);
  const early = options.from === undefined ? report.findings.filter(({ code }) => code === COPIED_OPENS) : [];
  const left = early.map((finding): DataFinding => ({
    ...finding,
    fix: `left out: the run starts on ${SAMPLE_START}`,
  }));
  const facts = { source: report.source, rows: report.rows, findings: left };
  return { bars, report: describeBars(bars, facts), note: options.from === undefined ? SAMPLE_NOTE : undefined };
}

const COPIED_OPENS = 'OPEN_EQUALS_PREVIOUS_CLOSE';

async function inventedBars(options: MarketDataOptions, seed: number): Promise<MarketData> {
  const { from, to, timeframe, symbol = 'SYNTH', currency } = options;
  const source = syntheticSource({
    seed,
    bars: SYNTHETIC_BARS,
    timeframe,
    instrument: instrument(symbol, { currency }),
  });
  const { data, report } = await source.bars({ from, to });
  return {
    bars: data,
    report,
    note: 'An invented market: a random walk. What it earns says nothing about any market.',
  };
}

function rangeText({ from, to }: MarketDataOptions): string {
  const text = (time: number): string => new Date(time).toISOString();
  const parts = [from === undefined ? '' : `at or after ${text(from)}`, to === undefined ? '' : `before ${text(to)}`];
  return parts.filter((part) => part !== '').join(' and ') || 'in it';
}
