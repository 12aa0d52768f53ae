import { setAt } from './env.ts';
import type { Layer } from './layer.ts';
import { parsePath } from './path.ts';
import { schemaAt, type AnySchema } from './schema-walk.ts';
import { valueOfText } from './text-value.ts';

/** One setting as the command line gave it. */
export interface Assignment {
  /** `backtest.capital` */
  readonly path: string;
  /** Texts are read as the setting wants them; other values are taken as they are, undefined not at all. */
  readonly value: unknown;
  /** How it was written, for messages: `--capital`. Default `--set <path>`. */
  readonly flag?: string | undefined;
}

/** Settings from a command line. */
export function commandLineLayer(schema: AnySchema, assignments: readonly Assignment[]): Layer {
  const values: Record<string, unknown> = {};
  const flags = new Map<string, string>();
  for (const { path: text, value, flag = `--set ${text}` } of assignments) {
    if (value === undefined) continue;
    const path = parsePath(text);
    const at = schemaAt(schema, path);
    setAt(values, path, typeof value === 'string' && at !== undefined ? valueOfText(value, at) : value);
    flags.set(JSON.stringify(path), flag);
  }
  return {
    kind: 'command line',
    values,
    placeOf: (path) => {
      for (let length = path.length; length > 0; length--) {
        const flag = flags.get(JSON.stringify(path.slice(0, length)));
        if (flag !== undefined) return { text: flag };
      }
      return undefined;
    },
  };
}
