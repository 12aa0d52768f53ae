import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument, type Document, type Node } from 'yaml';
import type { ConfigIssue } from '../issue.ts';
import type { Path } from '../path.ts';
import { parsedText, syntaxIssue, type ParsedText } from './parsed.ts';
import { Positions } from './positions.ts';

/** Reads YAML 1.2, with anchors and `<<`; every syntax error is told, not the first alone. */
export function parseYaml(text: string, file: string): ParsedText {
  const positions = new Positions(text, file);
  const document = documentOf(text);
  const issues: ConfigIssue[] = document.errors.map(({ message, pos }) => syntaxIssue(positions, pos[0], message));
  if (issues.length > 0) return parsedText(undefined, positions, issues);
  try {
    const values: unknown = document.toJS({ maxAliasCount: 1_000 });
    record(document, positions);
    return parsedText(values, positions, []);
  } catch (cause) {
    // Aliases that grow without end.
    return parsedText(undefined, positions, [
      syntaxIssue(positions, 0, cause instanceof Error ? cause.message : String(cause)),
    ]);
  }
}

/** The nodes of a text in YAML, of which JSON is a part. */
export function documentOf(text: string): Document.Parsed {
  return parseDocument(text, { merge: true, prettyErrors: false, logLevel: 'silent' });
}

/** Notes where each node stands. What an alias stands for is where it is written. */
export function record(document: Document, positions: Positions): void {
  const visiting = new Set<Node>();
  const visit = (node: unknown, path: Path): void => {
    const target = isAlias(node) ? node.resolve(document) : node;
    if (target === undefined || visiting.has(target as Node) || path.length > 100) return;
    visiting.add(target as Node);
    if (isSeq(target)) {
      for (const [i, item] of target.items.entries()) note(item, [...path, i], undefined);
    } else if (isMap(target)) {
      // What is merged in comes first: the section's own keys stand over it.
      const merged = target.items.filter(({ key }) => isMergeKey(key));
      for (const { value } of merged) {
        for (const source of isSeq(value) ? value.items : [value]) visit(source, path);
      }
      for (const { key, value } of target.items) {
        if (!isMergeKey(key)) note(value, [...path, isScalar(key) ? String(key.value) : String(key)], key);
      }
    }
    visiting.delete(target as Node);
  };
  const note = (node: unknown, path: Path, key: unknown): void => {
    const keyStart = startOf(key);
    const start = startOf(node);
    if (keyStart !== undefined) positions.setKey(path, keyStart);
    if (start !== undefined) positions.setValue(path, start);
    visit(node, path);
  };
  visit(document.contents, []);
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && (key.value === '<<' || typeof key.value === 'symbol');
}

function startOf(node: unknown): number | undefined {
  return isPair(node) ? undefined : (node as Node | null | undefined)?.range?.[0];
}
