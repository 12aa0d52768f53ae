import { nearestName } from '@tidemark/core-errors';
import type { Environment } from './env.ts';
import type { ConfigIssue } from './issue.ts';
import type { Merged } from './merge.ts';
import { isTree, pathText, setKey, type Path } from './path.ts';
import { schemaAt, type AnySchema } from './schema-walk.ts';
import { isSecret, secret } from './secret.ts';
import { valueOfText } from './text-value.ts';

/** Where references are looked up. */
export interface ReferenceReaders {
  readonly environment: Environment;
  /**
   * The text of a file, without the line feed at its end.
   *
   * @param folder of the configuration file that refers to it
   * @throws anything where there is none
   */
  readonly readFile?: ((path: string, folder: string | undefined) => string) | undefined;
}

export interface Resolved {
  readonly tree: Record<string, unknown>;
  readonly issues: readonly ConfigIssue[];
  /** What was written, by path: `${env:REDIS_URL}`. */
  readonly written: ReadonlyMap<string, string>;
}

const REFERENCE = /(\$?)\$\{([^}]*)\}/g;
const SCHEMES = ['env', 'file'];

/**
 * Replaces `${env:NAME}`, `${env:NAME:-otherwise}` and `${file:path}` in texts and secrets; `$${` stays `${`. It comes
 * after the layers were merged: what was overridden is never looked up. What a reference gives is not searched again.
 */
export function resolveReferences(merged: Merged, schema: AnySchema, readers: ReferenceReaders): Resolved {
  const issues: ConfigIssue[] = [];
  const written = new Map<string, string>();

  const text = (raw: string, path: Path): unknown => {
    if (!raw.includes('${')) return raw;
    const layer = layerOf(merged, path);
    if (layer?.isLiteral === true) return raw;
    let isFound = true;
    const replaced = raw.replaceAll(REFERENCE, (whole: string, escape: string, reference: string) => {
      if (escape !== '') return whole.slice(1);
      const found = lookUp(reference, readers, layer?.folder);
      if (typeof found === 'string') return found;
      isFound = false;
      const what = `${pathText(path)} refers to \${${reference}}, ${found.what}`;
      issues.push({ code: found.code, path: pathText(path), what, place: merged.placeOf(path), fix: found.fix });
      return whole;
    });
    if (raw !== replaced || !isFound) written.set(JSON.stringify(path), raw);
    // A reference that is all there is may stand for a number.
    const at = isFound && /^\$\{[^}]*\}$/.test(raw) ? schemaAt(schema, path) : undefined;
    return at === undefined ? replaced : valueOfText(replaced, at);
  };
  const visit = (value: unknown, path: Path): unknown => {
    if (typeof value === 'string') return text(value, path);
    if (isSecret(value)) {
      const before = value.reveal();
      const after = text(before, path);
      return typeof after === 'string' && after !== before && after !== '' ? secret(after) : value;
    }
    if (Array.isArray(value)) return value.map((item, i) => visit(item, [...path, i]));
    return isTree(value) ? tree(value, path) : value;
  };
  const tree = (value: Readonly<Record<string, unknown>>, path: Path): Record<string, unknown> => {
    const out: Record<string, unknown> = {};
    for (const [key, inner] of Object.entries(value)) setKey(out, key, visit(inner, [...path, key]));
    return out;
  };
  return { tree: tree(merged.tree, []), issues, written };
}

function layerOf(
  merged: Merged,
  path: Path,
): { isLiteral?: boolean | undefined; folder?: string | undefined } | undefined {
  for (let length = path.length; length > 0; length--) {
    const winner = merged.given(path.slice(0, length)).at(-1);
    if (winner !== undefined) return winner.layer;
  }
  return undefined;
}

interface Missing {
  readonly code: 'REFERENCE_UNKNOWN' | 'REFERENCE_UNRESOLVED';
  readonly what: string;
  readonly fix: string;
}

function lookUp(reference: string, { environment, readFile }: ReferenceReaders, folder?: string): string | Missing {
  const colon = reference.indexOf(':');
  const [scheme, target] = [reference.slice(0, Math.max(colon, 0)), reference.slice(colon + 1)];
  if (scheme === 'env') {
    const [name = '', otherwise] = target.split(/:-(.*)/s);
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    // As in a shell: `:-` covers the empty text too.
    if (otherwise !== undefined) return value === undefined || value === '' ? otherwise : value;
    if (value !== undefined) return value;
    const fix = `set ${name}, or say what holds otherwise: \${env:${name}:-…}`;
    return { code: 'REFERENCE_UNRESOLVED', what: 'a variable that is not set', fix };
  }
  if (scheme === 'file') {
    if (readFile === undefined) {
      return {
        code: 'REFERENCE_UNKNOWN',
        what: 'and files cannot be read here',
        fix: 'load it with @tidemark/core-config/node',
      };
    }
    try {
      return readFile(target, folder);
    } catch (cause) {
      const what = `which cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`;
      return {
        code: 'REFERENCE_UNRESOLVED',
        what,
        fix: 'give the path of a file, from the folder of the configuration',
      };
    }
  }
  const meant = nearestName(scheme, SCHEMES);
  const example = scheme === '' ? `\${env:${reference}}` : '${env:NAME} or ${file:path}';
  const fix = `${meant === undefined ? `write ${example}` : `did you mean ${meant}:?`}; a text with $\{ is written $$\{`;
  return { code: 'REFERENCE_UNKNOWN', what: 'which is no reference', fix };
}
