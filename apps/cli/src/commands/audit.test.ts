import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runProgram } from '../program.ts';
import { memoryTerminal } from '../terminal/memory-terminal.ts';

/** Audits a strategy of these lines, in a folder of its own. */
async function auditOf(
  lines: string,
  ...flags: readonly string[]
): Promise<{ code: number; out: string; err: string }> {
  const cwd = mkdtempSync(join(tmpdir(), 'cli-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, 'mine.mjs'), lines);
  const terminal = memoryTerminal({ cwd });
  const code = await runProgram(['audit', './mine.mjs', '--synthetic', '7', ...flags], terminal);
  return { code, out: terminal.outText(), err: terminal.errText() };
}

const strategyOf = (signal: string): string => `
const over = ({ close }) => ({ columns: { close }, warmup: 1, signal: (i) => ${signal} });
const make = () => ({ name: 'mine', params: {}, over });
export default Object.assign(make, { strategyName: 'mine', params: { parse: (given) => given } });
`;

describe('tidemark audit', () => {
  it('ends with 0 where nothing changes, and says what starting later does', async () => {
    const { code, out } = await auditOf(strategyOf('(close[i] > close[i - 1] ? 1 : 0)'));
    expect([code, out]).toEqual([0, expect.stringContaining('mine does not look ahead: 24 prefixes')]);
    expect(out).toContain('two runs over the same bars agree');
    expect(out).toMatch(/^Warm-up sensitivity\n {2}started at +compared/m);
  });

  it('ends with 1 where the future is seen, with a table of what changed within 80 columns', async () => {
    const { code, out, err } = await auditOf(strategyOf('(close[i + 1] > close[i] ? 1 : 0)'));
    expect([code, err]).toEqual([1, expect.stringContaining('error LOOKS_AHEAD')]);
    expect(out).toMatch(/^ {2}signal +signal +\d+ +\d{4}-\d\d-\d\d +1 +0$/m);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('tells chance from look-ahead', async () => {
    const { code, out, err } = await auditOf(`let n = 0;\n${strategyOf('(n++ % 7 < 3 ? 1 : 0)')}`);
    expect([code, err]).toEqual([1, expect.stringContaining('error NOT_DETERMINISTIC')]);
    expect(out).toContain('mine is not deterministic');
  });

  it('says all of it as JSON', async () => {
    const { out } = await auditOf(strategyOf('(close[i + 1] > close[i] ? 1 : 0)'), '--json', '--cuts', '5');
    const { strategy, clean, deterministic, findings, cuts } = JSON.parse(out);
    expect([strategy, clean, deterministic, findings[0].name, cuts.length]).toEqual(['mine', false, true, 'signal', 5]);
  });

  it('ends with 2 where the command line is wrong', async () => {
    expect((await auditOf(strategyOf('1'), '--cuts', '0')).code).toBe(2);
  });
});
