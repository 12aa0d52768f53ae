import type { MetricUnit, MetricValue, MissingReason } from '../metrics/metric.ts';
import { formatMoney, formatNumber, formatPercent } from '../visualization/format.ts';

const REASONS: Readonly<Record<MissingReason, string>> = {
  insufficient_data: 'too little data',
  zero_variance: 'nothing moved',
  no_losses: 'no losses',
  no_wins: 'no wins',
  no_drawdown: 'no drawdown',
  no_trades: 'no closed trades',
  no_benchmark: 'no benchmark',
  ruined: 'the account was ruined',
  overflow: 'too large to hold',
};

/** Why there is no number, in words. */
export function reasonText(reason: MissingReason | undefined): string {
  return REASONS[reason ?? 'insufficient_data'];
}

/** A figure with its unit, or why there is none. */
export function figureText({ value, reason }: MetricValue, unit: MetricUnit, currency: string): string {
  if (value === null) return reasonText(reason);
  switch (unit) {
    case 'fraction':
      return formatPercent(value, Math.abs(value) < 0.001 && value !== 0 ? 3 : 2);
    case 'money':
      return formatMoney(value, currency);
    case 'count':
      return formatNumber(value, 0);
    case 'bars':
    case 'days':
      return `${formatNumber(value, Number.isInteger(value) ? 0 : 1)} ${value === 1 ? unit.slice(0, -1) : unit}`;
    case 'ratio':
      return formatNumber(value, Math.abs(value) < 0.1 ? 3 : 2);
  }
}

const UNITS: Readonly<Record<MetricUnit, string>> = {
  fraction: 'percent',
  ratio: 'a ratio, without unit',
  money: 'money',
  count: 'a count',
  bars: 'bars',
  days: 'days',
};

/** What a unit is called in a definition. */
export function unitText(unit: MetricUnit, currency: string): string {
  return unit === 'money' ? `money in ${currency}` : UNITS[unit];
}
