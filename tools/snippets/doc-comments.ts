/** Code found in prose, and where it starts. */
export interface Snippet {
  readonly code: string;
  /** Line of its first line in the file, from 1. */
  readonly line: number;
}

const DOC_COMMENT = /\/\*\*[\s\S]*?\*\//g;
const FENCED = /^(`{3,})(ts|typescript)\b.*\n([\s\S]*?)^\1\s*$/gm;
const RESULT = '// =>';

/** Every `@example` of a source file that says what comes out of it. */
export function docExamples(source: string): Snippet[] {
  return [...source.matchAll(DOC_COMMENT)]
    .flatMap(({ 0: comment, index }) => examplesOf(comment, lineAt(source, index)))
    .filter(({ code }) => code.includes(RESULT));
}

/** Every TypeScript block of a Markdown page that says what comes out of it. */
export function codeBlocks(page: string): Snippet[] {
  return [...page.matchAll(FENCED)]
    .map(({ 3: code = '', index }) => ({ code, line: lineAt(page, index) + 1 }))
    .filter(({ code }) => code.includes(RESULT));
}

function examplesOf(comment: string, firstLine: number): Snippet[] {
  const examples: { line: number; lines: string[] }[] = [];
  let open: string[] | undefined;
  for (const [i, raw] of comment.slice(3, -2).split('\n').entries()) {
    const text = raw.replace(/^\s*\*? ?/, '').trimEnd();
    const [, tag, rest = ''] = /^@(\w+) ?(.*)$/.exec(text) ?? [];
    if (tag === 'example') {
      open = [rest];
      examples.push({ line: firstLine + i, lines: open });
    } else if (tag !== undefined) {
      open = undefined;
    } else {
      open?.push(text.startsWith('```') ? '' : text);
    }
  }
  return examples.map(({ line, lines }) => ({ code: lines.join('\n'), line }));
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}
