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
    expect(out).toContain('two runs over the same bars agree, and one that is asked in chunks');
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

  it('lets the backtest of a strategy that sees its account pause, and finds what that breaks', async () => {
    const { code, out } = await auditOf(`
      const over = () => ({
        columns: {},
        warmup: 0,
        signal: (i) => (i % 7 < 3 ? 1 : 0),
        manage: (signal) => signal,
        save: () => { throw new Error('nothing to keep'); },
        load: () => {},
      });
      const make = () => ({ name: 'mine', params: {}, over });
      export default Object.assign(make, { strategyName: 'mine', params: { parse: (given) => given } });
    `);
    expect([code, out]).toEqual([1, expect.stringContaining('asked in chunks')]);
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

describe('tidemark audit over several files', () => {
  const DAY = 86_400_000;
  /** Daily bars whose closes wander, each symbol in its own way. */
  function barsCsv(seed: number, from: number, to: number): string {
    const lines = ['time,open,high,low,close,volume'];
    for (let day = from; day < to; day++) {
      const price = 100 + 10 * Math.sin(day / (3 + seed)) + 5 * Math.cos((day * seed) / 2);
      const date = new Date(Date.UTC(2020, 0, 1) + day * DAY).toISOString().slice(0, 10);
      lines.push([date, price, price + 1, price - 1, price, 1000].join(','));
    }
    return `${lines.join('\n')}\n`;
  }

  /** A portfolio that holds what stands highest by a rank: one on the bars of each, and plain text, as users write it. */
  const portfolioOf = (rank: string): string => `
    const rankOf = (close, symbols) => close.map((price, i) => ${rank});
    const over = ({ symbols, series, index }) => {
      const columns = Object.fromEntries(symbols.map((s) => [s, { rank: rankOf(series[s].close, symbols) }]));
      const weights = (i, out) => {
        const at = symbols.map((s) => (index[s][i] < 0 ? -Infinity : columns[s].rank[index[s][i]]));
        out.fill(0);
        out[at.indexOf(Math.max(...at))] = 1;
        return i % 5 === 0;
      };
      return { columns, warmup: 2, weights };
    };
    export default { name: 'mine', answers: 'weights', over };
  `;

  async function auditOfFiles(lines: string, ...flags: readonly string[]) {
    const cwd = mkdtempSync(join(tmpdir(), 'cli-'));
    onTestFinished(() => rmSync(cwd, { recursive: true }));
    writeFileSync(join(cwd, 'mine.mjs'), lines);
    writeFileSync(join(cwd, 'AAA.csv'), barsCsv(1, 0, 120));
    writeFileSync(join(cwd, 'BBB.csv'), barsCsv(2, 30, 150));
    const files = ['--data', 'AAA.csv', '--data', 'BBB.csv'];
    const terminal = memoryTerminal({ cwd });
    const run = (command: readonly string[]) => runProgram(command, terminal);
    const code = await run(['audit', './mine.mjs', ...files, ...flags]);
    return { code, out: terminal.outText(), err: terminal.errText(), run, terminal };
  }

  it('is clean of an honest portfolio, whatever the lengths of its files', async () => {
    const { code, out } = await auditOfFiles(portfolioOf('price / close[Math.max(0, i - 1)]'));
    expect([code, out]).toEqual([
      0,
      expect.stringContaining('mine does not look ahead: 24 prefixes of 150 moments of 2'),
    ]);
    expect(out).toContain('with unrelated instruments beside every column is the same');
    expect(out).toMatch(/AAA.*120 rows[\s\S]*BBB.*120 rows/);
  });

  it('names the instrument of what changed, within 80 columns', async () => {
    const { code, out, err } = await auditOfFiles(portfolioOf('price / Math.max(...close)'));
    expect([code, err]).toEqual([1, expect.stringContaining('error LOOKS_AHEAD')]);
    expect(out).toMatch(/^ {2}column +rank of AAA +\d+ +2020-01-\d\d /m);
    expect(out).toMatch(/^ {2}column +rank of BBB +\d+ /m);
    expect(err).toMatch(/AAA, bar \d+ \(2020-/);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('tells a column that leans on other instruments', async () => {
    const { code, out, err } = await auditOfFiles(portfolioOf('price / symbols.length'));
    expect([code, err]).toEqual([1, expect.stringContaining('error DEPENDS_ON_OTHERS')]);
    expect(out).toMatch(/whole +beside$/m);
  });

  it('runs a strategy of signals on the bars of each, through backtests where it reads its position', async () => {
    const clean = await auditOfFiles(strategyOf('(close[i] > close[i - 1] ? 1 : 0)'));
    expect([clean.code, clean.out]).toEqual([0, expect.stringContaining('of 150 moments of 2 instruments agree')]);
    const managed = strategyOf('1').replace('warmup: 1,', 'warmup: 1, manage: (s, p) => (p.barsHeld > 3 ? 0 : s),');
    expect((await auditOfFiles(managed, '--cuts', '4')).code).toBe(0);
    const peeking = await auditOfFiles(strategyOf('(close[i + 1] > close[i] ? 1 : 0)'), '--json');
    const { findings } = JSON.parse(peeking.out);
    expect(findings.map(({ symbol }: { symbol: string }) => symbol).toSorted()).toEqual(['AAA', 'BBB']);
  });

  it('ends with 2 where two files are of one instrument, or --symbol names several', async () => {
    const lines = portfolioOf('price');
    const twice = await auditOfFiles(lines, '--data', 'AAA.csv');
    expect([twice.code, twice.err]).toEqual([2, expect.stringContaining('DUPLICATE_SYMBOL')]);
    const named = await auditOfFiles(lines, '--symbol', 'X');
    expect([named.code, named.err]).toEqual([2, expect.stringContaining('--symbol')]);
  });

  it('is where a portfolio belongs: a backtest of one instrument refuses it', async () => {
    const { run, terminal } = await auditOfFiles(portfolioOf('price'));
    expect(await run(['backtest', './mine.mjs', '--data', 'AAA.csv'])).toBe(2);
    expect(terminal.errText()).toContain('PORTFOLIO_STRATEGY');
  });
});
