import { nearestName } from '@tidemark/core-errors';
import type { z } from 'zod';
import { commandLineLayer } from './command-line.ts';
import { RESERVED_KEYS, type ConfigFile } from './config-file.ts';
import { environmentLayer } from './env.ts';
import { ConfigError } from './error.ts';
import { frozen, type Frozen } from './freeze.ts';
import { invalidConfig, issueText, type ConfigIssue } from './issue.ts';
import type { Layer } from './layer.ts';
import { mergeLayers, type Merged } from './merge.ts';
import { isTree, type ConfigTree } from './path.ts';
import { resolveReferences } from './references.ts';
import { isSecret, type Secret } from './secret.ts';
import type { ConfigSchema, ConfigSources } from './sources.ts';
import { issuesOf, NO_MESSAGE } from './zod-issues.ts';

/** A configuration that holds: its values, and where each came from. */
export interface ResolvedConfig<S extends ConfigSchema> {
  readonly value: Frozen<z.output<S>>;
  readonly merged: Merged;
  /** Texts as they were written, before their references were replaced, by path. */
  readonly written: ReadonlyMap<string, string>;
  readonly secrets: readonly Secret[];
}

/**
 * Lays the sources over one another, resolves references and checks the result.
 *
 * @throws ConfigError CONFIG_INVALID with every mistake there is; RESERVED_SETTING
 */
export function resolveConfig<S extends ConfigSchema>(schema: S, sources: ConfigSources<S>): ResolvedConfig<S> {
  const reserved = RESERVED_KEYS.find((key) => Object.hasOwn(schema.shape, key));
  if (reserved !== undefined) {
    const what = `the schema has a setting called ${reserved}, which files use for themselves`;
    throw new ConfigError('RESERVED_SETTING', { what, where: reserved, fix: 'give it another name' });
  }
  const { profile, files = [] } = sources;
  const before = files.flatMap(({ issues }) => issues);
  const main = checked(schema, sources, profile);
  const issues = [...before, ...main.issues, ...unchosen(schema, sources)];
  if (issues.length > 0 || main.value === undefined) throw invalidConfig(inOrder(issues));
  const value = frozen(main.value);
  return { value, merged: main.merged, written: main.written, secrets: secretsIn(value) };
}

interface Checked<S extends ConfigSchema> {
  readonly value: z.output<S> | undefined;
  readonly issues: readonly ConfigIssue[];
  readonly merged: Merged;
  readonly written: ReadonlyMap<string, string>;
}

function checked<S extends ConfigSchema>(schema: S, sources: ConfigSources<S>, profile?: string): Checked<S> {
  const { files = [], environment = {}, prefix = 'TIDEMARK', commandLine = [], code, readFile } = sources;
  const chosen = profileLayers(files, profile);
  const ofFiles = [...files.map(fileLayer), ...chosen.layers];
  const fromEnvironment = environmentLayer(schema, environment, { prefix, below: mergeLayers(ofFiles).tree });
  const merged = mergeLayers([
    ...ofFiles,
    fromEnvironment.layer,
    commandLineLayer(schema, commandLine),
    { kind: 'code', values: (code ?? {}) as ConfigTree, placeOf: () => ({ text: 'code' }) },
  ]);
  const { tree, issues, written } = resolveReferences(merged, schema, { environment, readFile });
  const result = schema.safeParse(tree, { error: () => NO_MESSAGE });
  const found = issuesOf(result.error?.issues ?? [], schema, merged, tree);
  // What could not be looked up is wrong for that reason, not for its text.
  const unresolved = new Set(issues.map(({ path }) => path));
  const all = [
    ...chosen.issues,
    ...fromEnvironment.issues,
    ...issues,
    ...found.filter(({ path }) => !unresolved.has(path)),
  ];
  return { value: result.data as z.output<S> | undefined, issues: all, merged, written };
}

/** Mistakes in profiles that nobody has chosen: what is wrong with them and is not without them. */
function unchosen<S extends ConfigSchema>(schema: S, sources: ConfigSources<S>): ConfigIssue[] {
  const { files = [], profile } = sources;
  const names = new Set(files.flatMap(({ profiles }) => Object.keys(profiles)));
  names.delete(profile ?? '');
  if (names.size === 0) return [];
  const without = new Set(checked(schema, { files }).issues.map(issueText));
  const theirs = [...names].flatMap((name) => checked(schema, { files }, name).issues);
  // What their references mean is known once they are chosen.
  return theirs.filter((issue) => !issue.code.startsWith('REFERENCE') && !without.has(issueText(issue)));
}

function fileLayer({ values, placeOf, folder }: ConfigFile): Layer {
  return { kind: 'file', values, placeOf, folder };
}

function profileLayers(
  files: readonly ConfigFile[],
  profile: string | undefined,
): { layers: Layer[]; issues: ConfigIssue[] } {
  if (profile === undefined) return { layers: [], issues: [] };
  const having = files.filter(({ profiles }) => Object.hasOwn(profiles, profile));
  const layers = having.map(({ profiles, placeOf, folder }): Layer => ({
    kind: 'profile',
    values: profiles[profile]!,
    placeOf: (path, part) => placeOf(['profiles', profile, ...path], part),
    folder,
  }));
  if (layers.length > 0) return { layers, issues: [] };
  const names = [...new Set(files.flatMap(({ profiles }) => Object.keys(profiles)))];
  const meant = nearestName(profile, names);
  const known = names.length === 0 ? 'no file has profiles' : `the profiles are ${names.join(', ')}`;
  const fix = meant === undefined ? known : `did you mean ${meant}?`;
  return { layers, issues: [{ code: 'UNKNOWN_PROFILE', path: '', what: `there is no profile ${profile}`, fix }] };
}

/** By file, line and column; what has no place comes last. */
function inOrder(issues: readonly ConfigIssue[]): ConfigIssue[] {
  const seen = new Set<string>();
  const fresh = issues.filter((issue) => !seen.has(issueText(issue)) && seen.add(issueText(issue)));
  return fresh.toSorted((a, b) => {
    const [file, other] = [a.place?.file ?? '\uFFFF', b.place?.file ?? '\uFFFF'];
    if (file !== other) return file < other ? -1 : 1;
    return (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0);
  });
}

function secretsIn(value: unknown): Secret[] {
  if (isSecret(value)) return [value];
  if (Array.isArray(value)) return value.flatMap(secretsIn);
  return isTree(value) ? Object.values(value).flatMap(secretsIn) : [];
}
