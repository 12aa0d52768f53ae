/**
 * The flags of a worker. Left alone it inherits those of the process, and dies of some: of `--input-type`, under which
 * `node -e` runs modules, or of `--import tsx` on Node 20. What it must share are the conditions under which imports
 * are resolved, and readable stack traces.
 *
 * @param inherited flags of the process
 * @param conditions which it has besides
 */
export function workerFlags(inherited: readonly string[], conditions: readonly string[]): string[] {
  const found = new Set(conditions);
  for (const [i, flag] of inherited.entries()) {
    const [, condition] = /^(?:--conditions|-C)=(.+)$/.exec(flag) ?? [];
    if (condition !== undefined) found.add(condition);
    else if ((flag === '--conditions' || flag === '-C') && inherited[i + 1] !== undefined) found.add(inherited[i + 1]!);
  }
  const flags = [...found].map((condition) => `--conditions=${condition}`);
  return inherited.includes('--enable-source-maps') ? [...flags, '--enable-source-maps'] : flags;
}

/** The environment of a worker: that of the process, without the flag in NODE_OPTIONS under which no worker starts. */
export function workerEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const options = env['NODE_OPTIONS'];
  if (options === undefined || !options.includes('--input-type')) return env;
  return { ...env, NODE_OPTIONS: options.replace(/(^|\s)--input-type(=|\s+)\S+/g, '').trim() };
}
