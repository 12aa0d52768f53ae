import type { AbortSignalLike } from '@tidemark/core-market';

/** A signal that can be listened to. */
export interface ListenableSignal extends AbortSignalLike {
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** The signal that `fetch` gets: an AbortSignal wherever the compiler knows what that is. */
export type RequestSignal = typeof globalThis extends { AbortSignal: { prototype: infer Signal } }
  ? Signal
  : ListenableSignal;

/** How requests are sent: redirects are never followed, because keys would go with them. */
export interface FetchRequest {
  readonly method: 'GET';
  readonly headers: Record<string, string>;
  readonly signal: RequestSignal;
  readonly redirect: 'manual';
}

/** The part of a Response that is read. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** `fetch`, or something that behaves as it does. */
export type FetchLike = (url: string, request: FetchRequest) => Promise<FetchResponse>;

interface WebPlatform {
  fetch(url: string, request: FetchRequest): Promise<FetchResponse>;
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  readonly AbortController: new () => { readonly signal: RequestSignal; abort(reason?: unknown): void };
  readonly TextDecoder: new (
    encoding: 'utf-8',
    options: { readonly fatal: true },
  ) => {
    decode(bytes: ArrayBuffer): string;
  };
}

/** What Node and browsers have in common; universal code has no types for it. */
export const webPlatform: WebPlatform = globalThis as unknown as WebPlatform;
