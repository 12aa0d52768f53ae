import { expect, it } from 'vitest';
import { currentFlight, inFlight, storageOn } from './async-context.ts';
import { Flight } from './single-flight.ts';

it('knows which flight the running code is part of, beyond every await', async () => {
  const [a, b] = [new Flight('a', []), new Flight('b', [])];
  const later = () => new Promise((resolve) => setTimeout(resolve));
  const seen: (string | undefined)[] = [];
  await Promise.all(
    [a, b].map((flight) =>
      inFlight(flight, async () => {
        seen.push(currentFlight()?.key);
        await later();
        seen.push(currentFlight()?.key);
      }),
    ),
  );
  expect([seen, currentFlight()]).toEqual([['a', 'b', 'a', 'b'], undefined]);
});

it('knows it until the first await where the host has nothing of the kind', () => {
  const storage = storageOn({});
  const [a, b] = [new Flight('a', []), new Flight('b', [])];
  const seen: (string | undefined)[] = [];
  const see = (): void => void seen.push(storage.getStore()?.key);
  storage.run(a, () => {
    see();
    expect(() =>
      storage.run(b, () => {
        see();
        throw new Error('down');
      }),
    ).toThrow('down');
    see();
  });
  see();
  expect(seen).toEqual(['a', 'b', 'a', undefined]);
});
