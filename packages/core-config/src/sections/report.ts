import { z } from 'zod';

/** `report`: what `tidemark backtest` leaves behind. */
export const reportSection = z.strictObject({
  folder: z
    .string()
    .min(1)
    .meta({ description: 'for report.html, result.json, trades.csv; left out: out/backtest, and none with --json' })
    .optional(),
});
