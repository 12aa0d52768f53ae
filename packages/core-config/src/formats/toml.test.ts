import { expect, it } from 'vitest';
import { parseToml } from './toml.ts';

it('reads TOML; dates become texts', () => {
  const text =
    'from = 2010-01-31\nat = 2020-01-01T10:00:00Z\nlocal = 2020-01-01T10:00:00\n[cache]\nttlMs = 5_000\nlist = [2010-01-31]\n';
  expect(parseToml(text, 'c.toml').values).toEqual({
    from: '2010-01-31',
    at: '2020-01-01T10:00:00.000Z',
    local: '2020-01-01T10:00:00.000',
    cache: { ttlMs: 5_000, list: ['2010-01-31'] },
  });
});

it('tells where it is broken', () => {
  const { issues } = parseToml('[cache]\nttlMs = = 5\n', 'c.toml');
  expect(issues).toMatchObject([{ code: 'SYNTAX', place: { line: 2, file: 'c.toml' } }]);
  expect(issues[0]?.what).not.toContain('\n');
});

it('has no settings in an empty file', () => {
  expect(parseToml('', 'c.toml')).toMatchObject({ values: {}, issues: [] });
});
