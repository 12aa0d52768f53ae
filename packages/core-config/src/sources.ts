import type { z } from 'zod';
import type { Assignment } from './command-line.ts';
import type { ConfigFile } from './config-file.ts';
import type { Environment } from './env.ts';
import type { ReferenceReaders } from './references.ts';

/** What a configuration is made for: an object type of zod. */
export type ConfigSchema = z.ZodObject;

/** Any part of a type, however deep. */
export type Partly<T> = T extends readonly unknown[] | ((...args: never[]) => unknown)
  ? T
  : T extends object
    ? { readonly [Key in keyof T]?: Partly<T[Key]> | undefined }
    : T;

/** Where settings come from, the weakest first: defaults < files < profile < environment < command line < code. */
export interface ConfigSources<S extends ConfigSchema = ConfigSchema> {
  /** Files that were read, what is built upon first. */
  readonly files?: readonly ConfigFile[] | undefined;
  /** Which profile of the files holds. */
  readonly profile?: string | undefined;
  /** Variables; those that begin with the prefix are settings, all can be referred to. Default none. */
  readonly environment?: Environment | undefined;
  /** Default `TIDEMARK`. */
  readonly prefix?: string | undefined;
  readonly commandLine?: readonly Assignment[] | undefined;
  /** Settings that the program itself gives. */
  readonly code?: Partly<z.input<S>> | undefined;
  /** Reads the files that `${file:…}` names. */
  readonly readFile?: ReferenceReaders['readFile'];
}
