import { isTidemarkError } from '@tidemark/core-errors';
import { hashJson, type BarSeries, type Columns, type Strategy } from '@tidemark/core-market';
import { audit, type AuditResult } from '../audit/audit.ts';
import { compareColumns, type AuditRecord } from '../audit/compare.ts';
import { copyBars } from '../audit/observe.ts';
import { StrategyError } from '../error.ts';
import { rehearsal, rehearse, type Rehearsal } from './rehearse.ts';
import { sampleBars } from './sample-bars.ts';

/** One promise of every strategy. */
export interface StrategyCheck {
  /** A sentence whose subject is the strategy. */
  readonly name: string;
  /** @throws StrategyError CONTRACT_BROKEN */
  readonly check: () => void;
}

/**
 * What every strategy promises, as checks that throw: for any test runner. Strategies that trade by name are run on an
 * account that stays flat; how they behave while in a position is for a test with a backtest.
 *
 * @param strategy made with parameters whose warm-up leaves bars to decide on
 * @param bars default: 400 bars of a seeded random walk
 * @example it.each(strategyContract(smaCross({ fast: 5, slow: 20 })))('$name', ({ check }) => expect(check).not.toThrow());
 */
export function strategyContract(strategy: Strategy, bars: BarSeries = sampleBars()): readonly StrategyCheck[] {
  const fail = (what: string, fix: string): never => {
    throw new StrategyError('CONTRACT_BROKEN', { what, where: `strategy ${strategy.name}`, fix });
  };
  return [
    {
      name: 'says when it can start, in whole bars, before the bars end',
      check: () => checkStart(strategy, bars, fail),
    },
    { name: 'answers numbers from -1 to 1, or NaN to keep its stance', check: () => checkRange(strategy, bars, fail) },
    {
      name: 'answers the same when run again',
      check: () => {
        if (differ(rehearse(strategy, bars), rehearse(strategy, bars))) {
          fail('two runs over the same bars differ', 'take randomness from a seeded generator made in the run');
        }
      },
    },
    { name: 'starts each run afresh', check: () => checkFresh(strategy, bars, fail) },
    {
      name: 'leaves the bars as they are',
      check: () => {
        const before = columnsOf(copyBars(bars));
        rehearse(strategy, bars);
        if (compareColumns(before, columnsOf(bars), bars.length).length > 0)
          fail('the run wrote into the bars', 'copy a column before changing it');
      },
    },
    {
      name: 'does not look ahead',
      check: () => {
        const { clean, verdict } = auditWithOrWithoutAccount(strategy, bars);
        if (!clean) fail(verdict, 'let bar i see bars 0..i alone');
      },
    },
  ];
}

type Fail = (what: string, fix: string) => never;

function checkStart(strategy: Strategy, bars: BarSeries, fail: Fail): void {
  const { warmup, columns } = strategy.over(bars);
  if (!(Number.isInteger(warmup) && warmup >= 0)) fail(`warmup is ${warmup}`, 'answer a whole number of bars');
  if (warmup >= bars.length) fail(`the warm-up takes ${warmup} of ${bars.length} bars`, 'test it on more bars');
  for (const [name, { length }] of Object.entries(columns)) {
    if (length !== bars.length) fail(`column ${name} has ${length} entries`, `answer ${bars.length}, one per bar`);
  }
}

function checkRange(strategy: Strategy, bars: BarSeries, fail: Fail): void {
  const run = rehearsal(strategy, bars);
  for (let i = 0; i < bars.length; i++) run.step(i);
  run.finish().signals.forEach((signal, i) => {
    if (signal > 1 || signal < -1) fail(`signal(${i}) is ${signal}`, 'answer a number from -1 to 1');
  });
}

function columnsOf({ time, open, high, low, close, volume, extra }: BarSeries): Columns {
  return { ...extra, time, open, high, low, close, volume };
}

function auditWithOrWithoutAccount(strategy: Strategy, bars: BarSeries): AuditResult {
  try {
    return audit(bars, { strategy });
  } catch (error) {
    if (!(isTidemarkError(error) && error.code === 'AUDIT_NEEDS_RUN')) throw error;
    return audit(bars, { strategy, run: (part) => spoken(rehearse(strategy, part)) });
  }
}

/** Signals and requests in one log, by bar. */
function spoken({ signals, requests }: Rehearsal): AuditRecord[] {
  const records: AuditRecord[] = [...requests];
  signals.forEach((signal, bar) => {
    if (signal === signal) records.push({ bar, signal });
  });
  return records.toSorted((a, b) => a.bar - b.bar);
}

/** Two runs side by side, one of them over other bars: neither may notice the other. */
function checkFresh(strategy: Strategy, bars: BarSeries, fail: Fail): void {
  const alone = rehearse(strategy, bars);
  const [one, two] = [rehearsal(strategy, bars), besideIt(strategy, bars)];
  for (let i = 0; i < bars.length; i++) {
    two.step(i);
    one.step(i);
  }
  two.finish();
  if (differ(alone, one.finish()))
    fail('a run beside it changed its answers', 'keep state in the run, not in the module');
}

/** A run over other bars; over a copy of the same ones where the strategy belongs to them. */
function besideIt(strategy: Strategy, bars: BarSeries): ReturnType<typeof rehearsal> {
  try {
    return rehearsal(strategy, sampleBars({ bars: bars.length, seed: 8 }));
  } catch (error) {
    if (!(isTidemarkError(error) && error.code === 'OTHER_BARS')) throw error;
    return rehearsal(strategy, copyBars(bars));
  }
}

function differ(a: Rehearsal, b: Rehearsal): boolean {
  return hashJson(a.signals) !== hashJson(b.signals) || hashJson(a.requests) !== hashJson(b.requests);
}
