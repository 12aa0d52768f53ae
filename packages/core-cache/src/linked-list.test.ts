import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LinkedList, type Linked } from './linked-list.ts';

interface Node extends Linked<Node> {
  readonly id: number;
}

it('holds what was added and not removed, in its order, as a Set does', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(8)), (ids) => {
      const nodes = Array.from({ length: 9 }, (_, id): Node => ({ id, before: undefined, after: undefined }));
      const list = new LinkedList<Node>();
      const set = new Set<number>();
      for (const id of ids) {
        // Added where it is not there, removed where it is; and once more, which changes nothing.
        if (set.has(id)) {
          list.remove(nodes[id]!);
          list.remove(nodes[id]!);
          set.delete(id);
        } else {
          list.add(nodes[id]!);
          set.add(id);
        }
        expect(Array.from(list, (node) => node.id)).toEqual([...set]);
        expect(list.isEmpty).toBe(set.size === 0);
      }
    }),
  );
});

it('can be emptied while it is walked', () => {
  const list = new LinkedList<Node>();
  for (const id of [1, 2, 3]) list.add({ id, before: undefined, after: undefined });
  for (const node of list) list.remove(node);
  expect(list.isEmpty).toBe(true);
});
