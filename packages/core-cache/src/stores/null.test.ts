import { expect, it } from 'vitest';
import { CacheManager, nullStore } from '../index.ts';

it('keeps nothing, and lets those who ask at the same time wait for the same', async () => {
  const caches = new CacheManager({ stores: { off: nullStore('off') }, regions: { bars: { tiers: ['off'] } } });
  const region = caches.region<number>('bars');
  let calls = 0;
  const ask = () => region.getOrSet('a', async () => ++calls);
  expect([await Promise.all([ask(), ask()]), await ask(), await region.get('a')]).toEqual([[1, 1], 2, undefined]);
  await region.set('a', 1, { tags: ['us'] });
  await region.setMany([['b', 1]]);
  await region.invalidateTags(['us']);
  await region.delete('a');
  expect([await region.getMany(['a', 'b']), region.getSync('a')]).toEqual([[undefined, undefined], undefined]);
  expect(await caches.sizes()).toEqual({ bars: { off: { entries: 0, bytes: 0 } } });
  await caches.close();
});
