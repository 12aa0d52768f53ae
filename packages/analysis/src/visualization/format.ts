// Numbers and dates for readers, written out here because Intl's answers change with the ICU version: the same input
// has to give the same bytes everywhere.

const SYMBOLS: Readonly<Record<string, string>> = {
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  CHF: 'CHF\u00A0',
  CAD: 'C$',
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MINUS = '\u2212';
const DAY = 86_400_000;

/**
 * A number with thousands separated and a true minus sign.
 *
 * @example formatNumber(-1234.5, 2) // => '−1,234.50'
 */
export function formatNumber(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  if (text.includes('e')) return value.toExponential(3).replace('-', MINUS);
  const [whole = '', decimals] = text.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  const sign = value < 0 && Number(text) !== 0 ? MINUS : '';
  return sign + grouped + (decimals === undefined ? '' : `.${decimals}`);
}

/**
 * Money with its currency: a symbol in front, or the code behind.
 *
 * @example formatMoney(-12, 'USD') // => '−$12.00'
 */
export function formatMoney(value: number, currency: string, digits = 2): string {
  const text = formatNumber(Math.abs(value), digits);
  const sign = value < 0 && Number(Math.abs(value).toFixed(digits)) !== 0 ? MINUS : '';
  const symbol = SYMBOLS[currency];
  return symbol === undefined ? `${sign}${text}\u00A0${currency}` : sign + symbol + text;
}

/**
 * Money on an axis: `$12.5k`, `$1.5M`, with as many digits as the value has.
 *
 * @example formatMoneyTick(12_500, 'USD') // => '$12.5k'
 */
export function formatMoneyTick(value: number, currency: string): string {
  const size = Math.abs(value);
  const [unit, suffix] = size >= 1e9 ? [1e9, 'B'] : size >= 1e6 ? [1e6, 'M'] : size >= 10_000 ? [1e3, 'k'] : [1, ''];
  const text = formatMoney(value / unit, currency, digitsOf(value / unit));
  return suffix === '' ? text : text.replace(/\d(?=\D*$)/, `$&${suffix}`);
}

/** How many decimals a round number has, at most six. */
export function digitsOf(value: number): number {
  let digits = 0;
  while (digits < 6 && Math.abs(Number(value.toFixed(digits)) - value) > 1e-9 * Math.max(1, Math.abs(value))) digits++;
  return digits;
}

/**
 * A fraction in percent.
 *
 * @example formatPercent(0.1234, 1) // => '12.3%'
 */
export function formatPercent(value: number, digits = 2): string {
  return `${formatNumber(value * 100, digits)}%`;
}

/** `2024-07-03`, of a moment in UTC; with the time, `2024-07-03 14:30`, where it is not midnight. */
export function formatMoment(time: number): string {
  const text = new Date(time).toISOString();
  return time % DAY === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
}

/**
 * The moment at which a value was known: the day that has just ended for a value known at midnight.
 *
 * @example formatKnown(Date.UTC(2024, 6, 4)) // => '2024-07-03'
 */
export function formatKnown(time: number): string {
  return formatMoment(time % DAY === 0 ? time - DAY : time);
}

/** `3 Jul 2024`, of the day a value belongs to. */
export function formatLongDay(time: number): string {
  const date = new Date(time % DAY === 0 ? time - DAY : time);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}
