import { z } from 'zod';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const TIMEFRAME = /^[1-9]\d{0,4}[smhdwMQY]$/;

const moment = (description: string): z.ZodOptional<z.ZodString> =>
  z
    .string()
    .refine(isMoment, 'give a day, such as 2010-01-31, or a moment with its zone: 2010-01-31T14:30Z')
    .meta({ description })
    .optional();

/** `data`: which bars `tidemark backtest` runs over. */
export const dataSection = z
  .strictObject({
    file: z.string().min(1).nullable().meta({ description: 'CSV of bars; left out: the bundled S&P 500' }).optional(),
    synthetic: z
      .int()
      .nullable()
      .meta({ description: 'seed of an invented market of 2,520 daily bars, instead of a file' })
      .optional(),
    symbol: z.string().min(1).meta({ description: 'what the bars are of; left out: the name of the file' }).optional(),
    currency: z.string().min(1).default('USD').describe('of prices and money'),
    timeframe: z
      .string()
      .regex(TIMEFRAME, 'write a count and a unit: 1m, 15m, 4h, 1d, 1w, 1M (months), 1Q, 1Y')
      .meta({ description: 'how long a bar of the file lasts; left out: as the rows show' })
      .optional(),
    timeZone: z
      .string()
      .refine(isTimeZone, 'give an IANA name, such as America/New_York or UTC')
      .meta({ description: 'of times in the file that name none; left out: UTC' })
      .optional(),
    from: moment('first day or moment, ISO 8601, UTC'),
    to: moment('first day or moment that is left out'),
  })
  .refine(({ file, synthetic }) => (file ?? null) === null || (synthetic ?? null) === null, {
    path: ['synthetic'],
    error: 'give file or synthetic; null takes back what another layer gave',
  })
  .refine(({ from, to }) => from === undefined || to === undefined || Date.parse(from) < Date.parse(to), {
    path: ['to'],
    error: 'give from before to',
  });

/** Date.parse takes 2023-02-30 for the 2nd of March. */
function isMoment(text: string): boolean {
  if ((!DAY.test(text) && !MOMENT.test(text)) || Number.isNaN(Date.parse(text))) return false;
  const day = text.slice(0, 10);
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).format(0) !== '';
  } catch {
    return false;
  }
}
