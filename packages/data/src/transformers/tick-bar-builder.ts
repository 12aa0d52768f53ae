import { floorTime, nextOpen } from '@tidemark/core-market';
import { DataError } from '../error.ts';
import { BarColumnsBuilder, type TickBarColumns } from './bar-columns-builder.ts';
import { Imbalance } from './imbalance.ts';
import { checkTickBarRule, type TickBarRule } from './tick-bar-rule.ts';

/** Bars that open and close in the same millisecond are about a microsecond long. */
const SHORTEST = 1 / 1024;
/** What is left of a divided trade below this share of it is rounding. */
const DUST = 1e-12;

/** Bars of trades, one trade at a time: the same bits in a batch and live. */
export class TickBarBuilder {
  readonly #rule: TickBarRule;
  readonly #imbalance: Imbalance | undefined;
  readonly #bars = new BarColumnsBuilder();
  #now = -Infinity;
  #before = -Infinity; // when the last bar closed
  // The bar that forms:
  #ticks = 0;
  #first = NaN;
  #last = NaN;
  #end = NaN;
  #open = NaN;
  #high = NaN;
  #low = NaN;
  #close = NaN;
  #volume = 0;
  #value = 0;
  #activity = 0;

  /** @throws DataError INVALID_THRESHOLD, INVALID_TIMEFRAME, UNKNOWN_RULE */
  constructor(rule: TickBarRule) {
    checkTickBarRule(rule);
    this.#rule = rule;
    this.#imbalance = rule.by === 'imbalance' ? new Imbalance(rule) : undefined;
  }

  /** Bars that are full. */
  get length(): number {
    return this.#bars.length;
  }

  /**
   * One trade, not earlier than the one before.
   *
   * @param aggressor 1 where the buyer crossed the spread, -1 the seller, NaN not known
   * @throws DataError TICKS_NOT_ASCENDING, BAD_TICK
   */
  add(time: number, price: number, size: number, aggressor = NaN): void {
    this.advance(time);
    if (!(Math.abs(price) < Infinity && size >= 0 && size < Infinity)) {
      const what = `a trade of ${new Date(time).toISOString()} has price ${price} and size ${size}`;
      throw new DataError('BAD_TICK', { what, fix: 'leave such trades out: badTicks() does' });
    }
    const rule = this.#rule;
    if (rule.by === 'volume' || rule.by === 'dollars') {
      this.#fill(time, price, size, rule);
      return;
    }
    if (rule.by === 'time' && this.#ticks === 0) this.#end = nextOpen(rule.timeframe, time);
    this.#include(time, price, size);
    if (rule.by === 'ticks' && this.#ticks >= rule.threshold) this.#finish(1);
    if (this.#imbalance?.add(price, size, aggressor, this.#ticks) === true) this.#finish(1);
  }

  /**
   * The clock, without a trade: a bar of time that has ended is full.
   *
   * @throws DataError TICKS_NOT_ASCENDING
   */
  advance(time: number): void {
    if (!(time >= this.#now && time < Infinity)) {
      const what = `a tick of ${time} is not after one of ${this.#now}, epoch ms`;
      throw new DataError('TICKS_NOT_ASCENDING', { what, fix: 'sort the ticks by time, oldest first' });
    }
    this.#now = time;
    if (this.#ticks > 0 && time >= this.#end) this.#finish(1);
  }

  /** The full bars as columns, with the one that forms as it stands last where asked for. */
  columns(withForming = false): TickBarColumns {
    if (!withForming || this.#ticks === 0) return this.#bars.columns();
    const copy = new BarColumnsBuilder(this.#bars.length + 1);
    copy.append(this.#bars.columns());
    copy.push(this.forming()!);
    return copy.columns();
  }

  /** The bar that is not full yet; undefined without a trade. */
  forming(): Readonly<Record<keyof TickBarColumns, number>> | undefined {
    return this.#ticks === 0 ? undefined : this.#bar(0);
  }

  /** A trade is divided, or belongs wholly to the bar that it fills. */
  #fill(time: number, price: number, size: number, rule: Extract<TickBarRule, { by: 'volume' | 'dollars' }>): void {
    const unit = rule.by === 'volume' ? 1 : Math.abs(price);
    let rest = size;
    while (rule.split === true && this.#activity + rest * unit >= rule.threshold) {
      const part = (rule.threshold - this.#activity) / unit;
      this.#include(time, price, part);
      this.#finish(1);
      rest -= part;
      if (rest <= size * DUST) return;
    }
    this.#include(time, price, rest);
    this.#activity += rest * unit;
    if (this.#activity >= rule.threshold) this.#finish(1);
  }

  #include(time: number, price: number, size: number): void {
    if (this.#ticks++ === 0) {
      this.#first = time;
      this.#open = this.#high = this.#low = price;
    }
    if (price > this.#high) this.#high = price;
    if (price < this.#low) this.#low = price;
    this.#close = price;
    this.#last = time;
    this.#volume += size;
    this.#value += price * size;
  }

  #finish(complete: 0 | 1): void {
    const bar = this.#bar(complete);
    this.#bars.push(bar);
    this.#before = bar.closeTime;
    this.#ticks = this.#volume = this.#value = this.#activity = 0;
    this.#end = NaN;
  }

  #bar(complete: 0 | 1): Record<keyof TickBarColumns, number> {
    const byTime = this.#rule.by === 'time';
    const opened = this.#rule.by === 'time' ? floorTime(this.#rule.timeframe, this.#first) : this.#first;
    const time = Math.max(opened, this.#before);
    return {
      time,
      closeTime: Math.max(byTime ? this.#end : this.#last, time + SHORTEST),
      firstTime: this.#first,
      lastTime: this.#last,
      open: this.#open,
      high: this.#high,
      low: this.#low,
      close: this.#close,
      volume: this.#volume,
      vwap: this.#volume > 0 ? this.#value / this.#volume : NaN,
      ticks: this.#ticks,
      complete,
    };
  }
}
