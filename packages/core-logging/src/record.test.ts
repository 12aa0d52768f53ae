import { expect, it } from 'vitest';
import { buildRecord, plainBindings, type LogRecord, type RecordParts } from './record.ts';
import { Redactor } from './redact.ts';

const redactor = new Redactor();
const recordOf = (parts: Partial<RecordParts>): LogRecord =>
  buildRecord(
    { level: 'info', time: 5, simTime: undefined, bindings: {}, what: undefined, message: undefined, ...parts },
    redactor,
  );

it('puts times first, bindings next, then fields, the message last', () => {
  const record = recordOf({ simTime: 3, bindings: { runId: 'r' }, what: { side: 'buy' }, message: 'filled' });
  expect(JSON.stringify(record)).toBe('{"level":"info","time":5,"simTime":3,"runId":"r","side":"buy","msg":"filled"}');
});

it('lets a field win over a binding, and neither over what the logger says', () => {
  const record = recordOf({
    bindings: { instrument: 'ES' },
    what: { instrument: 'NQ', time: 9, msg: 'x' },
    message: 'm',
  });
  expect(record).toEqual({ level: 'info', time: 5, instrument: 'NQ', time_: 9, msg_: 'x', msg: 'm' });
});

it.each<[string, Partial<RecordParts>, object]>([
  ['a message alone', { what: 'ready' }, { msg: 'ready' }],
  ['nothing', {}, {}],
  ['null', { what: null }, {}],
  ['a number', { what: NaN }, { value: 'NaN' }],
  ['a list', { what: [1] }, { value: [1] }],
  [
    'a secret',
    { what: { [Symbol.for('@tidemark/secret')]: true, reveal: () => 'x', own: 'x' } },
    { value: '[redacted]' },
  ],
])('takes %s', (_, parts, rest) => {
  expect(recordOf(parts)).toEqual({ level: 'info', time: 5, ...rest });
});

it('takes an error, whose message is the message unless there is one', () => {
  const error = new Error('boom');
  expect(recordOf({ what: error })).toMatchObject({ err: { type: 'Error' }, msg: 'boom' });
  expect(recordOf({ what: error, message: 'failed' })).toMatchObject({ err: { message: 'boom' }, msg: 'failed' });
});

it('leaves out a simulated time that is none', () => {
  expect(recordOf({ simTime: NaN })).toEqual({ level: 'info', time: 5 });
});

it('survives fields that cannot be read', () => {
  const refusing = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no');
      },
    },
  );
  expect(recordOf({ what: refusing, message: 'm' })).toEqual({ level: 'info', time: 5, msg: 'm' });
  const throwing = {
    get bad(): never {
      throw new Error('no');
    },
  };
  expect(recordOf({ what: throwing })).toMatchObject({ bad: '[unreadable: no]' });
});

it('makes bindings plain and clear, and those of a child win', () => {
  const bindings = plainBindings({ runId: 'r', n: 1 }, { n: NaN, apiKey: 'CANARY', level: 'x' }, redactor);
  expect(bindings).toEqual({ runId: 'r', n: 'NaN', apiKey: '[redacted]', level_: 'x' });
});
