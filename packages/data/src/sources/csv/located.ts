import { DataError } from '../../error.ts';

/** Where in a text something is wrong. */
export interface TextPlace {
  /** `es.csv:12:5` */
  readonly where: string;
  readonly line: number;
  readonly column?: string | undefined;
}

/** The error with its place, where it is one of the data's own; any other as it is. */
export function located(error: unknown, place: TextPlace): unknown {
  if (!(error instanceof DataError)) return error;
  const { code, what, fix } = error;
  return new DataError(code, { what, fix, ...place, column: place.column ?? error.column });
}
