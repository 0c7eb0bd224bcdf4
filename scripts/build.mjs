/**
 * Builds what is stale: the server with esbuild, the browser part with vite. Called by `npm run build`, `npm start`
 * and the `fengsui` command. Names (`server`, `web`) limit it to those, `--force` builds even what is up to date.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { buildTargets, hashInputs, hasSource, listStaleTargets, repositoryRoot, stampName } from './build-state.mjs';

const programs = ['main', 'cli', 'sandbox-main', 'table-main', 'document-main'];
const liveChannels = 'packages/server/src/platform/channels/live';

const named = Object.keys(buildTargets).filter((target) => process.argv.includes(target));
const asked = named.length > 0 ? named : Object.keys(buildTargets);
const wanted = process.argv.includes('--force') ? asked.filter(hasSource) : listStaleTargets(asked);
for (const target of wanted) {
  const started = performance.now();
  process.stderr.write(`正在构建 ${target} …\n`);
  try {
    await buildInto(target);
  } catch (error) {
    process.stderr.write(`构建失败 ${target}：${error.message}\n`);
    process.exit(1);
  }
  process.stderr.write(`构建完成 ${target}（${((performance.now() - started) / 1000).toFixed(1)} 秒）\n`);
}

/**
 * Builds beside the old output and swaps it in whole, so that a program that is running, or a second build started
 * at the same moment, never sees half of one.
 */
async function buildInto(target) {
  const output = path.join(repositoryRoot, buildTargets[target].output);
  const workbench = path.join(path.dirname(output), '.cache');
  const fresh = path.join(workbench, `build-${process.pid}-new`);
  const old = path.join(workbench, `build-${process.pid}-old`);
  // Taken before the build: an edit made while building must leave the result stale.
  const inputHash = hashInputs(target);
  mkdirSync(fresh, { recursive: true });
  removeAbandoned(workbench);
  try {
    await (target === 'server' ? buildServer(fresh) : buildWeb(fresh));
    writeFileSync(path.join(fresh, stampName), inputHash);
    if (existsSync(output)) renameSync(output, old);
    try {
      renameSync(fresh, output);
    } catch (error) {
      // Another build of the same inputs came first; its result is as good as ours.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
}

async function buildServer(outdir) {
  const esbuild = await import('esbuild');
  const source = path.join(repositoryRoot, 'packages/server/src');
  const entryPoints = programs.map((name) => path.join(source, `${name}.ts`)).filter((file) => existsSync(file));
  if (entryPoints.length === 0) throw new Error('packages/server/src 下没有 main.ts 或 cli.ts，无法构建。');
  const result = await esbuild.build({
    absWorkingDir: repositoryRoot,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    keepNames: true,
    metafile: true,
    logLevel: 'warning',
    plugins: [{ name: 'packages-stay-outside', setup: keepPackagesOutside }],
  });
  refuseLiveChannelsInSandbox(result.metafile);
}

/** Packages are loaded from node_modules at run time; only our own workspaces, which are TypeScript, go in. */
function keepPackagesOutside(build) {
  build.onResolve({ filter: /^[^./]/ }, (request) => {
    if (request.kind === 'entry-point' || path.isAbsolute(request.path) || request.path.startsWith('@fengsui/')) return undefined;
    return { path: request.path, external: true };
  });
}

/**
 * The import rules say that a drill process cannot contain live channels; this says so of the file that is shipped.
 * Every chunk reachable from the sandbox program is looked into.
 */
function refuseLiveChannelsInSandbox(metafile) {
  const start = Object.keys(metafile.outputs).find((file) => path.basename(file) === 'sandbox-main.js');
  const queue = start === undefined ? [] : [start];
  const seen = new Set(queue);
  for (const file of queue) {
    const output = metafile.outputs[file];
    const live = Object.keys(output?.inputs ?? {}).find((input) => input.startsWith(liveChannels));
    if (live !== undefined) throw new Error(`演练沙箱的构建结果包含真实外发通道 ${live}，已中止。`);
    for (const next of output?.imports ?? []) {
      if (!next.external && !seen.has(next.path)) {
        seen.add(next.path);
        queue.push(next.path);
      }
    }
  }
}

async function buildWeb(outDir) {
  // A test that starts the program builds it too: what it builds must be the product, not a development version.
  process.env.NODE_ENV = 'production';
  const vite = await import('vite');
  await vite.build({
    root: path.join(repositoryRoot, 'packages/web'),
    logLevel: 'warn',
    build: { outDir, emptyOutDir: true },
  });
}

/** Leftovers of a build that was killed; those of a build that still runs are left alone. */
function removeAbandoned(workbench) {
  for (const name of readdirSync(workbench)) {
    const match = /^build-(\d+)-(?:new|old)$/.exec(name);
    if (match !== null && !isAlive(Number(match[1]))) rmSync(path.join(workbench, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
