/** Brings the build up to date when needed, then becomes one of the built programs. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { listStaleTargets, repositoryRoot } from './build-state.mjs';

/**
 * Runs `packages/server/dist/<program>.js` inside this very process, so that signals, exit code and standard streams
 * are the program's own. The build runs in a child, so that its memory is gone when the program serves.
 * `targets` are the parts of the build that the program needs.
 */
export async function runProgram(program, targets) {
  const stale = listStaleTargets(targets);
  if (stale.length > 0) await build(stale);
  const file = path.join(repositoryRoot, 'packages/server/dist', `${program}.js`);
  if (!existsSync(file)) {
    process.stderr.write(`找不到已构建的程序 ${path.relative(repositoryRoot, file)}，请先运行 npm run build。\n`);
    process.exit(1);
  }
  process.setSourceMapsEnabled(true);
  process.argv[1] = file;
  await import(pathToFileURL(file).href);
}

function build(targets) {
  return new Promise((resolve) => {
    // The build talks on standard error only: standard output belongs to the program (it may print JSON).
    const child = spawn(process.execPath, [path.join(repositoryRoot, 'scripts/build.mjs'), ...targets], { stdio: ['ignore', 2, 2] });
    const stop = (signal) => {
      child.kill(signal);
      process.exit(signal === 'SIGINT' ? 130 : 143);
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    child.once('error', (error) => {
      process.stderr.write(`无法启动构建：${error.message}\n`);
      process.exit(1);
    });
    child.once('exit', (code) => {
      process.removeListener('SIGINT', stop);
      process.removeListener('SIGTERM', stop);
      if (code === 0) return resolve();
      process.stderr.write('构建失败，程序没有启动。请根据上面的信息修正后重试。\n');
      process.exit(1);
    });
  });
}
