import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memoryTerminal, type MemoryTerminal } from '../terminal/memory-terminal.ts';
import { configurationOf, withConfiguration, type Configured } from './configuration.ts';

const YAML = `
backtest: { capital: 50000, units: 5, params: { fast: 5 } }
data: { symbol: DESK }
profiles: { cautious: { backtest: { units: null, percentOfEquity: 0.5 } } }
`;

function desk(text: string, env: Record<string, string> = {}): MemoryTerminal {
  const cwd = mkdtempSync(join(tmpdir(), 'config-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  writeFileSync(join(cwd, 'tidemark.config.yaml'), text);
  return memoryTerminal({ cwd, env });
}

async function configured(
  written: Record<string, unknown>,
  profile?: string,
  env?: Record<string, string>,
): Promise<Configured> {
  return withConfiguration(written, await configurationOf({ profile }, desk(YAML, env)));
}

describe('options over a configuration', () => {
  it('are what the file says where the command line says nothing', async () => {
    const { written, given } = await configured({ symbol: 'ES' });
    expect(written).toEqual({ symbol: 'ES', capital: '50000', units: '5', params: '{"fast":5}' });
    expect(given[1]).toMatch(
      /^backtest.capital = 50000 from file .*tidemark.config.yaml:2:\d+, over 10000 from defaults$/,
    );
  });

  it('leave no size of the file beside one of the command line', async () => {
    expect((await configured({ cash: '100' })).written).toEqual({
      cash: '100',
      symbol: 'DESK',
      capital: '50000',
      params: '{"fast":5}',
    });
  });

  it('follow a profile, and the environment before it', async () => {
    const { written } = await configured({}, 'cautious', { TIDEMARK_BACKTEST__CAPITAL: '7' });
    expect(written).toMatchObject({ capital: '7', percentOfEquity: '0.5', units: undefined });
  });
});

it('a configuration with mistakes is bad usage, every mistake with its place', async () => {
  const mistakes = 'backtest: { capitl: 5, units: "x" }\nrepot: {}\n';
  const failed = configurationOf({}, desk(mistakes));
  await expect(failed).rejects.toMatchObject({ code: 'CONFIG_INVALID', exitCode: 2 });
  await expect(failed).rejects.toThrow(/capitl[\s\S]*units[\s\S]*repot/);
});
