import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matches, parsePattern } from './pattern.ts';

it.each([
  ['bar.ES.1m', 'bar.ES.1m', true],
  ['bar.ES.1m', 'bar.ES.1h', false],
  ['bar.*.1m', 'bar.ES.1m', true],
  ['bar.*.1m', 'bar.1m', false],
  ['bar.*', 'bar.ES.1m', false],
  ['bar.**', 'bar.ES.1m', true],
  ['bar.**', 'bar.ES', true],
  ['bar.**', 'bar', false],
  ['bar.**', 'barn.ES', false],
  ['*.ES.**', 'bar.ES.1m', true],
  ['**', 'anything.at.all', true],
  ['*', 'one', true],
])('of %s and %s says %s', (pattern, topic, answer) => {
  expect(matches(parsePattern(pattern), topic)).toBe(answer);
});

it('agrees with a regular expression', () => {
  const segment = fc.constantFrom('a', 'b', 'bar', '*');
  const pattern = fc.tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.boolean());
  const topic = fc.array(fc.constantFrom('a', 'b', 'bar'), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(pattern, topic, ([segments, rest], parts) => {
      const text = [...segments, ...(rest ? ['**'] : [])].join('.');
      const regex = new RegExp(
        `^${segments.join('.').replaceAll('.', '\\.').replaceAll('*', '[^.]+')}${rest ? '\\..+' : ''}$`,
      );
      expect(matches(parsePattern(text), parts.join('.'))).toBe(regex.test(parts.join('.')));
    }),
  );
});
