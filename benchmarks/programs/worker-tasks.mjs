// What the workers of the core area do.

export const nothing = () => undefined;

/**
 * So many steps of the logistic map, by the thousand: work that cannot be skipped. Each thousand is a call, for what is
 * made of one long loop depends on where it is inlined, and threads could not be compared.
 */
export const walk = (steps) => {
  let x = 0.5;
  for (let i = 0; i < steps; i += STRETCH) x = stretch(x);
  return x;
};

const STRETCH = 1000;

function stretch(from) {
  let x = from;
  for (let i = 0; i < STRETCH; i++) x = 3.99 * x * (1 - x);
  return x;
}
