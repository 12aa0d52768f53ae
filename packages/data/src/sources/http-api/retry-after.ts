/** `Sun, 06 Nov 1994 08:49:37 GMT`, and the older two spellings that RFC 9110 has recipients accept. */
const HTTP_DATE = /^(?:\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT|\w{6,9}, \d\d-\w{3}-\d\d [\d:]{8} GMT)$/;
const ASCTIME = /^\w{3} \w{3} [ \d]\d [\d:]{8} \d{4}$/;

/**
 * How long a `Retry-After` header asks to wait.
 *
 * @param value seconds, or an HTTP date
 * @param now epoch ms; for a date better the response's own `Date`, in case a clock goes wrong
 * @returns ms, 0 for a moment that is past; undefined where the header says nothing that can be read
 * @see RFC 9110, 10.2.3
 * @example
 * retryAfterMs('120', 0) // => 120000
 * retryAfterMs('Thu, 01 Jan 1970 00:00:05 GMT', 2_000) // => 3000
 */
export function retryAfterMs(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000);
  const at = httpDate(text);
  return at === undefined ? undefined : Math.max(0, at - now);
}

/**
 * An HTTP date in epoch ms; undefined where it is none.
 *
 * @example httpDate('Thu, 01 Jan 1970 00:00:05 GMT') // => 5000
 */
export function httpDate(text: string): number | undefined {
  const time = HTTP_DATE.test(text) ? Date.parse(text) : ASCTIME.test(text) ? Date.parse(`${text} GMT`) : NaN;
  return Number.isNaN(time) ? undefined : time;
}
