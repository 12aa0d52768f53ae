import { readFileSync } from 'node:fs';

/** The version of this package, from its package.json: one folder up, from the sources and from what is built. */
export function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
