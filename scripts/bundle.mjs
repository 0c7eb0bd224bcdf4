/**
 * `npm run bundle`: everything that a machine without network, npm or compiler needs, in one file:
 * dist/bundle/fengsui-<version>-linux-<arch>.tar.gz. Only packages that the server loads go in, found through the lock file
 * and copied from node_modules, for this machine's architecture, together with the Node that runs this script.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from './build-state.mjs';
import { serverNodeFlags } from './node-flags.mjs';

const inRepository = (...parts) => path.join(repositoryRoot, ...parts);
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) fail('离线包只能在 Linux x64 或 arm64 上生成');
run(process.execPath, [inRepository('scripts/build.mjs')]);

const { version } = readJson(inRepository('packages/server/package.json'));
const name = `fengsui-${version}-linux-${process.arch}`;
const outdir = inRepository('dist/bundle');
const folder = path.join(outdir, name);
rmSync(folder, { recursive: true, force: true });
mkdirSync(path.join(folder, 'bin'), { recursive: true });

for (const part of ['dist', 'migrations', 'demo', 'bin', 'package.json']) copy(`packages/server/${part}`);
copy('packages/web/dist');
for (const part of ['deploy', 'docs/operations', 'LICENSE', 'README.md', 'CHANGELOG.md']) copy(part);
cpSync(inRepository('deploy/install.sh'), path.join(folder, 'install.sh'));
const packages = listPackages();
for (const place of packages) cpSync(inRepository(place), path.join(folder, place), { recursive: true, verbatimSymlinks: true, filter: (source) => !isNested(source, place) && isNeeded(source, place) });
cpSync(process.execPath, path.join(folder, 'bin/node'));
chmodSync(path.join(folder, 'bin/node'), 0o755);
writeProgram('fengsui', 'cli');
writeProgram('fengsui-server', 'main');
writeFileSync(path.join(folder, 'ARCH'), process.arch);
writeFileSync(path.join(folder, 'SHA256SUMS'), checksums());

const archive = path.join(outdir, `${name}.tar.gz`);
run('tar', ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--mtime=2020-01-01T00:00:00Z', '-czf', archive, '-C', outdir, name]);
writeFileSync(`${archive}.sha256`, `${digest(archive)}  ${path.basename(archive)}\n`);
rmSync(folder, { recursive: true, force: true });
console.log(`${path.relative(repositoryRoot, archive)}（${packages.length} 个 npm 包，Node ${process.versions.node}）`);

/** The packages that packages/server loads, with all they need, as places in the lock file. */
function listPackages() {
  const lock = readJson(inRepository('package-lock.json')).packages;
  const found = new Set();
  const queue = ['packages/server'];
  for (const from of queue) {
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = lock[from] ?? {};
    for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
      const place = resolvePlace(lock, from, dependency);
      const mayMiss = dependency in optionalDependencies || peerDependenciesMeta[dependency]?.optional === true;
      if (place === undefined || !existsSync(inRepository(place))) {
        if (!mayMiss && !(dependency in peerDependencies)) fail(`缺少 npm 包 ${dependency}，请先执行 npm ci`);
        continue;
      }
      // Our own workspaces are inside the build already.
      if (lock[place].link === true || found.has(place)) continue;
      found.add(place);
      queue.push(place);
    }
  }
  return [...found].sort();
}

/** Where Node would find `dependency` when `from` asks for it. */
function resolvePlace(lock, from, dependency) {
  for (let at = from; ; at = path.posix.dirname(at)) {
    const place = at === '.' ? `node_modules/${dependency}` : `${at}/node_modules/${dependency}`;
    if (lock[place] !== undefined) return place;
    if (at === '.') return undefined;
  }
}

/** Packages inside a package come by their own entry in the list, or not at all. */
function isNested(source, place) {
  return path.relative(inRepository(place), source).split(path.sep).includes('node_modules');
}

/** Of the document face only the two weights that are set: the package holds eight, 15 MB each. */
function isNeeded(source, place) {
  if (!place.endsWith('@expo-google-fonts/noto-serif-sc')) return true;
  const [first = ''] = path.relative(inRepository(place), source).split(path.sep);
  return first === '' || /^(package\.json|LICENSE.*)$/.test(first) || (/^(400Regular|700Bold)$/.test(first) && !source.endsWith('.png'));
}

function copy(part) {
  cpSync(inRepository(part), path.join(folder, part), { recursive: true, filter: (source) => !/\.test\.ts$|\.input-hash$/.test(source) });
}

/** Works with an empty PATH and through a link: only what the shell itself can do, and one readlink. */
function writeProgram(command, program) {
  const text = `#!/bin/sh\nself=$0\nif [ -h "$self" ]; then self=$(/usr/bin/readlink -f -- "$self" 2>/dev/null || /bin/readlink -f -- "$self"); fi\nhome=\${self%/*}/..\nexec "$home/bin/node" --enable-source-maps ${serverNodeFlags.join(' ')} "$home/packages/server/dist/${program}.js" "$@"\n`;
  writeFileSync(path.join(folder, 'bin', command), text);
  chmodSync(path.join(folder, 'bin', command), 0o755);
}

function checksums() {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile() && item.name !== 'SHA256SUMS')
    .map((item) => path.join(item.parentPath ?? item.path, item.name))
    .sort()
    .map((file) => `${digest(file)}  ${path.relative(folder, file)}\n`)
    .join('');
}

function digest(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: repositoryRoot, stdio: ['ignore', 2, 2] });
  if (status !== 0) fail(`${path.basename(command)} 没有成功，离线包没有生成`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
