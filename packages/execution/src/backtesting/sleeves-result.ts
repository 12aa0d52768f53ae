import { hashJson } from '@tidemark/core-market';
import type { BarSeries, EquityCurve, Fill, Order, RunManifest, RunWarning, Trade } from '@tidemark/core-market';
import { ExecutionError } from '../error.ts';
import type { BacktestResult } from './result.ts';
import { sumOfCurves } from './sum-of-curves.ts';

/** One strategy with its part of the capital. */
export interface Sleeve {
  readonly name: string;
  /** Fraction of the capital. */
  readonly share: number;
  /** Money that it started with. */
  readonly capital: number;
  readonly result: BacktestResult<BarSeries | undefined>;
}

/** Something that happened in a sleeve. */
export type InSleeve<T> = T & { readonly sleeve: string };

/**
 * What several strategies made of their parts of the capital: each by itself, and the account that holds all of them.
 * `analyze` takes it as it takes the result of one backtest.
 */
export class SleevesResult {
  /** In the order in which they were given. */
  readonly sleeves: readonly Sleeve[];
  /** Money before the first bar. */
  readonly initialCapital: number;
  /** Money that no sleeve has. */
  readonly cash: number;
  /** Cash and what all sleeves are worth, after each moment at which a bar of one of them closed. */
  readonly equity: EquityCurve;
  /** Those of all sleeves; the sentence names the sleeve. */
  readonly warnings: readonly RunWarning[];
  #trades: readonly InSleeve<Trade>[] | undefined;
  #fills: readonly InSleeve<Fill>[] | undefined;
  #orders: readonly InSleeve<Order>[] | undefined;
  #manifest: RunManifest | undefined;

  /** @throws ExecutionError MIXED_CURRENCIES */
  constructor(capital: number, sleeves: readonly Sleeve[]) {
    checkCurrencies(sleeves);
    this.sleeves = sleeves;
    this.initialCapital = capital;
    let cash = capital;
    for (const sleeve of sleeves) cash -= sleeve.capital;
    this.cash = cash > 1e-9 * capital ? cash : 0; // 0.1 and 0.2 and 0.7 leave dust
    const curves = sleeves.map(({ result }) => result.equity);
    this.equity = { ...sumOfCurves(curves, this.cash), initial: capital };
    this.warnings = sleeves.flatMap(({ name, result }) =>
      result.warnings.map(({ code, what }) => ({ code, what: `${name}: ${what}` })),
    );
  }

  /** The names of the sleeves as one text. */
  get strategy(): string {
    return this.sleeves.map(({ name }) => name).join(' + ');
  }

  /** Every symbol once, sorted. */
  get symbols(): readonly string[] {
    return [...new Set(this.sleeves.flatMap(({ result }) => result.symbols))].sort();
  }

  /** The symbols as one text. */
  get symbol(): string {
    return this.symbols.join(', ');
  }

  /** ISO code of every amount of money. */
  get currency(): string {
    return this.sleeves[0].result.currency;
  }

  /** The bars, where all sleeves trade one instrument on the same ones. */
  get bars(): BarSeries | undefined {
    const [{ result }, ...others] = this.sleeves;
    return others.every((other) => other.result.bars === result.bars) ? result.bars : undefined;
  }

  /** Money after the last bar. */
  get finalEquity(): number {
    return this.equity.equity.at(-1) ?? this.initialCapital;
  }

  /** Closed round trips by time of exit, then by sleeve: numbered from 1; bars are those of the sleeve. */
  get trades(): readonly InSleeve<Trade>[] {
    this.#trades ??= numbered(this.#tagged(({ trades }) => trades).sort(byExit), 1);
    return this.#trades;
  }

  /** What is still held at the end. */
  get openTrades(): readonly InSleeve<Trade>[] {
    return numbered(
      this.#tagged(({ openTrades }) => openTrades),
      this.trades.length + 1,
    );
  }

  /** By time, then by sleeve. Order ids are those of the sleeve. */
  get fills(): readonly InSleeve<Fill>[] {
    this.#fills ??= this.#tagged(({ fills }) => fills).sort((one, other) => one.time - other.time);
    return this.#fills;
  }

  /** By time, then by sleeve. */
  get orders(): readonly InSleeve<Order>[] {
    this.#orders ??= this.#tagged(({ orders }) => orders).sort((one, other) => one.createdTime - other.createdTime);
    return this.#orders;
  }

  /** What made all of it: a hash of the sleeves' hashes, and their own settings by name. */
  get manifest(): RunManifest {
    this.#manifest ??= manifestOf(this);
    return this.#manifest;
  }

  #tagged<T>(of: (result: Sleeve['result']) => readonly T[]): InSleeve<T>[] {
    return this.sleeves.flatMap(({ name, result }) => of(result).map((each) => ({ ...each, sleeve: name })));
  }
}

const byExit = (one: Trade, other: Trade): number => one.exitTime - other.exitTime;

function numbered(trades: readonly InSleeve<Trade>[], from: number): InSleeve<Trade>[] {
  return trades.map((trade, k) => ({ ...trade, id: from + k }));
}

function checkCurrencies([first, ...others]: readonly Sleeve[]): void {
  const { currency } = first.result;
  const other = others.find(({ result }) => result.currency !== currency);
  if (other === undefined) return;
  throw new ExecutionError('MIXED_CURRENCIES', {
    what: `the money of ${other.name} is ${other.result.currency}, that of ${first.name} is ${currency}`,
    where: 'backtestSleeves',
    fix: `give all sleeves one: { currency: '${currency}', fx: { ${other.result.currency}: bars } }`,
  });
}

function manifestOf({ sleeves, initialCapital, strategy }: SleevesResult): RunManifest {
  const manifests = sleeves.map(({ result }) => result.manifest);
  const [{ versions, profile }] = manifests;
  const data = new Map(manifests.flatMap((each) => each.data).map((each) => [hashJson(each), each]));
  const params = manifests.map((each, k) => ({ sleeve: sleeves[k].name, ...each.strategy }));
  return {
    profile: manifests.every((each) => each.profile === profile) ? profile : 'mixed',
    versions,
    data: [...data.values()],
    strategy: {
      name: strategy,
      params,
      paramsHash: hashJson(manifests.map((each) => each.strategy.paramsHash)),
      codeHash: hashJson(manifests.map((each) => each.strategy.codeHash)),
    },
    settings: {
      capital: initialCapital,
      sleeves: sleeves.map(({ name, share }, k) => ({
        name,
        share,
        profile: manifests[k].profile,
        ...manifests[k].settings,
      })),
    },
    seed: manifests.every(({ seed }) => seed === manifests[0].seed) ? manifests[0].seed : null,
    orderHash: hashJson(manifests.map((each) => each.orderHash)),
    fillHash: hashJson(manifests.map((each) => each.fillHash)),
  };
}
