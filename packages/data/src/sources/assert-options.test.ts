import { expect, it } from 'vitest';
import * as z from 'zod';
import { assertOptions } from './assert-options.ts';

const schema = z.strictObject({
  close: z.string().min(1, 'give a name').optional(),
  backoff: z.strictObject({ attempts: z.int().optional() }).optional(),
  columns: z.partialRecord(z.enum(['time', 'open']), z.string()).optional(),
});
const check = (options: unknown) => () => assertOptions(schema, options, { of: 'a test', see: 'TestOptions' });

it('takes options that fit', () => {
  expect(check({ close: 'Last', backoff: { attempts: 3 }, columns: { time: 't' } })).not.toThrow();
});

it.each([
  [{ clsoe: 'x' }, '"clsoe" is no option of a test', 'options', 'did you mean close?'],
  [{ zzz: 'x' }, '"zzz" is no option of a test', 'options', 'use one of close, backoff, columns'],
  [{ backoff: { attemps: 1 } }, '"attemps" is no option of a test', 'options.backoff', 'did you mean attempts?'],
  [{ columns: { tiem: 't' } }, '"tiem" is no option of a test', 'options.columns', 'did you mean time?'],
  [{ close: '' }, 'give a name', 'options.close', 'see TestOptions'],
])('refuses %j and says what may be meant', (options, what, where, fix) => {
  expect(check(options)).toThrow(expect.objectContaining({ code: 'BAD_OPTION', what, where, fix }));
});

it('has the code and the place that its caller gives', () => {
  const name = { of: 'a definition', see: 'Definition', code: 'BAD_DEFINITION', where: 'definition' };
  const refused = expect.objectContaining({ code: 'BAD_DEFINITION', where: 'definition.backoff.attempts' });
  expect(() => assertOptions(schema, { backoff: { attempts: 0.5 } }, name)).toThrow(refused);
});

it('never tells a value', () => {
  expect(check({ close: 7, key: 'canary' })).toThrow(expect.not.objectContaining({ message: /canary/ }));
});
