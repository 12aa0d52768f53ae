import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { runProgram } from '../program.ts';
import { memoryTerminal } from '../terminal/memory-terminal.ts';

async function tidemark(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const cwd = mkdtempSync(join(tmpdir(), 'config-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, 'tidemark.config.toml'), '[backtest]\ncapital = 50_000\nstrategy = "buy-and-hold"\n');
  const terminal = memoryTerminal({ cwd });
  const code = await runProgram(args, terminal);
  return { code, out: terminal.outText(), err: terminal.errText() };
}

it('show prints what holds', async () => {
  const { code, out } = await tidemark('config', 'show');
  expect([code, JSON.parse(out).backtest.capital]).toEqual([0, 50_000]);
});

it('explain names the layer that won, and whom it overrode', async () => {
  const { out } = await tidemark('config', 'explain', 'backtest.capital');
  expect(out).toMatch(
    /^backtest.capital = 50000 from file .*:2:\d+, over 10000 from defaults\n {2}money to start with\n$/,
  );
});

it('explain knows what was meant', async () => {
  const { code, err } = await tidemark('config', 'explain', 'backtest.capitl');
  expect([code, err]).toEqual([1, expect.stringContaining('did you mean backtest.capital?')]);
});

it('schema prints a JSON Schema', async () => {
  const { out } = await tidemark('config', 'schema');
  expect(JSON.parse(out).properties.backtest.properties.capital).toMatchObject({ default: 10_000 });
});

it('backtest reads it, and says so', async () => {
  const { code, out } = await tidemark('backtest', '--synthetic', '7');
  expect(code).toBe(0);
  expect(out).toContain('backtest.strategy = "buy-and-hold"');
  expect(out).toContain('capital $50,000.00');
});

it('backtest reads none with --no-config', async () => {
  const { out } = await tidemark('backtest', '--synthetic', '7', '--no-config');
  expect(out).toContain('capital $10,000.00');
});
