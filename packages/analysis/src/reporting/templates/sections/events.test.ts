import { describe, expect, it } from 'vitest';
import { eventfulRun } from '../../../testing/eventful-run.ts';
import { sampleRun } from '../../../testing/sample-run.ts';
import { formatPercent } from '../../../visualization/format.ts';
import { analyze } from '../../analyze.ts';
import { toHtml } from '../../exporters/html.ts';
import type { Markup } from '../../markup.ts';
import { figureOf, type ReportModel } from '../../model.ts';
import { ambiguitiesSection } from './ambiguities.ts';
import { marginSection } from './margin.ts';
import { moneySection } from './money.ts';
import { ordersSection } from './orders.ts';
import { tradesSection } from './trades.ts';

const run = eventfulRun(3_600);
const model = analyze(run);
type Section = (model: ReportModel) => Markup | false;
const textOf = (section: Section, of: ReportModel = model): string => {
  const made = section(of);
  return made === false ? '' : made.text.replaceAll(/\s+/g, ' ');
};
const rowsOf = (text: string): string[][] =>
  [...text.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/g)].map(([, cell]) => cell!.replaceAll(/<[^>]+>/g, '').trim()),
  );

describe('a page', () => {
  it('leads to the sections that the run gives cause for', () => {
    const page = toHtml(model);
    for (const id of ['ambiguities', 'money', 'margin'])
      for (const part of [`<section id="${id}">`, `<a href="#${id}">`]) expect(page).toContain(part);
  });

  it('of a run in which nothing of it happened has neither section nor link', () => {
    expect(toHtml(analyze(sampleRun(300)))).not.toMatch(
      /ambiguit|margin call|id="money"|"#(ambiguities|money|margin)"/i,
    );
  });
});

describe('ambiguous bars', () => {
  it('say how many there are, and of which kind', () => {
    const few = { ...run, ambiguities: run.ambiguities!.slice(0, 3) };
    const said = 'stop and target both touched (2), stop or target touched in the bar of the entry (1).';
    expect(textOf(ambiguitiesSection, analyze(few))).toContain(`3 bars do not show what came first: ${said}`);
    const one = { ...run, ambiguities: run.ambiguities!.slice(0, 1) };
    expect(textOf(ambiguitiesSection, analyze(one))).toContain('1 bar does not show what came first');
  });

  it('list the first twenty of many with what was filled', () => {
    const text = textOf(ambiguitiesSection);
    expect(text).toContain('The first 20 of 143; the JSON export holds all of them.');
    const rows = rowsOf(text).slice(1);
    expect(rows).toHaveLength(20);
    const id = run.ambiguities![0]!.filled;
    const first = ['2004-02-05', 'stop and target both touched', `stop (order ${id})`, `${id}, ${id! + 1}`];
    expect(rows[0]).toEqual(first);
    expect(rows[1]![2]).toBe('none');
  });

  it('name the symbol where there are several', () => {
    const ambiguities = run.ambiguities!.map((each) => ({ ...each, symbol: 'OTHER' }));
    const [head, first] = rowsOf(textOf(ambiguitiesSection, analyze({ ...run, ambiguities })));
    expect([head![1], first![1]]).toEqual(['Symbol', 'OTHER']);
  });

  it('say that the interval was not asked for, or show it against, as run and for the trader', () => {
    expect(textOf(ambiguitiesSection)).toContain('was not asked');
    const { value } = figureOf(model, 'totalReturn')!;
    const metrics = { totalReturn: { pessimistic: -0.125, value, optimistic: null, reason: 'ruined' } } as const;
    const text = textOf(ambiguitiesSection, analyze(run, { interval: { metrics } }));
    expect(text).not.toContain('was not asked');
    const own = formatPercent(value!);
    expect(rowsOf(text)[1]).toEqual(['Total return', '−12.50%', own, 'the account was ruined']);
  });
});

describe('money', () => {
  it('is told by source, with its share of the profit, down to the net profit', () => {
    const cashFlows = [
      { time: 0, symbol: 'SAMPLE', kind: 'dividend', amount: 40 },
      { time: 0, symbol: 'SAMPLE', kind: 'borrowFee(0.03)', amount: -10 },
    ];
    const { equity } = run.equity;
    const curve = { ...run.equity, equity: equity.with(-1, 10_200) };
    const text = textOf(moneySection, analyze({ ...run, equity: curve, cashFlows, fills: [] }));
    expect(rowsOf(text).slice(0, 5)).toEqual([
      ['From', 'Sum', 'Of the profit', 'Received', 'Paid', 'Payments'],
      ['Price changes', '$170.00', '85.0%', '', '', ''],
      ['Dividends', '$40.00', '20.0%', '$40.00', '', '1'],
      ['Borrow fees borrowFee(0.03)', '−$10.00', '−5.0%', '', '−$10.00', '1'],
      ['Net profit', '$200.00', '100.0%', '', '', ''],
    ]);
    expect(text).toContain('All 2 payments');
  });

  it('lists the largest payments and says of how many', () => {
    const text = textOf(moneySection);
    expect(text).toContain('The 20 largest of 719 payments; the run’s result holds all of them');
    expect(rowsOf(text).at(-1)).toEqual(['2011-09-01', 'SAMPLE', 'dividend', '$40.00']);
  });

  it('that was lost has no shares', () => {
    const curve = { ...run.equity, equity: run.equity.equity.with(-1, 9_000) };
    const text = textOf(moneySection, analyze({ ...run, equity: curve }));
    expect(rowsOf(text)[0]).toEqual(['From', 'Sum', 'Received', 'Paid', 'Payments']);
    expect(text).toContain('There was no profit to have a share of.');
  });

  it('of commission alone is told too, without a list of payments', () => {
    const text = textOf(moneySection, analyze({ ...run, cashFlows: [] }));
    expect([rowsOf(text)[2]!.at(0), rowsOf(text)[2]!.at(-1)]).toEqual(['Commission', '179']);
    expect(text).not.toContain('<details');
  });
});

describe('margin calls', () => {
  it('say when, how much was missing and what was closed, the first twenty of many', () => {
    const text = textOf(marginSection);
    expect(text).toContain('23 calls; the most that was missing is $100.00.');
    expect(text).toContain('The first 20 of 23; the JSON export holds all of them.');
    const rows = rowsOf(text).slice(1);
    expect(rows).toHaveLength(20);
    const id = run.orders.find(({ tag }) => tag === 'MARGIN_CALL')!.id;
    expect(rows[0]).toEqual(['2004-07-29', '$900.00', '$1,000.00', '$100.00', `sold 5 (order ${id})`]);
  });

  it('name the symbol where there are several, and what became of an order that closed nothing', () => {
    const [call] = model.marginCalls;
    const [first] = call!.reductions;
    const reductions = [
      { ...first!, symbol: 'OTHER', filledQuantity: 2.5 },
      { ...first!, filledQuantity: 0, status: 'rejected' as const },
    ];
    const marginCalls = [
      { ...call!, reductions },
      { ...call!, reductions: [] },
    ];
    const rows = rowsOf(textOf(marginSection, { ...model, marginCalls }));
    const id = first!.id;
    expect(rows[1]!.at(-1)).toBe(`bought 2.5 OTHER (order ${id}), rejected (order ${id})`);
    expect(rows[2]!.at(-1)).toBe('nothing');
  });
});

describe('orders', () => {
  const text = textOf(ordersSection);

  it('count the exceptions by reason, and apart from them what ended as meant', () => {
    expect(text).toContain(`<li>${model.orders.exceptions.length} rejected: INSUFFICIENT_CASH</li>`);
    expect(text).toContain('<li>1 cancelled as meant, not listed: POSITION_CLOSED</li>');
  });

  it('list the targets that became no order', () => {
    expect(text).toContain('Targets that became no order');
    expect(rowsOf(text).at(-1)).toEqual([expect.stringMatching(/^\d{4}/), 'SAMPLE', '0.5', 'SIZE_ROUNDS_TO_ZERO']);
    expect(textOf(ordersSection, analyze(sampleRun(300)))).not.toContain('Targets that became no order');
  });
});

it('of several instruments each trade and each order names its own', () => {
  const orders = run.orders.map((order) => ({ ...order, symbol: 'ES' }));
  const trades = run.trades.map((trade) => ({ ...trade, symbol: 'ES' }));
  const several = analyze({ ...run, symbol: 'CL, ES', orders, trades });
  const cells = (section: Section, of: ReportModel): string[][] => rowsOf(textOf(section, of)).slice(0, 2);
  for (const [section, at] of [
    [ordersSection, 2],
    [tradesSection, 1],
  ] as const) {
    expect(cells(section, several).map((row) => row[at])).toEqual(['Symbol', 'ES']);
    expect(cells(section, model)[0]).not.toContain('Symbol');
  }
});

it('hostile names are text in every section', () => {
  const hostile = '"><script>';
  const told = analyze({
    ...run,
    symbol: 'other',
    ambiguities: run.ambiguities!.map((each) => ({ ...each, symbol: hostile, kind: hostile })),
    cashFlows: [{ time: 0, symbol: hostile, kind: hostile, amount: 1 }],
    orders: run.orders.map((order) => ({ ...order, symbol: hostile })),
    refused: run.refused!.map((each) => ({ ...each, symbol: hostile, reason: hostile })),
  });
  const page = toHtml(told);
  expect(page).not.toContain('<script');
  expect(page.match(/&quot;&gt;&lt;script&gt;/g)!.length).toBeGreaterThan(60);
});
