// Whether classes get a fresh bar view per bar that refuses to be read later: slower, so only while an audit runs. The
// flag is the program's, not this module's: a strategy file may bring its own copy of this package.
const KEY = Symbol.for('@tidemark/strategy/guarded-views');
const program = globalThis as { [KEY]?: number };

export function viewsAreGuarded(): boolean {
  return (program[KEY] ?? 0) > 0;
}

/** Runs `audit` with guarded views: whatever makes runs inside, however deep, gets them. */
export function withGuardedViews<T>(audit: () => T): T {
  program[KEY] = (program[KEY] ?? 0) + 1;
  try {
    return audit();
  } finally {
    program[KEY] -= 1;
  }
}
