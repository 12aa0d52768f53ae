import type { Modules } from './module-loader.ts';

/** Modules in browsers: JavaScript that the page's server, a blob or a data URL holds. */
export const browserModules: Modules = {
  resolve: (module) => new URL(module, globalThis.location.href).href,

  async read(url) {
    const response = await fetch(url);
    if (!response.ok) throw new TypeError(`the server answers ${response.status} ${response.statusText}`);
    return response.text();
  },

  import: (url) =>
    import(/* @vite-ignore */ /* webpackIgnore: true */ url) as Promise<Readonly<Record<string, unknown>>>,
};
