import {
  instrument,
  isTimeframe,
  type Adjustment,
  type BarFrame,
  type BarSeries,
  type Instrument,
} from '@tidemark/core-market';
import * as z from 'zod';
import { DataError } from '../error.ts';
import { run, type Relation } from './relation.ts';
import type { Session } from './database.ts';
import type { TimeRange } from '../sources/bar-store.ts';

/** What a Parquet file of ours says of its bars besides their columns. */
export interface SeriesFacts {
  readonly instrument: Instrument;
  readonly timeframe: BarFrame;
  readonly adjustment: Adjustment;
  /** True where there is a column closeTime. */
  readonly closeTime: boolean;
  /** Each extra column by its name and the name of its column in the file. */
  readonly extra: readonly (readonly [name: string, column: string])[];
  /** The range that the file stands for in a store. */
  readonly range?: TimeRange | undefined;
}

/** The key of the file's metadata under which the facts stand, as JSON. */
export const FACTS_KEY = 'tidemark';
const VERSION = 1;

const schema = z.object({
  version: z.literal(VERSION),
  instrument: z.object({
    symbol: z.string(),
    currency: z.string(),
    tickSize: z.number().optional(),
    lotSize: z.number().optional(),
    multiplier: z.number(),
  }),
  timeframe: z.string().refine((text) => text === 'irregular' || isTimeframe(text)),
  adjustment: z.enum(['none', 'splits', 'total']),
  closeTime: z.boolean(),
  extra: z.array(z.tuple([z.string(), z.string()])),
  range: z.object({ from: z.number(), to: z.number() }).optional(),
});

/** The facts as text for the file. */
export function factsText(facts: SeriesFacts): string {
  return JSON.stringify({ version: VERSION, ...facts });
}

/**
 * The facts about a series that is written, with a name for the column of each extra one: its own where it can stand
 * beside the others. DuckDB takes `A` and `a` for one name.
 */
export function factsOf(
  { instrument, timeframe, adjustment, closeTime, extra }: BarSeries,
  range?: TimeRange,
): SeriesFacts {
  const taken = new Set(['time', 'open', 'high', 'low', 'close', 'volume', 'closetime']);
  const columns = Object.keys(extra).map((name, i): readonly [string, string] => {
    const clear = name !== '' && !/[\p{Cc}\p{Cs}]/u.test(name) && !taken.has(name.toLowerCase());
    let column = clear ? name : `extra_${i}`;
    while (taken.has(column.toLowerCase())) column += '_';
    taken.add(column.toLowerCase());
    return [name, column];
  });
  const { symbol, currency, tickSize, lotSize, multiplier } = instrument;
  const described = { symbol, currency, tickSize, lotSize, multiplier };
  return { instrument: described, timeframe, adjustment, closeTime: closeTime !== undefined, extra: columns, range };
}

/**
 * What the Parquet files of a relation say of their bars; undefined where none of them says anything.
 *
 * @throws DataError MIXED_SERIES where they say different things, BAD_METADATA
 */
export async function readFacts(session: Session, files: Relation): Promise<SeriesFacts | undefined> {
  const metadata = { ...files, from: 'parquet_kv_metadata($1)' };
  const found = await run(session, metadata, 'select file_name, decode(value)', ` where key = '${FACTS_KEY}'::blob`);
  const rows = await found.getRows();
  let first: { readonly file: string; readonly text: string; readonly facts: SeriesFacts } | undefined;
  for (const [file, text] of rows.map((row) => row.map(String))) {
    if (file === undefined || text === undefined || text === first?.text) continue;
    const facts = factsIn(text, file);
    first ??= { file, text, facts };
    const same = factsText({ ...facts, range: undefined }) === factsText({ ...first.facts, range: undefined });
    if (same) continue;
    throw new DataError('MIXED_SERIES', {
      what: `this is ${nameOf(facts)}, ${first.file} is ${nameOf(first.facts)}`,
      where: file,
      fix: 'read files of one series only, with the same further columns',
    });
  }
  return first?.facts;
}

function nameOf({ instrument: { symbol, currency }, timeframe, adjustment, extra }: SeriesFacts): string {
  const further = extra.length === 0 ? '' : ` with ${extra.map(([name]) => name).join(', ')}`;
  return `${symbol} in ${currency}, ${timeframe}, adjusted for ${adjustment}${further}`.slice(0, 200);
}

function factsIn(text: string, file: string): SeriesFacts {
  const { success, data } = schema.safeParse(jsonOf(text));
  if (!success) {
    throw new DataError('BAD_METADATA', {
      what: `what it says of its bars under "${FACTS_KEY}" cannot be understood`,
      where: file,
      fix: 'write it anew with writeParquet, or read it by { sql }',
    });
  }
  const { symbol, ...options } = data.instrument;
  const { timeframe, ...rest } = data;
  return { ...rest, timeframe: timeframe as BarFrame, instrument: instrument(symbol, options) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
