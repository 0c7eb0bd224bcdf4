#!/usr/bin/env node
// Committed, not built: `npm ci` links a `bin` only when the file is there at install time.
import { existsSync } from 'node:fs';

const fromSource = new URL('../../../scripts/run-program.mjs', import.meta.url);
const built = new URL('../dist/cli.js', import.meta.url);

if (existsSync(fromSource)) {
  const { runProgram } = await import(fromSource.href);
  await runProgram('cli', ['server']);
} else if (existsSync(built)) {
  await import(built.href);
} else {
  process.stderr.write('找不到已构建的程序 dist/cli.js，请重新安装烽燧。\n');
  process.exitCode = 1;
}
