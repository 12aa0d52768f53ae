/** Where a statement names a parameter. */
export interface ParameterPlace {
  /** The number behind the `$`. */
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/** What hides a `$1`: quotes, names, comments; then a parameter, then any other character. */
const TOKEN =
  /[eE]'[^'\\]*(?:(?:''|\\[^])[^'\\]*)*'|'[^']*(?:''[^']*)*'|"[^"]*(?:""[^"]*)*"|--[^\r\n]*|\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[^]*?\$\1\$|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\$(\d+)|\/\*|[^]/y;

/**
 * The parameters of a statement, in the order of its text, as the server sees them with `standard_conforming_strings`
 * on. A `$1` in a string, a quoted name or a comment is none.
 *
 * @example parameterPlaces("select '$1', $2") // => [{ number: 2, start: 13, end: 15 }]
 */
export function parameterPlaces(sql: string): ParameterPlace[] {
  const places: ParameterPlace[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(sql); match !== null; match = TOKEN.exec(sql)) {
    const [token, , number] = match;
    if (token === '/*') TOKEN.lastIndex = commentEnd(sql, TOKEN.lastIndex);
    if (number === undefined) continue;
    places.push({ number: Number(number), start: match.index, end: TOKEN.lastIndex });
  }
  return places;
}

/** Comments nest. */
function commentEnd(sql: string, from: number): number {
  const mark = /\/\*|\*\//g;
  mark.lastIndex = from;
  let depth = 1;
  while (depth > 0) {
    const match = mark.exec(sql);
    if (match === null) return sql.length;
    depth += match[0] === '/*' ? 1 : -1;
  }
  return mark.lastIndex;
}
