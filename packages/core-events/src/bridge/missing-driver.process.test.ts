import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** A module hook that knows no drivers. */
const HOOK = `export async function resolve(name, context, next) {
  if (name === 'ioredis' || name.startsWith('@nats-io/')) throw new Error('Cannot find package ' + name);
  return next(name, context);
}`;
const REGISTER = `import { register } from 'node:module'; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(HOOK)}`)});`;

const PROGRAM = `
  import { EventBus } from '@tidemark/core-events';
  import { redisBridge } from '@tidemark/core-events/redis';
  import { natsBridge } from '@tidemark/core-events/nats';
  const options = { redis: 'redis://127.0.0.1:1', nats: '127.0.0.1:1', stream: 'x', receive: '**' };
  for (const bridge of [redisBridge, natsBridge]) {
    await bridge(new EventBus(), options).catch((error) => console.log(error.code, error.fix));
  }
`;

it('a bridge without its driver says how to install it', { timeout: 20_000 }, async () => {
  const flags = ['--import', 'tsx', '--import', `data:text/javascript,${encodeURIComponent(REGISTER)}`];
  const program = ['--conditions=@tidemark/source', '--input-type=module', '-e', PROGRAM];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, ...program], { cwd: import.meta.dirname });
  expect(stdout.trim().split('\n')).toEqual([
    'DRIVER_MISSING npm install ioredis',
    'DRIVER_MISSING npm install @nats-io/transport-node @nats-io/jetstream',
  ]);
});
