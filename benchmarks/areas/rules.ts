import type { BenchArea, Figure } from '../figure.ts';
import { freshProcess } from '../fresh-process.ts';

const BARS = 1_000_000;

/** Compiled rules asked on every bar, against the same conditions written by hand as a predicate. */
export const rules: BenchArea = async () => {
  const program = new URL('../programs/rule-times.ts', import.meta.url);
  const { stdout } = await freshProcess(program, { args: [String(BARS)], bundle: true });
  const times = JSON.parse(stdout) as Record<string, { readonly rule: number; readonly byHand: number }>;
  return Object.entries(times).map(([name, { rule, byHand }]): Figure => {
    const [value, referenceValue] = [rule, byHand].map((ms) => (ms / BARS) * 1e6) as [number, number];
    const shown = `rule of ${name}, ${BARS.toLocaleString('en')} bars`;
    const reference = 'predicate by hand';
    const ratio = value / referenceValue;
    return { area: 'rules', name: shown, value, unit: 'ns', reference, referenceValue, ratio, bound: 1.3 };
  });
};
