/**
 * Runs vitest and ends with the plain line `N passed, N failed`. The exit code is vitest's own; a run that fails
 * without a failing test (a file that does not load, an unhandled rejection) still counts at least one failure.
 * Usage: node scripts/test.mjs [--outside] [--project unit|db|e2e]… [file filter…]
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { repositoryRoot } from './build-state.mjs';

const given = process.argv.slice(2);
if (given.includes('--outside') && !process.env.TEST_DATABASE_URL) {
  console.error('请先设置 TEST_DATABASE_URL，指向一个可建库的 PostgreSQL（≥ 15）。');
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const args = given.filter((arg) => arg !== '--outside');
if (given.includes('--outside')) process.env.FENGSUI_TEST_OUTSIDE = '1';
const scratch = mkdtempSync(path.join(tmpdir(), 'fengsui-test-'));
const report = path.join(scratch, 'report.json');
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];

const vitest = path.join(repositoryRoot, 'node_modules/vitest/vitest.mjs');
const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], { cwd: repositoryRoot, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));

child.once('exit', (code, signal) => {
  const outcome = code ?? (signal === 'SIGINT' ? 130 : 143);
  const { passed, failed } = readCounts();
  rmSync(scratch, { recursive: true, force: true });
  console.log(`${passed} passed, ${outcome === 0 ? failed : Math.max(failed, 1)} failed`);
  process.exitCode = outcome === 0 && failed > 0 ? 1 : outcome;
});

function readCounts() {
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    const brokenFiles = result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
    return { passed: result.numPassedTests, failed: result.numFailedTests + brokenFiles.length };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
