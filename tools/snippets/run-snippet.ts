import { format, inspect, isDeepStrictEqual } from 'node:util';
import ts from 'typescript';
import type { Snippet } from './doc-comments.ts';

/** Where a snippet did not give what its comment says. */
export interface Mismatch {
  readonly line: number;
  readonly expected: string;
  readonly actual: string;
}

const RESULT = /\/\/ => (.*)$/m;
const THROWS = /^throws (?:\w+ )?([A-Z][A-Z0-9_]*)$/;
const COMPILER_OPTIONS: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS };

const AsyncFunction = async function () {}.constructor as new (
  ...parametersAndBody: string[]
) => (...args: unknown[]) => Promise<void>;

/**
 * Runs a snippet and holds each statement that ends in `// => value` against that value. The value is JavaScript
 * (`[NaN, 8]`; typed arrays count as arrays), what console.log printed, or `throws CODE`.
 *
 * @param scope names that the snippet may use without importing them
 * @param load imports a module by name
 */
export async function runSnippet(
  { code, line: firstLine }: Snippet,
  scope: Readonly<Record<string, unknown>>,
  load: (specifier: string) => Promise<unknown>,
): Promise<Mismatch[]> {
  const modules = new Map<string, unknown>();
  for (const { fileName } of ts.preProcessFile(code).importedFiles) modules.set(fileName, await load(fileName));

  const mismatches: Mismatch[] = [];
  const hold = (line: number, wanted: string, actual: unknown, printed?: unknown[]): void => {
    const text = printed === undefined ? undefined : format(...printed);
    if (text === wanted || (text === undefined && agrees(actual, wanted, scope))) return;
    mismatches.push({ line: firstLine + line, expected: wanted, actual: text ?? inspect(actual) });
  };
  const { outputText } = ts.transpileModule(instrument(code), { compilerOptions: COMPILER_OPTIONS });
  const given = {
    ...scope,
    require: (specifier: string) => modules.get(specifier),
    exports: {},
    console: { ...console, log: () => {} }, // what is printed without saying what
    __value: (line: number, wanted: string, actual: unknown) => hold(line, wanted, actual),
    __printed: (line: number, wanted: string, ...args: unknown[]) => hold(line, wanted, undefined, args),
    __throws: async (line: number, wanted: string, statement: () => Promise<void>) => {
      const thrown = await statement().then(
        () => 'nothing',
        (error: unknown) => (error as { code?: string }).code ?? String(error),
      );
      if (thrown !== wanted) mismatches.push({ line: firstLine + line, expected: `throws ${wanted}`, actual: thrown });
    },
  };
  const names = Object.keys(given).filter((name) => name !== 'default');
  const body = outputText.replace(/^"use strict";$/m, '').replace(/^Object\.defineProperty\(exports.*$/m, '');
  await new AsyncFunction(...names, `"use strict"; {\n${body}\n}`)(...names.map((name) => given[name as never]));
  return mismatches;
}

/** Wraps each statement with a result comment in a call that holds the one against the other. */
function instrument(code: string): string {
  const file = ts.createSourceFile('snippet.ts', code, ts.ScriptTarget.ES2022, true);
  return file.statements.map((statement) => instrumented(statement, file)).join('\n');
}

function instrumented(statement: ts.Statement, file: ts.SourceFile): string {
  const text = statement.getText();
  const [rest = ''] = file.text.slice(statement.end).split('\n', 1);
  const wanted = RESULT.exec(rest)?.[1]?.trim();
  if (wanted === undefined) return text;
  const at = `${file.getLineAndCharacterOfPosition(statement.end).line}, `;
  const [, code] = THROWS.exec(wanted) ?? [];
  if (code !== undefined) return `await __throws(${at}${JSON.stringify(code)}, async () => { ${text} });`;
  const result = at + JSON.stringify(wanted);
  if (ts.isVariableStatement(statement)) {
    return `${text}\n__value(${result}, ${statement.declarationList.declarations.at(-1)!.name.getText()});`;
  }
  if (!ts.isExpressionStatement(statement)) return text;
  const { expression } = statement;
  if (ts.isCallExpression(expression) && expression.expression.getText() === 'console.log') {
    return `__printed(${[result, ...expression.arguments.map((argument) => argument.getText())].join(', ')});`;
  }
  return `__value(${result}, (${expression.getText()}));`;
}

function agrees(actual: unknown, wanted: string, scope: Readonly<Record<string, unknown>>): boolean {
  if (inspect(actual) === wanted) return true;
  try {
    const names = Object.keys(scope).filter((name) => name !== 'default');
    // oxlint-disable-next-line typescript/no-implied-eval -- the comment is part of our own sources
    const value: unknown = new Function(...names, `return (${wanted});`)(...names.map((name) => scope[name]));
    return isDeepStrictEqual(plain(actual), plain(value));
  } catch {
    return false; // not JavaScript: the comment says something that is not a value
  }
}

/** Typed arrays as arrays, at any depth of plain objects and arrays. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
