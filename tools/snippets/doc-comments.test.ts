import { expect, it } from 'vitest';
import { codeBlocks, docExamples } from './doc-comments.ts';

it('finds the examples of a doc comment that say their result, with their lines', () => {
  const source = `const a = 1;
/**
 * Doubles.
 * @example double(2) // => 4
 * @throws never
 * @example
 * const two = 2;
 * double(two) // => 4
 */
/** @example halve(wherever) */
/** @example halve(4) // => 2 */`;
  expect(docExamples(source)).toEqual([
    { code: 'double(2) // => 4', line: 4 },
    { code: '\nconst two = 2;\ndouble(two) // => 4\n', line: 6 },
    { code: 'halve(4) // => 2', line: 11 },
  ]);
});

it('finds the TypeScript blocks of a page that say their result, with their lines', () => {
  const page = '# Page\n```sh\nls // => no\n```\n\n```ts\nf(1); // => 2\n```\n```ts\nf(3);\n```\n';
  expect(codeBlocks(page)).toEqual([{ code: 'f(1); // => 2\n', line: 7 }]);
});
