import { describe, expect, it } from 'vitest';
import { eventfulRun } from '../../testing/eventful-run.ts';
import { analyze } from '../analyze.ts';
import { buyAndHold } from '../buy-and-hold.ts';
import { backtestReport } from './backtest-report.ts';
import { REPORT_STYLE } from './report-style.ts';

type Palette = Readonly<Record<string, string>>;
type Colour = readonly number[];

const palettes = [...REPORT_STYLE.matchAll(/:root\{([^}]*)\}/g)].map(([, body]): Palette =>
  Object.fromEntries([...body!.matchAll(/--([\w-]+):([^;]+)/g)].map(([, k, v]) => [k, v])),
);
const [light, dark, print] = palettes as [Palette, Palette, Palette];

function rgb(text: string): Colour {
  if (!text.startsWith('#')) return text.split(',').map(Number);
  const digits = text.length === 4 ? text.replaceAll(/[\da-f]/g, '$&$&') : text;
  return digits.match(/[\da-f]{2}/g)!.map((pair) => Number.parseInt(pair, 16));
}

/** Contrast as WCAG 2 defines it: 4.5 is the least for text. */
function contrast(a: Colour, b: Colour): number {
  const luminance = (colour: Colour): number => {
    const linear = colour.map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
  };
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

it('is one style sheet that loads nothing and cannot end its element', () => {
  expect(REPORT_STYLE).not.toMatch(/url\(|@import|https?:|[<\\]|undefined|NaN/);
  expect(REPORT_STYLE.match(/\{/g)!.length).toBe(REPORT_STYLE.match(/\}/g)!.length);
});

it('styles every class that the page uses, those of the charts apart', () => {
  const page = backtestReport(analyze(eventfulRun(600), { benchmark: buyAndHold })).text;
  const used = new Set([...page.matchAll(/ class="([^"]+)"/g)].flatMap(([, names]) => names!.split(' ')));
  const unknown = [...used].filter((name) => !new RegExp(`\\.${name}(?![\\w-])`).test(REPORT_STYLE));
  expect(unknown).toEqual(['tm-chart']);
});

it('shades the side to which a wide table goes on, and not on paper, where nothing scrolls', () => {
  const [screen] = /(?<=\n\.scroll\{)[^}]*/.exec(REPORT_STYLE)!;
  expect(screen.match(/var\(--shade\),transparent\)[^,]*scroll/g)).toHaveLength(2);
  expect(screen.match(/var\(--card\) 45%,transparent\)[^,]*local/g)).toHaveLength(2);
  expect(REPORT_STYLE.slice(REPORT_STYLE.indexOf('@media print'))).toContain(
    '.scroll{overflow:visible;background:none}',
  );
});

describe('its colours', () => {
  it('are named before they are used, in the dark the same names as in the light', () => {
    const used = new Set([...REPORT_STYLE.matchAll(/var\(--([\w-]+)\)/g)].map(([, name]) => name));
    expect([...used].toSorted()).toEqual(Object.keys(light).toSorted());
    expect(Object.keys(dark)).toEqual(Object.keys(light));
  });

  it('on paper are black on white, whatever the screen had', () => {
    expect([print['page'], print['card'], print['warn'], print['text']]).toEqual(['#fff', '#fff', '#fff', '#000']);
  });

  it('can be read: every colour of text stands out from every background by 4.5', () => {
    for (const palette of [light, dark, print])
      for (const text of ['text', 'soft', 'accent', 'gain', 'loss'])
        for (const ground of ['page', 'card', 'warn', 'shade'])
          expect(contrast(rgb(palette[text]!), rgb(palette[ground]!)), `${text} on ${ground}`).toBeGreaterThan(4.5);
  });
});

describe('the heat of a month', () => {
  const rules = [...REPORT_STYLE.matchAll(/\.heat \.([pn])(\d)\{background:rgba\(var\(--(\w+)-heat\),([\d.]+)\)\}/g)];
  const depths = (sign: string) => rules.filter(([, prefix]) => prefix === sign);

  it('has five depths each of gain and of loss, each deeper than the one before', () => {
    for (const [sign, name] of [
      ['p', 'gain'],
      ['n', 'loss'],
    ] as const) {
      expect(depths(sign).map(([, , depth, colour]) => `${depth} ${colour}`)).toEqual(
        [1, 2, 3, 4, 5].map((depth) => `${depth} ${name}`),
      );
      const alphas = depths(sign).map(([, , , , alpha]) => Number(alpha));
      expect(alphas).toEqual([...new Set(alphas)].toSorted((a, b) => a - b));
      expect(Math.max(...alphas)).toBeLessThan(1);
    }
  });

  it('never hides the number that stands in it', () => {
    for (const palette of [light, dark, print])
      for (const [, , depth, name, alpha] of rules) {
        const heat = rgb(palette[`${name}-heat`]!);
        const mixed = rgb(palette['card']!).map((value, i) => value * (1 - Number(alpha)) + heat[i]! * Number(alpha));
        expect(contrast(rgb(palette['text']!), mixed), `${name} ${depth}`).toBeGreaterThan(4.5);
      }
  });
});
