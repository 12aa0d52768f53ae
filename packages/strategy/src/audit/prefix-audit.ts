import { isTidemarkError, type TidemarkError } from '@tidemark/core-errors';
import { cutLengths } from './cut-lengths.ts';
import type { AuditFinding } from './finding.ts';

/** A place where two runs differ, or where one failed. */
export interface FoundPlace extends Omit<AuditFinding, 'kind' | 'cut'> {
  readonly kind: AuditFinding['kind'] | 'weight';
  /** Of many instruments: whose it is. */
  readonly symbol?: string | undefined;
}

/** What is audited: how its runs are made, and how two of them are compared. */
export interface Audited<Run, Found extends FoundPlace> {
  readonly name: string;
  /** What lengths are counted in: the bars of one instrument, or the moments of a clock that many share. */
  readonly unit: 'bars' | 'moments';
  /** Length of the whole, in units. */
  readonly length: number;
  /** Runs over the first `cut` units: a fresh instance, on memory of its own. */
  run(cut: number): Run;
  /** The first place of each kind and name, within the first `cut` units, where another run differs from the whole. */
  differences(whole: Run, other: Run, cut: number): readonly Found[];
  /** The first places where the whole is another one when it is asked for in chunks. */
  chunked(whole: Run): readonly Found[];
  /** In units. */
  warmup(whole: Run): number;
  /** Units of the whole on which something happened, ascending. */
  happened(whole: Run): readonly number[];
  /** Where a view was read after its bar. */
  heldView(error: TidemarkError): Found;
  /** Where a run over `cut` units failed. */
  failure(error: unknown, cut: number): Found;
}

/** What the prefixes showed. */
export interface PrefixAudit<Run, Found extends FoundPlace> {
  /** The run over everything; undefined where it held a view. */
  readonly whole: Run | undefined;
  readonly deterministic: boolean;
  /** What showed that it is not. */
  readonly differsBy?: 'chance' | 'chunks' | undefined;
  /** The first of each symbol, kind and name, by time. */
  readonly findings: readonly (Found & { readonly cut: number })[];
  /** Lengths that were compared, in units. */
  readonly cuts: readonly number[];
}

/**
 * Runs over everything, once more, in chunks, and over prefixes, and compares: what is said of a moment may not change when what
 * comes after it is taken away.
 *
 * @param wanted how many prefixes, or their lengths in units
 * @throws StrategyError INVALID_CUTS, AUDIT_TOO_SHORT; whatever the run over everything throws, held views apart
 */
export function prefixAudit<Run, Found extends FoundPlace>(
  audited: Audited<Run, Found>,
  wanted: number | readonly number[],
): PrefixAudit<Run, Found> {
  const { name, unit, length } = audited;
  const found = new Map<string, Found & { readonly cut: number }>();
  const add = (place: Found, cut: number): void => {
    const key = `${place.symbol ?? ''} ${place.kind} ${place.kind === 'order' ? '' : place.name}`;
    if ((found.get(key)?.time ?? Infinity) > place.time) found.set(key, { ...place, cut });
  };
  const ended = (
    whole: Run | undefined,
    cuts: readonly number[],
    differsBy?: 'chance' | 'chunks',
  ): PrefixAudit<Run, Found> => ({
    whole,
    deterministic: differsBy === undefined,
    differsBy,
    findings: [...found.values()].toSorted((a, b) => a.time - b.time),
    cuts,
  });

  let whole: Run;
  try {
    whole = audited.run(length);
  } catch (error) {
    const held = heldViewOf(error);
    if (held === undefined) throw error;
    add(audited.heldView(held), length);
    return ended(undefined, []);
  }

  // Chance is no look-ahead, and would be taken for it below.
  for (const place of audited.differences(whole, audited.run(length), length)) add(place, length);
  if (found.size > 0) return ended(whole, [], 'chance');
  try {
    for (const place of audited.chunked(whole)) add(place, length);
  } catch (error) {
    add(audited.failure(error, length), length);
  }
  if (found.size > 0) return ended(whole, [], 'chunks');

  const { warmup, happened } = { warmup: audited.warmup(whole), happened: audited.happened(whole) };
  const cuts = cutLengths({ name, length, warmup, unit, happened }, wanted);
  for (const cut of cuts) {
    let part: Run;
    try {
      part = audited.run(cut);
    } catch (error) {
      add(audited.failure(error, cut), cut);
      continue;
    }
    for (const place of audited.differences(whole, part, cut)) add(place, cut);
  }
  return ended(whole, cuts);
}

/** A finding's name for an error: its code where it has one. */
export function codeOf(error: unknown): string {
  return isTidemarkError(error) ? error.code : error instanceof Error ? error.name : 'error';
}

/** The error of a guarded view, however deep others wrapped it. */
function heldViewOf(error: unknown): TidemarkError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (isTidemarkError(at) && at.code === 'HOLDS_A_BAR_VIEW') return at;
  }
  return undefined;
}

/** The series and the bar at which a guarded view was read too late. */
export function placeOfHeldView({ where }: TidemarkError): { readonly symbol: string; readonly bar: number } {
  const [, symbol = '', bar = '0'] = /^(.*), bar (\d+)$/s.exec(where ?? '') ?? [];
  return { symbol, bar: Number(bar) };
}
