/** `npm run bench -- <name> [--size smoke|full] …`: runs bench/<name>.ts, which prints one JSON line per figure. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from './build-state.mjs';
import { serverNodeFlags } from './node-flags.mjs';

const [name, ...rest] = process.argv.slice(2);
const folder = path.join(repositoryRoot, 'bench');
const file = path.join(folder, `${name}.ts`);
/** What benchmarks share; everything else in the folder can be run. */
const parts = new Set(['database', 'desk-crowd', 'measure', 'node']);

if (name === undefined || !/^[a-z-]+$/.test(name) || parts.has(name) || !existsSync(file)) {
  const names = readdirSync(folder).filter((entry) => entry.endsWith('.ts') && !entry.includes('.test.') && !parts.has(entry.slice(0, -3)));
  console.error(`用法：npm run bench -- <名称> [--size smoke|full]。可用：${names.map((entry) => entry.slice(0, -3)).join('、') || '（无）'}`);
  process.exit(2);
}
const child = spawn(process.execPath, [...serverNodeFlags, '--import', 'tsx', file, ...rest], { cwd: repositoryRoot, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => {
  process.exitCode = code ?? 1;
});
