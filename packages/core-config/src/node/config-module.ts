import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { configFile, type ConfigFile } from '../config-file.ts';
import { ConfigError } from '../error.ts';
import { parsedText } from '../formats/parsed.ts';
import { Positions } from '../formats/positions.ts';
import type { Path } from '../path.ts';
import { placeIn, type Place } from '../place.ts';

/**
 * Reads a configuration that is a module: its default export. TypeScript is run by tsx, loaded only then.
 *
 * @param path absolute
 * @param file as messages name it
 * @throws ConfigError CONFIG_FILE_FAILED (the module throws: its error is the cause), DRIVER_MISSING (TypeScript without
 *   tsx)
 */
export async function readConfigModule(path: string, file: string, folder: string): Promise<ConfigFile> {
  const text = readFileSync(path, 'utf8');
  const url = pathToFileURL(path).href;
  const isTypeScript = /\.[cm]?ts$/.test(path);
  const exports = isTypeScript ? await runTypeScript(url, file) : await runJavaScript(url, text, file);
  const config = defaultExport(exports);
  if (typeof config === 'object' && config !== null) {
    const { issues, values } = parsedText(config, new Positions(text, file), []);
    return configFile(file, { values, issues, placeOf: (at) => placeInSource(text, file, at) }, folder);
  }
  const what = config === undefined ? 'the file has no default export' : `its default export is a ${typeof config}`;
  const fix = 'export default { … }, or defineConfig({ … })';
  throw new ConfigError('CONFIG_FILE_FAILED', { what, where: file, fix });
}

async function runJavaScript(url: string, text: string, file: string): Promise<unknown> {
  try {
    // The hash makes a changed file a new module.
    return await import(`${url}?${createHash('sha1').update(text).digest('hex').slice(0, 16)}`);
  } catch (cause) {
    throw failed(file, url, cause);
  }
}

async function runTypeScript(url: string, file: string): Promise<unknown> {
  const { tsImport } = await import('tsx/esm/api').catch((cause: unknown) => {
    const what = 'a configuration in TypeScript needs tsx to run';
    throw new ConfigError('DRIVER_MISSING', { what, where: file, fix: 'npm install tsx', cause });
  });
  try {
    return await tsImport(url, import.meta.url);
  } catch (cause) {
    throw failed(file, url, cause);
  }
}

/** Where package.json does not say that modules are modules, tsx puts the default export one level deeper. */
function defaultExport(exports: unknown): unknown {
  const outer = (exports as { default?: unknown }).default;
  const isWrapped = typeof outer === 'object' && outer !== null && '__esModule' in outer && 'default' in outer;
  return isWrapped ? outer.default : outer;
}

function failed(file: string, url: string, cause: unknown): ConfigError {
  const message = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const [line = message] = message.split('\n');
  const stack = cause instanceof Error ? `${cause.message}\n${cause.stack ?? ''}` : '';
  const path = decodeURIComponent(new URL(url).pathname);
  const at = [url, path].flatMap((place) => {
    const found = stack.indexOf(place);
    return found < 0 ? [] : [/^(?:\?[^\s:]*)?(:\d+(?::\d+)?)/.exec(stack.slice(found + place.length))?.[1] ?? ''];
  });
  const what = `the file failed while it was loaded: ${line}`;
  return new ConfigError('CONFIG_FILE_FAILED', {
    what,
    where: `${file}${at.find((one) => one !== '') ?? ''}`,
    fix: 'mend the file',
    cause,
  });
}

/** A module tells no places: a key that is written once in it stands there, of others only the file is known. */
function placeInSource(text: string, file: string, path: Path): Place {
  for (let length = path.length; length > 0; length--) {
    const key = path[length - 1]!;
    if (typeof key === 'number') continue;
    const name = key.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
    const found = [...text.matchAll(new RegExp(String.raw`(?<=^|[\s{,])(["']?)${name}\1\s*:`, 'g'))];
    if (found.length === 1) return new Positions(text, file).at(found[0]!.index);
    if (found.length > 1) break;
  }
  return placeIn(file);
}
