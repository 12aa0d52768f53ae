import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runProgram } from './program.ts';
import { memoryTerminal, type MemoryTerminal } from './terminal/memory-terminal.ts';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly cwd: string;
}

/** Runs a command line in a folder of its own. */
async function tidemark(args: readonly string[], columns?: number): Promise<Ended> {
  const cwd = mkdtempSync(join(tmpdir(), 'cli-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  const terminal: MemoryTerminal = memoryTerminal({ cwd, columns });
  const code = await runProgram(args, terminal);
  return { code, out: terminal.outText(), err: terminal.errText(), cwd };
}

describe('tidemark backtest', () => {
  it('runs the sample, tells all of it within 80 columns, and writes the report', async () => {
    const { code, out, err, cwd } = await tidemark(['backtest']);
    expect(code).toBe(0);
    const titles = out.split('\n').filter((line) => /^[A-Z]/.test(line));
    expect(titles).toEqual(['Data', 'Run', 'Result', 'Equity', 'Written']);
    expect(out).toContain('OPEN_EQUALS_PREVIOUS_CLOSE');
    expect(out).toMatch(/^ +sma-cross +Buy and hold$/m);
    expect(out).toMatch(/^ {2}Sharpe ratio +0\.\d\d +0\.\d\d$/m);
    expect(out).toMatch(/^[\x20-\x7e\n]*$/);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(err).toBe('reading bars\nrunning sma-cross over 3516 bars\nmeasuring\n');
    for (const file of ['report.html', 'result.json', 'trades.csv']) {
      expect(out).toContain(`  out/backtest/${file}\n`);
      expect(existsSync(join(cwd, 'out/backtest', file))).toBe(true);
    }
  });

  it('takes parameters, costs, a size and a folder', async () => {
    const params = ['--params', '{"fast": 10, "slow": 30, "side": "both"}'];
    const costs = ['--commission', '0.0002', '--slippage', '0.0001', '--units', '5', '--capital', '50_000'];
    const { code, out, cwd } = await tidemark(['backtest', 'sma-cross', ...params, ...costs, '--out', 'here']);
    expect([code, out]).toEqual([0, expect.stringContaining('  here/report.html\n')]);
    expect(out).toContain('costs commission({ rate: 0.0002 }), fractionSlippage(0.0001)');
    const { manifest, initialCapital } = JSON.parse(readFileSync(join(cwd, 'here/result.json'), 'utf8'));
    expect(manifest.strategy.params).toEqual({ fast: 10, slow: 30, side: 'both' });
    expect([manifest.settings.sizer, initialCapital]).toEqual(['fixedQuantity(5)', 50_000]);
    expect(Object.keys(manifest.versions)).toEqual(expect.arrayContaining(['@tidemark/cli', '@tidemark/execution']));
  });

  it('says how to go on where the instrument cannot be held, because its first price is below 0', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'cli-')), 'oil.csv');
    onTestFinished(() => rmSync(dirname(file), { recursive: true }));
    writeFileSync(file, 'date,open,high,low,close\n2020-04-20,-10,12,-11,11\n2020-04-21,11,13,10,12\n');
    const { code, err } = await tidemark(['backtest', '--data', file]);
    expect([code, err]).toEqual([1, expect.stringContaining('NOTHING_TO_HOLD: the first open is -10')]);
    expect(err).toContain('fix: add --benchmark none');
    expect((await tidemark(['backtest', '--data', file, '--benchmark', 'none'])).code).toBe(0);
  });

  it('prints the result alone with --json, and leaves no files unless told where', async () => {
    const { code, out, cwd } = await tidemark(['backtest', 'buy-and-hold', '--synthetic', '7', '--json']);
    const { schema, strategy, manifest } = JSON.parse(out);
    expect([code, schema, strategy, manifest.seed]).toEqual([0, 'tidemark-report-1', 'buy-and-hold', 7]);
    expect(existsSync(join(cwd, 'out'))).toBe(false);
    const written = await tidemark(['backtest', '--synthetic', '7', '--json', '--out', 'o', '--quiet']);
    expect([readFileSync(join(written.cwd, 'o/result.json'), 'utf8'), written.err]).toEqual([written.out, '']);
  });

  it('is silent with --quiet', async () => {
    const { code, out, err, cwd } = await tidemark(['backtest', '--synthetic', '7', '--quiet']);
    expect([code, out, err, existsSync(join(cwd, 'out/backtest/report.html'))]).toEqual([0, '', '', true]);
  });

  it('takes a margin model, a volume limit and latency', async () => {
    const flags = ['--margin', 'fixedLeverage(2)', '--volume-limit', '0.1', '--latency-bars', '1'];
    const { code, out } = await tidemark(['backtest', '--synthetic', '7', '--json', ...flags]);
    const { settings } = JSON.parse(out).manifest;
    expect([code, settings.margin, settings.volumeLimit]).toEqual([0, 'fixedLeverage(2)', 'volumeShare(0.1)']);
    expect(JSON.stringify(settings)).toContain('latency({ bars: 1 })');
    const page = await tidemark(['backtest', '--synthetic', '7', ...flags]);
    expect(page.out).toContain('  market fixedLeverage(2), volumeShare(0.1), latency({ bars: 1 })\n');
  });

  it('takes a calendar by its name, and says that orders for the day follow it', async () => {
    const flags = ['backtest', '--synthetic', '7', '--calendar', 'CME_EQUITY'];
    const { settings } = JSON.parse((await tidemark([...flags, '--json'])).out).manifest;
    expect(settings.calendar).toBe('CME_EQUITY');
    expect((await tidemark(flags)).out).toContain('  market CME_EQUITY\n');
    const { code, err } = await tidemark(['backtest', '--synthetic', '7', '--calendar', 'CME_EQUTY']);
    expect([code, err]).toEqual([2, expect.stringContaining('did you mean CME_EQUITY?')]);
  });

  it('can do without a benchmark', async () => {
    const { out } = await tidemark(['backtest', '--synthetic', '7', '--benchmark', 'none']);
    expect(out).not.toContain('Buy and hold');
  });

  it('says what the audit found, on the page and in the report', async () => {
    const { code, out, cwd } = await tidemark(['backtest', '--audit']);
    expect(code).toBe(0);
    expect(out).toMatch(/Look-ahead audit\n {2}sma-cross does not look ahead: 24 prefixes of 3516 bars agree\n/);
    expect(readFileSync(join(cwd, 'out/backtest/report.html'), 'utf8')).toContain('does not look ahead');
  });

  it('draws with braille and moves a bar where somebody looks', async () => {
    const { out, err } = await tidemark(['backtest', '--synthetic', '7'], 80);
    expect(out).toMatch(/[\u2801-\u28FF]{3}/);
    expect(err).toMatch(/█|░/);
    expect(err.endsWith('\r\u001B[2K')).toBe(true);
  });
});

describe('a wrong command line ends with 2', () => {
  it.each([
    [['backtest', '--dta', 'x.csv'], 'UNKNOWN_OPTION', 'did you mean --data?'],
    [['backtset'], 'UNKNOWN_COMMAND', 'did you mean backtest?'],
    [['backtest', '--data'], 'OPTION_MISSING_ARGUMENT', 'see tidemark backtest --help'],
    [['backtest', 'a', 'b'], 'EXCESS_ARGUMENTS', 'see tidemark backtest --help'],
    [['backtest', '--units', '1', '--cash', '2'], 'CONFLICTING_OPTION', 'see tidemark backtest --help'],
    [['backtest', '--data', 'x', '--synthetic', '2'], 'CONFLICTING_OPTION', 'see tidemark backtest --help'],
    [['backtest', '--capital', 'x'], 'INVALID_VALUE', 'give money, more than 0'],
    [['backtest', '--commission', '20'], 'INVALID_COMMISSION', 'rates are fractions: 20 % is 0.2'],
    [['backtest', 'sma-corss'], 'UNKNOWN_STRATEGY', 'did you mean sma-cross?'],
    [['backtest', 'gone.ts'], 'STRATEGY_FILE_MISSING', 'give the path of a .ts'],
    [['backtest', 'notes.md'], 'STRATEGY_FILE_MISSING', 'give the path of a .ts'],
    [['backtest', '--params', '{"fsat": 1}'], 'INVALID_PARAMS', 'did you mean fast?'],
    [['backtest', '--params', '{"fast": 0}'], 'INVALID_PARAMS', 'change fast'],
    [['strategies', 'gone'], 'UNKNOWN_STRATEGY', 'the built-in ones are buy-and-hold'],
  ])('%o', async (args, code, fix) => {
    const ended = await tidemark(args);
    expect([ended.code, ended.out]).toEqual([2, '']);
    expect(ended.err).toMatch(new RegExp(`^error ${code}: .*\n`));
    expect(ended.err).toContain(`  fix: ${fix}`);
    expect(existsSync(join(ended.cwd, 'out'))).toBe(false);
  });

  it('shows the help where nothing is asked for', async () => {
    const { code, out, err } = await tidemark([]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('Usage: tidemark [options] [command]');
  });
});

it('explains itself within 80 columns', async () => {
  for (const args of [['--help'], ['backtest', '--help'], ['help', 'backtest'], ['strategies', '--help']]) {
    const { code, out, err } = await tidemark(args, 80);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^Usage: tidemark/);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  }
});

it('says its version', async () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  expect(await tidemark(['--version'])).toMatchObject({ code: 0, out: `${version}\n` });
});

describe('tidemark strategies', () => {
  it('lists the built-in strategies with what their parameters may be', async () => {
    const { code, out } = await tidemark(['strategies']);
    expect(code).toBe(0);
    expect(out).toMatch(/^buy-and-hold\n {2}takes no parameters\n/);
    expect(out).toMatch(/^ {2}fast +whole number, at least 1 +20$/m);
    expect(out).toMatch(/^ {2}oversold +number, at least 0, at most 100 +30$/m);
    expect(out).toMatch(/^ {2}side +"long" or "both" +"long"$/m);
  });

  it('shows those of one', async () => {
    expect((await tidemark(['strategies', 'buy-and-hold'])).out).toBe('buy-and-hold\n  takes no parameters\n');
  });
});
