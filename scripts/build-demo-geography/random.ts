/** Returns numbers in [0, 1), always the same sequence for the same seed. */
export type Random = () => number;

/** Hashes a label to 32 bits (FNV-1a), so that every place draws from a sequence of its own. */
function hashLabel(label: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(label)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return hash >>> 0;
}

/**
 * Creates a seeded generator (mulberry32). Seeding by label keeps one county's scatter unchanged
 * when another county's data change.
 */
export function createRandom(label: string): Random {
  let state = hashLabel(label);
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Draws from an approximately normal distribution (mean 0, deviation 1), bounded to about ±3.5. */
export function drawNormal(random: Random): number {
  let sum = 0;
  for (let draw = 0; draw < 12; draw += 1) {
    sum += random();
  }
  return sum - 6;
}
