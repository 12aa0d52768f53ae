import { expect, it } from 'vitest';
import { reportSection } from './report.ts';

it('takes a folder, or leaves it to the command', () => {
  expect([reportSection.parse({}), reportSection.parse({ folder: 'out' })]).toEqual([{}, { folder: 'out' }]);
  expect(reportSection.safeParse({ folder: '' }).success).toBe(false);
});
