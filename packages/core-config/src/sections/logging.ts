import { z } from 'zod';

const level = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']);

const file = z.strictObject({
  path: z.string().min(1).describe('the file; its folder is made where it is missing'),
  level: level.meta({ description: 'the least grave level that it takes' }).optional(),
  format: z.enum(['json', 'pretty']).default('json').describe('for machines or for people'),
  maxBytes: z.int().min(1).meta({ description: 'a new file is begun before this one would grow beyond' }).optional(),
  every: z.enum(['hour', 'day']).meta({ description: 'a new file is begun with each, in UTC' }).optional(),
  keep: z.int().min(0).default(5).describe('how many old files are kept'),
  bufferBytes: z.int().min(0).default(0).describe('lines wait in memory until they are so many bytes'),
});

/** `logging`: which lines are written, how, and where. */
export const loggingSection = z.strictObject({
  level: level.default('info').describe('the least grave level that is written'),
  levels: z
    .record(z.string().min(1), level)
    .default({})
    .describe('levels by component: data holds for data.csv too, unless that has its own'),
  format: z
    .enum(['pretty', 'json'])
    .meta({ description: 'on the terminal; left out: pretty there, json into a file or a pipe' })
    .optional(),
  file: file.meta({ description: 'a file beside the terminal' }).optional(),
  redact: z.array(z.string().min(1)).default([]).describe('more names whose values are never written'),
});
