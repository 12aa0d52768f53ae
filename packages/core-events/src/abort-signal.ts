import type { AbortSignalLike } from '@tidemark/core-market';

/** The part of AbortSignal that ends a subscription: universal code has no DOM types. */
export interface ListenableSignal extends AbortSignalLike {
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
