/** SQL files obey the clock ban as well: no database time in defaults, triggers or functions. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { findDatabaseClock } from './lint/database-clock.mjs';
import { repositoryRoot } from './build-state.mjs';

const folder = process.argv[2] ?? path.join(repositoryRoot, 'packages/server');
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.sql') && !/(?:^|\/)(?:node_modules|dist)\//.test(name))
  : [];

let found = 0;
for (const file of files) {
  for (const [index, line] of readFileSync(path.join(folder, file), 'utf8').split('\n').entries()) {
    const clock = findDatabaseClock(line.replace(/--.*$/, ''));
    if (clock === undefined) continue;
    found += 1;
    console.error(`${file}:${index + 1} 使用了数据库时间 ${clock}，请由程序写入时刻。`);
  }
}
process.exitCode = found === 0 ? 0 : 1;
