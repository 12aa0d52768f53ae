import { expect, it } from 'vitest';
import { invalidConfig, issueText, type ConfigIssue } from './issue.ts';

const issue: ConfigIssue = {
  code: 'INVALID_SETTING',
  path: 'a',
  what: 'a is 5',
  place: { text: 'c.yaml:1:2' },
  fix: 'give a text',
};

it('is one line: place, what, fix', () => {
  expect([issueText(issue), issueText({ code: 'SYNTAX', path: '', what: 'broken' })]).toEqual([
    'c.yaml:1:2: a is 5 (give a text)',
    'broken',
  ]);
});

it('makes an error of one mistake, or of many with a line for each', () => {
  const one = invalidConfig([issue]);
  expect([one.code, one.message, one.where, one.issues]).toEqual([
    'CONFIG_INVALID',
    issueText(issue),
    'c.yaml:1:2',
    [issue],
  ]);
  expect(invalidConfig([issue, issue]).message).toBe(
    '2 mistakes in the configuration:\n  c.yaml:1:2: a is 5 (give a text)\n  c.yaml:1:2: a is 5 (give a text)',
  );
});
