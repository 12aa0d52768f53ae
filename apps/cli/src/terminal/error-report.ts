import { inspect } from 'node:util';
import { isTidemarkError } from '@tidemark/core-errors';
import type { Style } from './style.ts';

/** An error as a person reads it: what, where and how to mend it; with `verbose` also where in the code. */
export function errorReport(error: unknown, style: Style, verbose: boolean): string {
  const { code, what, where, fix } = factsOf(error);
  const lines = [
    `${style.red('error')} ${style.bold(code)}: ${what}`,
    ...(where === undefined ? [] : [`  at: ${where}`]),
    ...(fix === undefined ? [] : [`  fix: ${fix}`]),
    ...(verbose ? ['', readable(inspect(error, { colors: false }))] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function factsOf(error: unknown): { code: string; what: string; where?: string | undefined; fix?: string | undefined } {
  if (isTidemarkError(error)) return error;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: 'UNEXPECTED', what, fix: 'run again with --verbose and report what it prints' };
}

/** Stack frames of files that tsx runs as CommonJS name their whole text: the file is left of it. */
function readable(stack: string): string {
  const frame = /data:text\/javascript,\S*?filePath=((?:(?!%3F)[^?:)\s])*)[^)\s]*/g;
  return stack.replaceAll(frame, (_, path: string) => decodeURIComponent(path));
}
