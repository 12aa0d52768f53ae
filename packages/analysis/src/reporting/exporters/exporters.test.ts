import { describe, expect, it } from 'vitest';
import { analyze } from '../analyze.ts';
import { buyAndHold } from '../buy-and-hold.ts';
import { sampleRun } from '../../testing/sample-run.ts';
import { tradesToCsv } from './csv.ts';
import { toHtml } from './html.ts';
import { toJson } from './json.ts';

const run = sampleRun(5_000);
const model = analyze(run, { benchmark: buyAndHold });
const page = toHtml(model);
const HOSTILE = `</title><script>alert(1)</script>"'><img src=x onerror=alert(1)>`;

describe('the page', () => {
  it('asks for nothing: no address, no script, nothing to load', () => {
    expect(page).not.toMatch(/<(script|link rel="stylesheet"|img|iframe|object|embed|base|form)\b/i);
    expect(page).not.toMatch(/\b(src|action|poster|srcset|data)\s*=|url\(|@import|javascript:/i);
    const addresses = page.match(/https?:\/\/[^"'\s<]+/g) ?? [];
    expect(new Set(addresses)).toEqual(new Set(['http://www.w3.org/2000/svg'])); // a namespace, never fetched
    expect(page.match(/href="(?!#|data:,")/g)).toBeNull();
  });

  it('forbids itself to load anything', () => {
    expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:"`);
  });

  it('shows hostile names as text, wherever they stand', () => {
    const hostile = analyze(
      {
        ...run,
        strategy: HOSTILE,
        symbol: HOSTILE,
        currency: HOSTILE,
        trades: run.trades.map((trade) => ({ ...trade, symbol: HOSTILE })),
        orders: run.orders.map((order) => ({ ...order, reason: HOSTILE })),
        warnings: [{ code: HOSTILE, what: HOSTILE }],
        dataReport: {
          source: HOSTILE,
          rows: 1,
          bars: 1,
          from: 0,
          to: 0,
          findings: [{ code: HOSTILE, what: HOSTILE, count: 1, where: HOSTILE, fix: HOSTILE }],
        },
        manifest: {
          ...run.manifest,
          profile: HOSTILE,
          settings: { [HOSTILE]: HOSTILE },
          versions: { [HOSTILE]: HOSTILE },
          strategy: { ...run.manifest.strategy, params: { [HOSTILE]: HOSTILE } },
        },
      },
      { benchmark: buyAndHold },
    );
    const text = toHtml(hostile);
    expect(text).not.toMatch(/<script|<img/i);
    expect(text.match(/<title>/g)).toHaveLength(1);
  });

  it('gives every id once', () => {
    const ids = page.match(/(?<=\sid=")[^"]+/g) ?? [];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leads every link of its own to a place', () => {
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${id}"`);
  });

  it('explains every figure: formula, convention, unit', () => {
    for (const { figures } of model.groups)
      for (const { id } of figures) expect(page).toContain(`<details id="${id}">`);
  });

  it('shows no number that is none', () => {
    expect(page).not.toMatch(/NaN|undefined|\[object/);
  });

  it('says how many of the trades it shows', () => {
    expect(page).toContain('The last 200 of 249, the latest first; the JSON and CSV exports hold all of them.');
  });

  it('is the same to the byte for the same run', () => {
    expect(toHtml(analyze(sampleRun(5_000), { benchmark: buyAndHold }))).toBe(page);
  });

  it('stays below a megabyte and takes less than 250 ms for 5,000 days', () => {
    const times = Array.from({ length: 3 }, () => {
      const start = performance.now();
      toHtml(analyze(run, { benchmark: buyAndHold }));
      return performance.now() - start;
    });
    expect(page.length).toBeLessThan(1_000_000);
    expect(Math.min(...times)).toBeLessThan(250);
  });

  it('of an account below zero has no logarithm to offer, and says that it was ruined', () => {
    const equity = run.equity.equity.map((value, i) => (i > 100 ? -5 : value));
    const ruined = toHtml(analyze({ ...run, equity: { ...run.equity, equity } }));
    expect(ruined).not.toContain('Logarithmic');
    expect(ruined).toContain('the account was ruined');
  });

  it('of a run without trades, orders and findings says so', () => {
    const idle = toHtml(analyze({ ...run, trades: [], orders: [] }));
    expect(idle).toContain('No trade was made.');
    expect(idle).toContain('Every order got what it asked for.');
  });
});

it('JSON reads back as the model', () => {
  expect(JSON.parse(toJson(model))).toEqual(model);
});

describe('CSV of trades', () => {
  const lines = tradesToCsv(run.trades).split('\n');

  it('has a line per trade and reads back to the same numbers', () => {
    expect(lines).toHaveLength(run.trades.length + 2);
    const cells = lines[1]!.split(',');
    expect(cells[4]).toBe(new Date(run.trades[0]!.entryTime).toISOString());
    expect(Number(cells[11])).toBe(run.trades[0]!.netProfit);
  });

  it('quotes what needs it, and no symbol becomes a formula', () => {
    const hostile = { ...run.trades[0]!, symbol: '=HYPERLINK("x","y")' };
    expect(tradesToCsv([hostile]).split('\n')[1]).toContain(`"'=HYPERLINK(""x"",""y"")"`);
  });
});
