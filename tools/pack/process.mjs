import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const MOST_MS = 120_000;

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').ExecFileOptions} options
 * @returns {Promise<string>} what it printed
 * @throws Error with the command and what the program complained of
 */
export async function run(command, args, options) {
  try {
    const settings = { maxBuffer: 1 << 26, timeout: MOST_MS, ...options };
    return (await promisify(execFile)(command, args, settings)).stdout;
  } catch (error) {
    const said = [error.stdout, error.stderr].join('\n').trim().split('\n').slice(-20).join('\n    ');
    throw new Error(`${[command, ...args].join(' ')}: exit ${error.code ?? error.signal}\n    ${said}`, {
      cause: error,
    });
  }
}
