import { describe, expect, it } from 'vitest';
import { sampleRun } from '../../../testing/sample-run.ts';
import { analyze } from '../../analyze.ts';
import { buyAndHold } from '../../buy-and-hold.ts';
import type { ReportModel } from '../../model.ts';
import { chartsSection } from './charts.ts';

const model = analyze(sampleRun(60), { benchmark: buyAndHold });
const textOf = (changes: Partial<ReportModel> = {}) => chartsSection({ ...model, ...changes }).text;
const widthsOf = (text: string) => [...text.matchAll(/viewBox="0 0 (\d+) /g)].map(([, width]) => Number(width));
const captionOf = (text: string) => / so\s+far\.([^]*?)<\/figcaption>/.exec(text)?.[1]?.trim();
const scalesOf = (text: string) => ({
  linear: text.match(/<div class="linear"><svg/g)?.length ?? 0,
  log: text.match(/<div class="log"><svg/g)?.length ?? 0,
});

describe('the drawings', () => {
  const text = textOf();

  it('are, for a desk and for a telephone, equity on both scales and the drawdown below', () => {
    const shape = text.replaceAll(/<svg.*? id="([\w-]+)-title".*?<\/svg>/gs, '[$1]').match(/<div class="wide">.*/)?.[0];
    const drawings = (size: string) =>
      `<div class="${size}"><div class="linear">[equity-linear-${size}]</div><div class="log">[equity-log-${size}]</div>[drawdown-${size}]</div>`;
    expect(shape).toBe(drawings('wide') + drawings('narrow'));
    expect(widthsOf(text)).toEqual([880, 880, 880, 400, 400, 400]);
  });

  it('have ids of their own', () => {
    const ids = [...text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  it('carry dates only at the bottom, below the drawdown', () => {
    const dated = [...text.matchAll(/<svg.*?<\/svg>/gs)].map(([svg]) => />[^<]*(Jan|Feb|Mar)[^<]*<\/text>/.test(svg));
    expect(dated).toEqual([false, false, true, false, false, true]);
  });

  it('tell the money from the initial capital to the end, in the currency of the run', () => {
    const short = { ...model.curve, time: [864e5, 2 * 864e5], equity: [90, 120], benchmark: [100, 110], points: 2 };
    const told = textOf({ strategy: 'Trend', currency: 'EUR', initialCapital: 100, curve: short });
    const days = '1 Jan 1970 to 2 Jan 1970';
    expect(told).toContain(`>Trend from €100.00 to €120.00, ${days}. Buy and hold ended at €110.00.<`);
    expect(told).toContain('The deepest drawdown was 10.0%, reached on 1 Jan 1970.');
  });
});

describe('the choice of the scale', () => {
  it('needs no script: two radio buttons before the figure, the linear one chosen', () => {
    const text = textOf();
    expect(text.match(/<input class="scale" type="radio" name="scale" id="scale-[a-z]+"( checked)? \/>/g)).toEqual([
      '<input class="scale" type="radio" name="scale" id="scale-linear" checked />',
      '<input class="scale" type="radio" name="scale" id="scale-log" />',
    ]);
    expect(text.match(/for="scale-[a-z]+"/g)).toEqual(['for="scale-linear"', 'for="scale-log"']);
    expect(text.lastIndexOf('<input')).toBeLessThan(text.indexOf('<figure>'));
    expect(scalesOf(text)).toEqual({ linear: 2, log: 2 });
  });

  it('draws equal factors equally high on the logarithmic scale, and equal amounts on the linear one', () => {
    const curve = { time: [0, 864e5, 2 * 864e5], equity: [100, 1_000, 10_000], benchmark: null, points: 3 };
    const lines = textOf({ curve }).matchAll(
      /class="(?:linear|log)".*?d="M[\d.]+,([\d.]+)L[\d.]+,([\d.]+)L[\d.]+,([\d.]+)"/g,
    );
    const steps = [...lines].map(([, a, b, c]) => (Number(b) - Number(c)) / (Number(a) - Number(b)));
    expect(steps.map((ratio) => Math.round(ratio))).toEqual([10, 1, 10, 1]);
  });

  it('is not offered where the account or the benchmark reached zero: zero has no logarithm', () => {
    const { curve } = model;
    const zero = (values: readonly number[]) => values.with(-1, 0);
    for (const ruined of [
      { ...curve, equity: zero(curve.equity) },
      { ...curve, benchmark: zero(curve.benchmark!) },
    ]) {
      const text = textOf({ curve: ruined });
      expect(text).not.toContain('<input');
      expect(scalesOf(text)).toEqual({ linear: 2, log: 0 });
    }
  });
});

describe('the benchmark', () => {
  const legends = (text: string, name: string) => text.split(`>${name}</text>`).length - 1;

  it('has its name in every drawing of equity, and a general one where it has none', () => {
    expect(legends(textOf(), 'Buy and hold')).toBe(4);
    expect(legends(textOf({ benchmark: null }), 'Benchmark')).toBe(4);
  });

  it('is not drawn where there is none', () => {
    const text = textOf({ benchmark: null, curve: { ...model.curve, benchmark: null } });
    expect(text).not.toMatch(/stroke-dasharray|Benchmark|ended at/);
  });
});

describe('the caption', () => {
  it('adds nothing where every point is drawn', () => {
    expect(captionOf(textOf())).toBe('');
  });

  it('says how many points the report holds where the run had more', () => {
    const curve = { ...model.curve, points: 123_456 };
    expect(captionOf(textOf({ curve }))).toBe('The report holds 60 of 123,456 points.');
  });

  it('says once, of the wide drawing, that points were left out', () => {
    const length = 5_000;
    const time = Array.from({ length }, (_, i) => i * 864e5);
    const equity = time.map((_, i) => 100 + (i % 7));
    const caption = captionOf(textOf({ curve: { time, equity, benchmark: null, points: length } }));
    expect(caption).toMatch(/^[\d,]+ of 5,000 points drawn: first, lowest, highest and last of each pixel column\.$/);
  });
});

it('shows hostile names as text', () => {
  const hostile = '"><script>';
  const text = textOf({ strategy: hostile, currency: hostile, benchmark: { name: hostile, finalEquity: 1 } });
  expect(text).not.toContain('<script');
  expect(text).toContain('&quot;&gt;&lt;script&gt;');
});
