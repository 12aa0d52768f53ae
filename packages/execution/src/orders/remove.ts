/** @returns false where it is not there */
export function remove<T>(list: T[], item: T): boolean {
  const last = list.length - 1;
  if (last < 0) return false;
  if (list[last] === item) return (list.pop(), true); // the newest, mostly: nothing moves
  const at = list.indexOf(item);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}
