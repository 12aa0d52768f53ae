import { z } from 'zod';

const PATTERN = /^(?:0*[1-9]\d*(?:\.\d+)?|0*\.\d*[1-9]\d*|0+\.\d*[1-9]\d*)(?:ms|s|m|h|d|w)$/;
const MESSAGE = 'write a count and a unit: 500ms, 30s, 10m, 24h, 7d, 2w';

/** A duration in words: `1h`, `500ms`. */
export type DurationText = `${number}${'ms' | 's' | 'm' | 'h' | 'd' | 'w'}`;

/** A setting that is a duration in words. */
export function durationText(description: string): z.ZodOptional<z.ZodType<DurationText, string>> {
  return z.string().regex(PATTERN, MESSAGE).meta({ description }).optional() as never;
}

/** A setting that is a duration in milliseconds. */
export function durationMs(description: string): z.ZodOptional<z.ZodNumber> {
  return z.number().positive('give milliseconds, more than 0').meta({ description }).optional();
}
