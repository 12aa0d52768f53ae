import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mergeLayers } from './merge.ts';
import { isSecret, secret } from './secret.ts';
import { resolveReferences, type Resolved } from './references.ts';

const schema = z.object({ url: z.string(), port: z.int(), on: z.boolean(), list: z.array(z.number()) });
const environment = { HOST: 'db', PORT: '5432', EMPTY: '', NESTED: '${env:HOST}' };
const readFile = (path: string, folder: string | undefined): string => {
  if (path === 'missing') throw new Error('ENOENT');
  return `${folder}/${path}`;
};

function resolved(values: Record<string, unknown>, isLiteral = false): Resolved {
  const placeOf = (): { text: string } => ({ text: 'here' });
  const merged = mergeLayers([{ kind: 'file', values, placeOf, folder: '/etc', isLiteral }]);
  return resolveReferences(merged, schema, { environment, readFile });
}

it.each<[unknown, unknown]>([
  ['${env:HOST}', 'db'],
  ['pg://${env:HOST}:${env:PORT}/x', 'pg://db:5432/x'],
  ['${env:NONE:-local}', 'local'],
  ['${env:NONE:-}', ''],
  ['${env:EMPTY:-local}', 'local'],
  ['${env:EMPTY}', ''],
  ['${file:key}', '/etc/key'],
  ['$${env:HOST}', '${env:HOST}'],
  ['${env:NESTED}', '${env:HOST}'],
  ['$HOST {env:HOST} ${', '$HOST {env:HOST} ${'],
  [
    ['${env:HOST}', { deep: '${env:PORT}' }],
    ['db', { deep: '5432' }],
  ],
])('replaces %j by %j', (written, value) => {
  const { tree, issues } = resolved({ any: written });
  expect([tree['any'], issues]).toEqual([value, []]);
});

it('gives a number, a switch or a list where one is wanted', () => {
  const { tree, written } = resolved({ port: '${env:PORT}', on: '${env:NONE:-yes}', list: ['${env:PORT}', 1] });
  expect(tree).toEqual({ port: 5432, on: true, list: [5432, 1] });
  expect(written.get('["port"]')).toBe('${env:PORT}');
});

it('resolves what a secret holds, and keeps it one', () => {
  const { key, plain } = resolved({ key: secret('${env:HOST}'), plain: secret('k-123') }).tree;
  expect([isSecret(key) && key.reveal(), isSecret(plain) && plain.reveal()]).toEqual(['db', 'k-123']);
});

it('leaves texts of the environment as they are', () => {
  expect(resolved({ url: '${env:HOST}' }, true).tree).toEqual({ url: '${env:HOST}' });
});

describe('what cannot be looked up', () => {
  it.each([
    ['${env:NONE}', 'REFERENCE_UNRESOLVED', 'url refers to ${env:NONE}, a variable that is not set', /set NONE/],
    [
      '${file:missing}',
      'REFERENCE_UNRESOLVED',
      'url refers to ${file:missing}, which cannot be read: ENOENT',
      /path of a file/,
    ],
    ['${HOST}', 'REFERENCE_UNKNOWN', 'url refers to ${HOST}, which is no reference', /write \$\{env:HOST\}/],
    ['${evn:HOST}', 'REFERENCE_UNKNOWN', 'url refers to ${evn:HOST}, which is no reference', /did you mean env:\?/],
    ['${vault:x}', 'REFERENCE_UNKNOWN', 'url refers to ${vault:x}, which is no reference', /\$\{env:NAME\} or/],
  ])('%s is %s', (url, code, what, fix) => {
    expect(resolved({ url }).issues).toEqual([
      { code, path: 'url', what, place: { text: 'here' }, fix: expect.stringMatching(fix) },
    ]);
  });

  it('files, where nothing reads them', () => {
    const merged = mergeLayers([{ kind: 'file', values: { url: '${file:x}' }, placeOf: () => undefined }]);
    expect(resolveReferences(merged, schema, { environment }).issues[0]?.what).toContain('files cannot be read here');
  });
});
