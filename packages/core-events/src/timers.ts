/** What is needed of timers; `globalThis` is one everywhere. Universal code has none of its own. */
export interface Timers {
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: never): void;
}
