import { z } from 'zod';
import type { ParamsSchema } from '@tidemark/core-market';
import { builtInNames } from '@tidemark/strategy';
import { EXIT } from '../error.ts';
import { strategyFactory } from '../run/choose-strategy.ts';
import { tableLines } from '../terminal/table.ts';
import type { Style } from '../terminal/style.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `tidemark strategies`: the parameters of the named strategy, or of every built-in one. */
export async function strategiesCommand(name: string | undefined, { cwd, out }: Terminal): Promise<number> {
  const names = name === undefined ? builtInNames : [name];
  const factories = await Promise.all(names.map((each) => strategyFactory(each, cwd)));
  const sections = factories.map(({ strategyName, params }) => [
    out.style.bold(strategyName),
    ...paramLines(params, out.style),
  ]);
  out.write(`${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`);
  return EXIT.ok;
}

interface JsonProperty {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly description?: string;
}

function paramLines(schema: ParamsSchema, style: Style): string[] {
  if (!(schema instanceof z.ZodType)) return ['  parameters: see the file'];
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const rows = Object.entries(properties as Record<string, JsonProperty>).map(([name, property]) => [
    name,
    allowed(property),
    'default' in property ? JSON.stringify(property.default) : '',
  ]);
  if (rows.length === 0) return ['  takes no parameters'];
  return tableLines({ head: ['parameter', 'allowed', 'default'], rows, words: 2 }, style);
}

/** Bounds that stand for none: JSON Schema gives whole numbers those of a float64. */
const UNBOUNDED = Number.MAX_SAFE_INTEGER;

function allowed({ type, enum: choices, minimum = -Infinity, maximum = Infinity }: JsonProperty): string {
  if (choices !== undefined) return choices.map((choice) => JSON.stringify(choice)).join(' or ');
  const kind = type === 'integer' ? 'whole number' : (type ?? 'any value');
  const least = minimum > -UNBOUNDED ? `, at least ${minimum}` : '';
  return `${kind}${least}${maximum < UNBOUNDED ? `, at most ${maximum}` : ''}`;
}
