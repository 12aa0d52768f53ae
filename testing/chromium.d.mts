/** Where the browser is on this machine, if there is one. */
export const chromium: string | undefined;

/**
 * Opens a page in a real browser and waits for what it posts to `/result`.
 *
 * @param files what the server has, by path: `index.html`
 * @param isIsolated served as a page that may share memory
 */
export function resultOf(files: ReadonlyMap<string, string>, isIsolated: boolean): Promise<unknown>;
