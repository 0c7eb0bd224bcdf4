import { existsSync } from 'node:fs';
import path from 'node:path';

import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;
const databaseTests = ['packages/server/**/*.{db,access}.test.ts'];
const notTests = ['**/node_modules/**', '**/dist/**'];
// What reads tables in child processes, plays replays for the browser or starts the embedded server asks nothing of an outside one.
const sameEverywhere = process.env.FENGSUI_TEST_OUTSIDE === undefined ? [] : ['modules/imports', 'modules/sandboxes', 'platform/db/embedded'].map((folder) => `packages/server/src/${folder}/**`);
const harness = path.join(root, 'packages/server/test/global-setup.ts');

/**
 * unit: pure, no database, no network.  db: a real PostgreSQL, one cluster a run, one database a file.
 * e2e: browser journeys against the built program (`npm run e2e`).
 */
export default defineConfig({
  test: {
    root,
    maxWorkers: 2,
    // The database harness waits for PostgreSQL to stop.
    teardownTimeout: 60_000,
    projects: [
      {
        test: {
          name: 'unit',
          root,
          include: ['packages/**/*.test.{ts,tsx}', 'bench/**/*.test.ts', 'sim/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [...notTests, ...databaseTests],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'db',
          root,
          include: databaseTests,
          exclude: [...notTests, ...sameEverywhere],
          pool: 'forks',
          globalSetup: existsSync(harness) ? [harness] : [],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          root,
          include: ['packages/e2e/src/**/*.e2e.ts'],
          exclude: notTests,
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
