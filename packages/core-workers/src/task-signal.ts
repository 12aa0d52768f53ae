/** The part of AbortSignal by which a caller ends a task: universal code has no DOM types. */
export interface CallerSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
}

/** The signal that a task gets: an AbortSignal wherever the compiler knows what that is. */
export type TaskSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } } ? Signal : CallerSignal;
