import { z } from 'zod';

const SIZES = ['percentOfEquity', 'units', 'cash'] as const;
const oneSize = 'give one of percentOfEquity, units and cash; null takes back what another layer gave';
const amount = (description: string): z.ZodOptional<z.ZodNullable<z.ZodNumber>> =>
  z.number().positive('give a number above 0, or null').nullable().meta({ description }).optional();

/** `backtest`: what `tidemark backtest` runs, with which money, and how it is judged. */
export const backtestSection = z
  .strictObject({
    strategy: z
      .string()
      .min(1)
      .default('sma-cross')
      .describe('a built-in strategy, or a .ts, .mts, .js or .mjs file (see tidemark strategies)'),
    params: z.record(z.string(), z.unknown()).default({}).describe('parameters of the strategy'),
    capital: z.number().positive('give money, more than 0').default(10_000).describe('money to start with'),
    commission: z
      .number()
      .min(0)
      .lt(1, 'give a fraction: 0.0002 is 2 bps')
      .default(0)
      .describe('fraction of the traded value: 0.0002 is 2 bps'),
    slippage: z
      .number()
      .min(0)
      .lt(1, 'give a fraction: 0.0001 is 1 bp')
      .default(0)
      .describe('fraction of the price, against you, on every fill'),
    percentOfEquity: amount('size of a position: fraction of the equity; 0.95 where no size is given'),
    units: amount('size of a position: so many units'),
    cash: amount('size of a position: units for so much money'),
    volumeLimit: amount('share of the volume of a bar that may fill: 0.1; without it, all of an order'),
    latencyBars: z.int().min(0).default(0).describe('whole bars that an order is late, beyond the next bar'),
    calendar: z
      .string()
      .min(1, 'give the name of a calendar, such as XNYS, or null')
      .nullable()
      .meta({ description: 'sessions that orders for the day live for: XNYS, CME_EQUITY; without it, days in UTC' })
      .optional(),
    margin: z.string().min(1).default('cashMargin').describe('cashMargin, cashAccount, regT() or fixedLeverage(2)'),
    benchmark: z.enum(['buy-and-hold', 'none']).default('buy-and-hold').describe('what the result is held against'),
    audit: z.boolean().default(false).describe('look for look-ahead too; ends with 1 where it is found'),
  })
  .superRefine((backtest, context) => {
    const [, second] = SIZES.filter((size) => (backtest[size] ?? null) !== null);
    if (second !== undefined) context.addIssue({ code: 'custom', path: [second], message: oneSize, input: backtest });
  });
