// What the workers of the core area do.

export const nothing = () => undefined;

/** So many steps of a random walk: work that cannot be skipped. */
export const walk = (steps) => {
  let [state, sum] = [1, 0];
  for (let i = 0; i < steps; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    sum += state;
  }
  return sum;
};
