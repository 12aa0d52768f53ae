import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runProgram } from '../program.ts';
import { memoryTerminal } from '../terminal/memory-terminal.ts';

/** A folder with the result of a backtest in it, and a way to run commands there. */
async function afterBacktest(...flags: readonly string[]) {
  const cwd = mkdtempSync(join(tmpdir(), 'cli-'));
  onTestFinished(() => rmSync(cwd, { recursive: true }));
  const run = async (...args: readonly string[]) => {
    const terminal = memoryTerminal({ cwd });
    const code = await runProgram([...args], terminal);
    return { code, out: terminal.outText(), err: terminal.errText() };
  };
  await run('backtest', 'sma-cross', '--synthetic', '7', '--out', 'made', '--quiet', ...flags);
  const result = join(cwd, 'made', 'result.json');
  return { run, cwd, result, text: readFileSync(result, 'utf8') };
}

describe('tidemark rerun', () => {
  it('ends with 0 where orders and fills are those of the record', async () => {
    const { run } = await afterBacktest('--commission', '0.001', '--params', '{"fast":5,"slow":40}');
    const { code, out } = await run('rerun', 'made/result.json', '--synthetic', '7');
    expect([code, out]).toEqual([0, expect.stringContaining('the fills: as recorded')]);
    expect(out).not.toContain('not as recorded');
  });

  it('makes the calendar of the run from its name', async () => {
    const { run, cwd, text } = await afterBacktest('--calendar', 'XNYS');
    expect(await run('rerun', 'made/result.json', '--synthetic', '7')).toMatchObject({ code: 0 });
    writeFileSync(join(cwd, 'own.json'), text.replace(/("calendar": ?)"XNYS"/, '$1"MOON"'));
    const { code, err } = await run('rerun', 'own.json', '--synthetic', '7');
    expect([code, err]).toEqual([1, expect.stringContaining('UNKNOWN_CALENDAR')]);
  });

  it('ends with 1 on other bars, and names what differs', async () => {
    const { run } = await afterBacktest();
    const { code, out, err } = await run('rerun', 'made/result.json', '--synthetic', '8');
    expect([code, err]).toEqual([1, expect.stringContaining('error RUN_DIFFERS')]);
    expect(out).toContain('the bars: not as recorded');
    expect(out).toContain('the code of the strategy: as recorded');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('says the same as JSON', async () => {
    const { run } = await afterBacktest();
    const { out } = await run('rerun', 'made/result.json', '--synthetic', '7', '--json');
    expect(JSON.parse(out)).toEqual({ strategy: 'sma-cross', agrees: true, drifted: [] });
  });

  it('takes a manifest alone, and refuses what is none with exit code 2', async () => {
    const { run, cwd, text } = await afterBacktest();
    writeFileSync(join(cwd, 'alone.json'), JSON.stringify((JSON.parse(text) as { manifest: unknown }).manifest));
    writeFileSync(join(cwd, 'none.json'), '{"profile": 1}');
    expect((await run('rerun', 'alone.json', '--synthetic', '7')).code).toBe(0);
    for (const file of ['none.json', 'missing.json']) {
      const { code, err } = await run('rerun', file);
      expect([code, err]).toEqual([2, expect.stringContaining('MANIFEST_UNREADABLE')]);
    }
  });
});
