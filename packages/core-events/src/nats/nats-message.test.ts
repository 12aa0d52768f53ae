import { expect, it } from 'vitest';
import { eventOf, messageBody, messageId } from './nats-message.ts';

const event = { origin: 'desk:1', n: 7, topic: 'signal.ES', time: 1000.5, payload: '{"a":"\\n"}' };

it.each([event, { ...event, time: NaN }, { ...event, time: -5 }])('is read back as it was: %j', (sent) => {
  expect(eventOf('signal.ES', messageId(sent), messageBody(sent))).toEqual(sent);
});

it('has a body that is JSON', () => {
  expect(JSON.parse(messageBody(event))).toEqual({ time: 1000.5, payload: { a: '\n' } });
});

it.each([
  ['', '{"payload":1}'],
  ['desk:x', '{"payload":1}'],
  [':1', '{"payload":1}'],
  ['desk:1', 'hello'],
])('with the id %j and the body %s is no event', (id, body) => {
  expect(eventOf('signal.ES', id, body)).toBeUndefined();
});
