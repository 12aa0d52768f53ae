import { expect, it } from 'vitest';
import { html, Markup } from './markup.ts';
import { plainJson } from './plain-json.ts';

it('escapes every value but markup', () => {
  expect(html`<b>${'<i>'}</b>${new Markup('<hr>')}${[1, html`<u></u>`]}`.text).toBe('<b>&lt;i&gt;</b><hr>1<u></u>');
});

it('false, null and undefined are nothing', () => {
  expect(html`${false}${null}${undefined}`.text).toBe('');
});

it('a plain copy has no columns, functions or numbers that JSON lacks', () => {
  const messy = {
    a: Float64Array.of(1, NaN),
    b: () => 1,
    c: undefined,
    d: new Date(0),
    e: [-Infinity, undefined],
    f: 2n,
  };
  expect(plainJson(messy)).toEqual({ a: [1, 'NaN'], d: '1970-01-01T00:00:00.000Z', e: ['-Infinity', null], f: '2' });
});
