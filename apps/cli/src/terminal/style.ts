/** How text may look on a stream: decided once, from what the stream is and what the user asked for. */
export interface Style {
  /** Columns of text: 40 to 100. */
  readonly width: number;
  /** Braille, box lines and typographic signs; else ASCII alone. */
  readonly unicode: boolean;
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly green: Paint;
  readonly yellow: Paint;
  readonly cyan: Paint;
}

/** Text with colour, or the same text where there is none. */
export type Paint = (text: string) => string;

export interface StyleFacts {
  readonly isTerminal: boolean;
  /** Of the terminal, where it says so. */
  readonly columns: number | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
}

const NARROWEST = 40;
const WIDEST = 100;
const USUAL = 80;

/**
 * The style of a stream. A pipe gets ASCII without colour, so that every program can read it; `NO_COLOR` takes the
 * colour from a terminal, `FORCE_COLOR` gives it to a pipe.
 */
export function styleOf({ isTerminal, columns, env, platform }: StyleFacts): Style {
  const wanted = columns ?? Number(env['COLUMNS']);
  const width = wanted > 0 ? Math.min(WIDEST, Math.max(NARROWEST, wanted)) : USUAL;
  const colour = hasColour(isTerminal, env);
  const paint = (open: number, close: number): Paint =>
    colour ? (text) => `\u001B[${open}m${text}\u001B[${close}m` : (text) => text;
  return {
    width,
    unicode: isTerminal && readsUnicode(env, platform),
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    green: paint(32, 39),
    yellow: paint(33, 39),
    cyan: paint(36, 39),
  };
}

function hasColour(isTerminal: boolean, env: StyleFacts['env']): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}

function readsUnicode(env: StyleFacts['env'], platform: string): boolean {
  if (env['TERM'] === 'dumb' || env['TERM'] === 'linux') return false;
  if (platform === 'win32') return env['WT_SESSION'] !== undefined || env['TERM_PROGRAM'] !== undefined;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return /utf-?8/i.test(locale ?? (platform === 'darwin' ? 'UTF-8' : ''));
}

const ASCII: Readonly<Record<string, string>> = {
  '\u2212': '-',
  '\u00A0': ' ',
  '\u00B7': '-',
  '€': 'EUR ',
  '£': 'GBP ',
  '¥': 'JPY ',
};

/** The same text in signs that the style may use. */
export function signs({ unicode }: Pick<Style, 'unicode'>, text: string): string {
  return unicode ? text : text.replaceAll(/[\u2212\u00A0\u00B7€£¥]/g, (sign) => ASCII[sign] ?? sign);
}
