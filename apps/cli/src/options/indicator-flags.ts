import { isTidemarkError } from '@tidemark/core-errors';
import { catalogueEntry, type CatalogueEntry } from '@tidemark/modeling-indicators/catalogue';
import { Option } from 'commander';
import { usageError } from '../error.ts';
import { wrapped } from '../terminal/table.ts';

/**
 * What the catalogue says of an indicator.
 *
 * @throws CliError UNKNOWN_INDICATOR, exit code 2
 */
export function indicatorEntry(name: string): CatalogueEntry {
  try {
    return catalogueEntry(name);
  } catch (error) {
    if (!isTidemarkError(error)) throw error;
    const fix = error.fix?.startsWith('did you mean') === true ? error.fix : 'see tidemark indicator --list';
    throw usageError(error.code, { what: error.what, fix, cause: error });
  }
}

/** `fastK` as it is written on the command line: `--fast-k`. */
export function flagOf(parameter: string): string {
  return `--${parameter.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** One flag for each parameter of an indicator. */
export function parameterFlags(name: string): Option[] {
  return indicatorEntry(name).parameters.map(({ name: parameter, kind, default: usual }) => {
    const [value, what] = kind === 'integer' ? ['n', 'whole number'] : ['x', 'number'];
    return new Option(`${flagOf(parameter)} <${value}>`, `${what} (default: ${usual})`);
  });
}

/** What help says of an indicator, below its flags. */
export function aboutText(name: string, width: number): string {
  const { title, formula, source, unit } = indicatorEntry(name);
  const sentences = [`${title} (${unit}): ${formula}.`, `Source: ${source}.`];
  return `\n${sentences.flatMap((sentence) => wrapped(sentence, width)).join('\n')}\n`;
}
