import { ConfigError } from './error.ts';
import { parseJson } from './formats/json.ts';
import type { ParsedText } from './formats/parsed.ts';
import { parseToml } from './formats/toml.ts';
import { parseYaml } from './formats/yaml.ts';
import type { ConfigIssue } from './issue.ts';
import { isTree, type ConfigTree, type Path } from './path.ts';
import type { Place } from './place.ts';

/** A configuration file that was read: its settings, and what it says of other files and of profiles. */
export interface ConfigFile {
  /** As messages name it. */
  readonly file: string;
  readonly values: ConfigTree;
  readonly profiles: Readonly<Record<string, ConfigTree>>;
  /** Files that this one builds on. */
  readonly extends: readonly string[];
  readonly issues: readonly ConfigIssue[];
  /** Of a setting; of a profile's settings below `profiles.<name>`. */
  readonly placeOf: (path: Path, part?: 'key' | 'value') => Place;
  /** What `${file:…}` is relative to; default: what the reader of files takes. */
  readonly folder?: string | undefined;
}

/** Keys at the root of a file that are no settings. */
export const RESERVED_KEYS = ['$schema', 'extends', 'profiles'] as const;

const PARSERS: Readonly<Record<string, (text: string, file: string) => ParsedText>> = {
  json: parseJson,
  toml: parseToml,
  yaml: parseYaml,
  yml: parseYaml,
};

/**
 * Reads the text of a configuration file. Mistakes in it are issues, not exceptions, so that they can be told all at once.
 *
 * @param file its name: the ending says how it is read; messages name it so
 * @throws ConfigError CONFIG_FILE_TYPE for an ending that is none of json, toml, yaml, yml
 * @example
 * const { values, placeOf } = parseConfigFile('cache:\n  ttlMs: 5\n', 'tidemark.config.yaml');
 * placeOf(['cache', 'ttlMs']).text // => 'tidemark.config.yaml:2:10'
 */
export function parseConfigFile(text: string, file: string): ConfigFile {
  const ending = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
  const parser = Object.hasOwn(PARSERS, ending) ? PARSERS[ending] : undefined;
  if (parser === undefined) {
    const what = `a configuration cannot be read from a file that ends in ${ending === '' ? 'nothing' : `.${ending}`}`;
    throw new ConfigError('CONFIG_FILE_TYPE', { what, where: file, fix: 'use .yaml, .toml, .json, .ts or .mjs' });
  }
  return configFile(file, parser(text.replace(/^\uFEFF/, ''), file));
}

/** A file whose settings were got in another way, such as by importing it. */
export function configFile(file: string, { values, issues, placeOf }: ParsedText, folder?: string): ConfigFile {
  const own: Record<string, unknown> = { ...values };
  for (const key of RESERVED_KEYS) delete own[key];
  const wrong: ConfigIssue[] = [];
  const refuse = (path: Path, what: string, fix: string): void => {
    wrong.push({ code: 'INVALID_SETTING', path: path.join('.'), what, place: placeOf(path), fix });
  };

  const bases = typeof values['extends'] === 'string' ? [values['extends']] : (values['extends'] ?? []);
  const isNames =
    Array.isArray(bases) && bases.every((base): base is string => typeof base === 'string' && base !== '');
  if (!isNames) refuse(['extends'], 'extends names no files', 'give a path, or a list of paths');

  const profiles: Record<string, ConfigTree> = {};
  const given = values['profiles'] ?? {};
  if (!isTree(given))
    refuse(['profiles'], 'profiles has no names', 'give each profile a name, and its settings below it');
  for (const [name, profile] of Object.entries(isTree(given) ? given : {})) {
    if (isTree(profile)) profiles[name] = profile;
    else refuse(['profiles', name], `the profile ${name} has no settings`, 'give its settings below its name');
  }
  return { file, values: own, profiles, extends: isNames ? bases : [], issues: [...issues, ...wrong], placeOf, folder };
}
