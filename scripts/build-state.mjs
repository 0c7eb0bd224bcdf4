/**
 * Knows what the built program is made from, and whether the build on disk still matches it.
 * Contents are hashed, not times: a fresh clone, a branch switch and a copied tree all answer correctly.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const shared = ['package.json', 'package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs', 'packages/contract/package.json', 'packages/contract/src'];

/** The two halves of the program: each is rebuilt only when its own inputs changed. */
export const buildTargets = {
  server: {
    output: 'packages/server/dist',
    inputs: [...shared, 'packages/server/package.json', 'packages/server/tsconfig.json', 'packages/server/src', 'packages/server/demo'],
  },
  web: {
    output: 'packages/web/dist',
    inputs: [
      ...shared,
      'packages/web/package.json',
      'packages/web/tsconfig.json',
      'packages/web/vite.config.ts',
      'packages/web/index.html',
      'packages/web/build',
      'packages/web/src',
      'packages/web/public',
    ],
  },
};

export const stampName = '.input-hash';

/** The hash of everything the target is built from; tests are left out, since they are not in the program. */
export function hashInputs(target) {
  const hash = createHash('sha256');
  for (const input of buildTargets[target].inputs) {
    for (const file of listFiles(path.join(repositoryRoot, input))) {
      hash.update(`${path.relative(repositoryRoot, file)}\0`);
      hash.update(readFileSync(file));
      hash.update('\0');
    }
  }
  return hash.digest('hex');
}

/** Those of the named targets whose build is missing or does not match its inputs. */
export function listStaleTargets(targets) {
  return targets.filter((target) => {
    if (!hasSource(target)) return false;
    const stamp = path.join(repositoryRoot, buildTargets[target].output, stampName);
    return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== hashInputs(target);
  });
}

/** False in an offline bundle, which carries the build and no source. */
export function hasSource(target) {
  return existsSync(path.join(repositoryRoot, path.dirname(buildTargets[target].output), 'src'));
}

function listFiles(entry) {
  if (!existsSync(entry)) return [];
  if (statSync(entry).isFile()) return [entry];
  return readdirSync(entry, { withFileTypes: true, recursive: true })
    .filter((item) => item.isFile() && !/\.test\.tsx?$/.test(item.name))
    .map((item) => path.join(item.parentPath ?? item.path, item.name))
    .sort();
}
