import { WorkersError } from './error.ts';
import type { Shared } from './executor.ts';
import { assertPlain } from './plain-data.ts';
import { canShareMemory, sharedColumns } from './shared-columns.ts';

/** The values that an executor shares with its workers, each under a number. */
export class SharedValues {
  readonly #values = new Map<number, unknown>();
  readonly #ids = new WeakMap<Shared, number>();
  readonly #released: (id: number) => void;
  #lastId = 0;

  /** @param released told the number of each value that is released */
  constructor(released: (id: number) => void) {
    this.#released = released;
  }

  /** @throws WorkersError TASK_INPUT_NOT_CLONEABLE */
  add<Value>(value: Value): Shared<Value> {
    const placed = inSharedMemory(value);
    const id = ++this.#lastId;
    const release = (): void => {
      if (this.#values.delete(id)) this.#released(id);
    };
    const shared = { value: placed, release, [Symbol.dispose]: release };
    this.#values.set(id, placed);
    this.#ids.set(shared, id);
    return shared;
  }

  /** @throws WorkersError SHARED_UNKNOWN */
  idOf(shared: Shared): number {
    const id = this.#ids.get(shared);
    if (id === undefined) throw unknown('the shared value is not from this executor');
    this.get(id);
    return id;
  }

  /** @throws WorkersError SHARED_UNKNOWN */
  get(id: number): unknown {
    if (!this.#values.has(id)) throw unknown('the shared value was released');
    return this.#values.get(id);
  }

  clear(): void {
    this.#values.clear();
  }
}

function inSharedMemory<Value>(value: Value): Value {
  const code = 'TASK_INPUT_NOT_CLONEABLE';
  assertPlain(value, 'shared', code);
  const placed = sharedColumns(value);
  if (!canShareMemory()) return placed;
  try {
    structuredClone(placed); // cheap: the columns are not copied
  } catch (cause) {
    const what = `the shared value cannot travel: ${String(cause)}`;
    throw new WorkersError(code, { what, fix: 'give plain data and typed arrays', cause });
  }
  return placed;
}

function unknown(what: string): WorkersError {
  const fix = 'give { shared: executor.share(value) }, and release it after its last task';
  return new WorkersError('SHARED_UNKNOWN', { what, fix });
}
