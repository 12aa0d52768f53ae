import { explanationText, jsonSchemaOf, tidemarkSchema } from '@tidemark/core-config';
import { EXIT } from '../error.ts';
import { configurationOf, type ConfigurationFlags } from '../options/configuration.ts';
import { wrapped } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `tidemark config show`: what holds, as JSON; secrets read `[redacted]`. */
export async function configShowCommand(flags: ConfigurationFlags, terminal: Terminal): Promise<number> {
  const configuration = await configurationOf(flags, terminal);
  terminal.out.write(`${JSON.stringify(configuration, undefined, 2)}\n`);
  return EXIT.ok;
}

/**
 * `tidemark config explain [setting]`: where a setting has its value from, and whom it overrode.
 *
 * @param path a setting or a section; left out: everything that has a value
 * @throws ConfigError UNKNOWN_SETTING
 */
export async function configExplainCommand(
  path: string | undefined,
  flags: ConfigurationFlags,
  terminal: Terminal,
): Promise<number> {
  const configuration = await configurationOf(flags, terminal);
  const { out } = terminal;
  for (const explanation of configuration.explainAll(path)) {
    out.write(`${explanationText(explanation)}\n`);
    if (path !== undefined && explanation.description !== undefined) {
      out.write(`${wrapped(explanation.description, out.style.width, '  ').join('\n')}\n`);
    }
  }
  return EXIT.ok;
}

/** `tidemark config schema`: the JSON Schema of a configuration file, for editors. */
export function configSchemaCommand({ out }: Terminal): number {
  out.write(`${JSON.stringify(jsonSchemaOf(tidemarkSchema, 'Tidemark configuration'), undefined, 2)}\n`);
  return EXIT.ok;
}
