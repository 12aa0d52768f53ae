import { expect, it } from 'vitest';
import { broadcastBus, CacheManager } from './index.ts';

it('carries removals between threads, here between two managers of one', async () => {
  const name = `test-${Math.random()}`;
  const make = () => new CacheManager({ bus: broadcastBus(name), regions: { bars: {} } });
  const [a, b] = [make(), make()];
  await b.region('bars').set('ES', 1);
  await b.region('bars').set('NQ', 1);
  await a.region('bars').delete('ES');
  const deadline = Date.now() + 2_000;
  while (b.region('bars').getSync('ES') !== undefined && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 1));
  expect(await b.region('bars').getMany(['ES', 'NQ'])).toEqual([undefined, 1]);
  await a.close();
  await b.close();
});
