import { describe, expect, it } from 'vitest';
import { drawdownChart } from './drawdown-chart.ts';
import { equityChart } from './equity-chart.ts';

const DAY = 86_400_000;
const length = 5_000;
const curve = {
  length,
  time: Float64Array.from({ length }, (_, i) => Date.UTC(2004, 0, 1) + i * DAY),
  equity: Float64Array.from({ length }, (_, i) => 10_000 * Math.exp(i / 4_000 + 0.2 * Math.sin(i / 90))),
  initial: 10_000,
};
const benchmark = { name: 'Buy & hold', equity: curve.equity.map((value) => value * 0.9) };

describe('both charts', () => {
  it('have title and description that a screen reader finds', () => {
    for (const { svg } of [equityChart(curve, { id: 'a' }), drawdownChart(curve, { id: 'a' })]) {
      expect(svg).toMatch(
        /role="img" aria-labelledby="a-title" aria-describedby="a-desc"><title id="a-title">[^<]+<\/title><desc id="a-desc">[^<]+</,
      );
    }
  });

  it('give the same bytes for the same input', () => {
    expect(equityChart(curve, { benchmark })).toEqual(equityChart(curve, { benchmark }));
    expect(drawdownChart(curve)).toEqual(drawdownChart(curve));
  });

  it('say what they leave out, and stay small', () => {
    const { svg, caption } = equityChart(curve, { width: 400 });
    expect(caption).toMatch(/^[\d,]+ of 5,000 points drawn: first, lowest, highest and last of each pixel column\.$/);
    expect(svg.length).toBeLessThan(40_000);
    expect(
      equityChart({ ...curve, length: 3, time: curve.time.slice(0, 3), equity: curve.equity.slice(0, 3) }).caption,
    ).toBe('');
  });

  it('hold no number that is none', () => {
    const flat = { length: 1, time: Float64Array.of(DAY), equity: Float64Array.of(100), initial: 100 };
    for (const { svg } of [equityChart(flat), equityChart(flat, { scale: 'log' }), drawdownChart(flat)]) {
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  it('refuse a curve without values', () => {
    const empty = { length: 0, time: new Float64Array(), equity: new Float64Array(), initial: 1 };
    expect(() => equityChart(empty)).toThrow(expect.objectContaining({ code: 'EMPTY_CURVE' }));
    expect(() => drawdownChart(empty)).toThrow(expect.objectContaining({ code: 'EMPTY_CURVE' }));
  });
});

describe('the equity chart', () => {
  it('escapes names', () => {
    const { svg } = equityChart(curve, { name: '<script>alert(1)</script>', benchmark });
    expect(svg).not.toContain('<script');
    expect(svg).toContain('Buy &amp; hold');
  });

  it('says that its scale is logarithmic, with readable money', () => {
    const { svg, caption } = equityChart(curve, { scale: 'log', currency: 'EUR' });
    expect(caption).toContain('Logarithmic scale.');
    expect(svg).toContain('>€20k<');
  });

  it('refuses a benchmark of another length', () => {
    const short = { name: 'short', equity: Float64Array.of(1) };
    expect(() => equityChart(curve, { benchmark: short })).toThrow(
      expect.objectContaining({ code: 'BENCHMARK_NOT_ALIGNED' }),
    );
  });

  it('brings its colours, light and dark, when it stands alone', () => {
    expect(equityChart(curve, { standalone: true }).svg).toContain('prefers-color-scheme:dark');
  });
});

it('the drawdown chart names the deepest day', () => {
  const short = {
    length: 3,
    time: Float64Array.of(1, 2, 3).map((day) => day * DAY),
    equity: Float64Array.of(100, 75, 110),
    initial: 100,
  };
  expect(drawdownChart(short).svg).toContain('The deepest drawdown was 25.0%, reached on 2 Jan 1970.');
});

it('dates stand below their marks, but for one that the right edge would cut: it moves in', () => {
  const distances = (from: number, to: number) => {
    const days = (to - from) / DAY + 1;
    const time = Float64Array.from({ length: days }, (_, i) => from + i * DAY);
    const { svg } = drawdownChart({ length: days, time, equity: time.map(() => 1), initial: 1 }, { width: 400 });
    const pairs = svg.matchAll(/<line x1="([\d.]+)"[^>]*\/><text x="([\d.]+)"[^>]*text-anchor="middle"[^>]*>([^<]+)</g);
    return [...pairs].map(([, mark, text, label]) => [label, Math.round(Number(mark) - Number(text))]);
  };
  expect(distances(Date.UTC(2006, 4, 1), Date.UTC(2020, 3, 17)).at(-1)).toEqual(['2020', 0]);
  const months = distances(Date.UTC(2020, 0, 1), Date.UTC(2020, 4, 4));
  expect(months).toEqual([
    ['2020', 0],
    ['Feb 2020', 0],
    ['Mar 2020', 0],
    ['Apr 2020', 0],
    ['May 2020', 10],
  ]);
});
