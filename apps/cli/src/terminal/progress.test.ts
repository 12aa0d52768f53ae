import { expect, it } from 'vitest';
import { memoryTerminal } from './memory-terminal.ts';
import { progressOn } from './progress.ts';

it('writes a plain line for each part in a pipe', () => {
  const terminal = memoryTerminal();
  const progress = progressOn(terminal.err, false);
  progress.stage('reading');
  progress.share(0.5);
  progress.stage('running');
  progress.end();
  expect(terminal.errText()).toBe('reading\nrunning\n');
});

it('moves a bar on a terminal and takes it away at the end', () => {
  const terminal = memoryTerminal({ columns: 80 });
  const progress = progressOn(terminal.err, false);
  progress.stage('running');
  progress.share(0.5);
  progress.share(0.501); // nothing new to see
  progress.end();
  progress.end();
  const bars = terminal.errText().split('\r\u001B[2K');
  expect(bars).toEqual(['', `${'░'.repeat(24)} running`, `${'█'.repeat(12)}${'░'.repeat(12)} running`, '']);
});

it('is silent where quiet is asked for', () => {
  const terminal = memoryTerminal();
  const progress = progressOn(terminal.err, true);
  progress.stage('reading');
  progress.share(1);
  progress.end();
  expect(terminal.errText()).toBe('');
});
