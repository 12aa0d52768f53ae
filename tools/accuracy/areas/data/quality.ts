import { check, type QualityFinding } from '@tidemark/data';
import type { CaseOutcome } from '../../area.ts';
import { csvTable } from './csv-table.ts';

/** A finding that must be there: each field that it has. */
export interface GoldenFinding {
  readonly kind: string;
  readonly row: number;
  readonly column?: string;
  readonly missing?: number;
  readonly run?: number;
  /** The size of a split, either way. */
  readonly ratio?: number;
}

const OUT_OF_PLACE = ['duplicate-row', 'duplicate-timestamp', 'out-of-order'];

/** Every finding listed at its row, and nothing besides but what follows from one of them. */
export function compareQuality(folder: string, input: string, golden: readonly GoldenFinding[]): CaseOutcome[] {
  const table = csvTable(folder, input);
  const [time, open, high, low, close, volume] = ['ts', 'open', 'high', 'low', 'close', 'volume'].map((name) =>
    table.numbers(name),
  );
  const { findings } = check({ time, open, high, low, close, volume }, { limit: Infinity });
  const outcomes = golden.map((expected): CaseOutcome => {
    const name = `quality ${expected.kind}, row ${expected.row}`;
    if (findings.some((finding) => isThe(expected, finding))) return { name, status: 'passed', tolerance: 'exact' };
    const near = findings.filter(({ row }) => Math.abs(row - expected.row) <= 2);
    const detail = `expected ${JSON.stringify(expected)}; near it there is ${JSON.stringify(near)}`;
    return { name, status: 'failed', detail };
  });
  const others = findings.filter((finding) => !golden.some((expected) => isThe(expected, finding)));
  const unwanted = others.filter((finding) => !follows(finding, golden));
  const name = 'quality, nothing else';
  const detail =
    unwanted.length === 0 ? `${others.length} that follow from others` : `also found ${JSON.stringify(unwanted)}`;
  return [...outcomes, { name, status: unwanted.length === 0 ? 'passed' : 'failed', detail }];
}

function isThe(expected: GoldenFinding, found: QualityFinding): boolean {
  const { kind, row, column, missing, run, ratio } = expected;
  const splits = ratio === undefined || [found.ratio, 1 / (found.ratio ?? NaN)].includes(ratio);
  const same = <T>(wanted: T | undefined, actual: T | undefined): boolean => wanted === undefined || wanted === actual;
  return (
    found.kind === kind &&
    found.row === row &&
    same(column, found.column) &&
    same(missing, found.missing) &&
    same(run, found.run) &&
    splits
  );
}

/** What the README allows besides: consequences of a listed finding. */
function follows({ kind, row, missing }: QualityFinding, golden: readonly GoldenFinding[]): boolean {
  if (kind === 'gap') {
    return missing === 1 && golden.some((one) => OUT_OF_PLACE.includes(one.kind) && Math.abs(one.row - row) <= 2);
  }
  if (kind.startsWith('ohlc-')) return golden.some((one) => one.kind.startsWith('ohlc-') && one.row === row);
  return kind === 'jump' && golden.some((one) => one.row === row || one.row + 1 === row);
}
