/** A repeatable sequence of whole numbers: next(n) is one from 0 to n − 1. (Numerical Recipes' 32-bit generator.) */
export function sequence(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
