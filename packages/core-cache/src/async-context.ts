import type { Flight } from './single-flight.ts';

// Which computation the running code belongs to, so that one which waits for itself is an error and not a hang. Node
// knows it beyond every `await`; browsers have nothing of the kind yet, and there it is known until the first one.

interface AsyncStorage {
  getStore(): Flight<unknown> | undefined;
  run<R>(store: Flight<unknown>, work: () => R): R;
}

interface Host {
  readonly process?: {
    getBuiltinModule?: (name: string) => { AsyncLocalStorage: new () => AsyncStorage } | undefined;
  };
}

/** For hosts without: the flight whose work is running at this moment. */
class RunningNow implements AsyncStorage {
  #running: Flight<unknown> | undefined;

  getStore(): Flight<unknown> | undefined {
    return this.#running;
  }

  run<R>(store: Flight<unknown>, work: () => R): R {
    const before = this.#running;
    this.#running = store;
    try {
      return work();
    } finally {
      this.#running = before;
    }
  }
}

/** What keeps the running flight on a host: Node's own, or the simpler one. */
export function storageOn(host: Host): AsyncStorage {
  const found = host.process?.getBuiltinModule?.('node:async_hooks');
  return found === undefined ? new RunningNow() : new found.AsyncLocalStorage();
}

let storage: AsyncStorage | undefined;

function theStorage(): AsyncStorage {
  return (storage ??= storageOn(globalThis as Host));
}

/** The flight that the running code is part of. */
export function currentFlight(): Flight<unknown> | undefined {
  return theStorage().getStore();
}

/** Runs the work of a flight. */
export function inFlight<R>(flight: Flight<unknown>, work: () => R): R {
  return theStorage().run(flight, work);
}
