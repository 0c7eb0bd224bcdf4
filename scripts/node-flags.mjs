/**
 * Flags of Node for the server. A command makes thousands of objects that die with it; in the nursery's usual 16 MB some live long enough to be
 * moved to the old generation. Measured by `npm run bench -- activate`: 67 → 55 ms for each of twenty starts at once.
 * `npm start` in package.json repeats it.
 */
export const serverNodeFlags = ['--max-semi-space-size=32'];
