import { parse, TomlDate, TomlError } from 'smol-toml';
import { isTree, setKey } from '../path.ts';
import { parsedText, syntaxIssue, type ParsedText } from './parsed.ts';
import { Positions } from './positions.ts';
import { recordToml } from './toml-positions.ts';

/** Reads TOML 1.0. Dates become texts in ISO 8601, as a configuration writes them. */
export function parseToml(text: string, file: string): ParsedText {
  const positions = new Positions(text, file);
  try {
    const values = plainDates(parse(text, { useLegacyDate: true }));
    recordToml(text, positions);
    return parsedText(values, positions, []);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [line = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
    const before = text.split('\n').slice(0, error.line - 1);
    const offset = before.reduce((sum, { length }) => sum + length + 1, error.column - 1);
    return parsedText(undefined, positions, [syntaxIssue(positions, Math.min(offset, text.length), line)]);
  }
}

function plainDates(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(plainDates);
  if (!isTree(value)) return value;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) setKey(out, key, plainDates(inner));
  return out;
}
