import { isTimeframe, type Timeframe } from '@tidemark/core-market';
import { z } from 'zod';

const NUMBER = /^[+-]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A decimal number as a person types it; `10_000` is one, `95%` and `1,000` are none. */
export function numberText(wanted: string): z.ZodType<number, string> {
  return z.string().transform((text, context) => {
    const value = NUMBER.test(text) ? Number(text.replaceAll('_', '')) : NaN;
    if (Number.isFinite(value)) return value;
    const percent = Number(/^([\d.]+) ?%$/.exec(text)?.[1]);
    const meant = Number.isNaN(percent) ? '' : `: ${percent} % is ${Number((percent / 100).toPrecision(12))}`;
    context.addIssue({ code: 'custom', message: `give ${wanted}${meant}` });
    return z.NEVER;
  });
}

/** A day or a moment, as epoch ms. A day without a time is its midnight in UTC. */
export const dateText: z.ZodType<number, string> = z.string().transform((text, context) => {
  const time = DAY.test(text) || MOMENT.test(text) ? Date.parse(text) : NaN;
  const day = text.slice(0, 10);
  // Date.parse takes 2023-02-30 for the 2nd of March.
  const exists = !Number.isNaN(time) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  if (exists) return time;
  const message = 'give a day, such as 2010-01-31, or a moment with its zone: 2010-01-31T14:30Z';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** A timeframe such as `1d`. */
export const timeframeText: z.ZodType<Timeframe, string> = z.string().transform((text, context) => {
  if (isTimeframe(text)) return text;
  const message = 'write a count and a unit: 1m, 15m, 4h, 1d, 1w, 1M (months), 1Q, 1Y';
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

/** An IANA time zone that this machine knows. */
export const timeZoneText: z.ZodType<string, string> = z.string().refine((zone) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}, 'give an IANA name, such as America/New_York or UTC');

/** A JSON object; the example is one as it is typed. */
export const objectText = (like: string): z.ZodType<Record<string, unknown>, string> =>
  z.string().transform((text, context) => {
    const example = `give a JSON object in quotes: '${like}'`;
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
      context.addIssue({ code: 'custom', message: example });
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n')[0] : 'it cannot be read';
      context.addIssue({ code: 'custom', message: `${example} (${reason})` });
    }
    return z.NEVER;
  });
