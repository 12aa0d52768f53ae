import { jsonErrorOffset } from './json-error.ts';
import { parsedText, syntaxIssue, type ParsedText } from './parsed.ts';
import { Positions } from './positions.ts';
import { documentOf, record } from './yaml.ts';

/** Reads JSON, strictly; a key that is given twice is refused. */
export function parseJson(text: string, file: string): ParsedText {
  const positions = new Positions(text, file);
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return parsedText(undefined, positions, [syntaxIssue(positions, jsonErrorOffset(text), withoutPlace(message))]);
  }
  // JSON is YAML: its parser knows where everything stands, which JSON.parse does not tell.
  const document = documentOf(text);
  const twice = document.errors.filter(({ code }) => code === 'DUPLICATE_KEY');
  record(document, positions);
  return parsedText(
    values,
    positions,
    twice.map(({ pos }) => syntaxIssue(positions, pos[0], 'the key is given twice')),
  );
}

function withoutPlace(message: string): string {
  return message.replace(/,? "?(?:\.{3})?".*is not valid JSON$/s, '').replace(/ (?:in JSON )?at position.*$/s, '');
}
