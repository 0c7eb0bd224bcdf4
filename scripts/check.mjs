/**
 * All gates, one after the other, every one of them even when an earlier one fails. Ends with `N passed, N failed`.
 * `npm run check -- types lint` runs only those named.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { repositoryRoot } from './build-state.mjs';

const node = process.execPath;
const inModules = (file) => path.join(repositoryRoot, 'node_modules', file);
const geography = 'scripts/build-demo-geography';

const gates = [
  ...['.', 'packages/contract', 'packages/server', 'packages/web', 'packages/e2e', 'bench', 'sim']
    .filter((folder) => existsSync(path.join(repositoryRoot, folder, 'tsconfig.json')) && holdsTypeScript(folder))
    .map((folder) => ({ name: 'types', title: `types ${folder}`, args: [inModules('typescript/bin/tsc'), '-p', folder] })),
  // The contract once more without its tests: no Node and no DOM may leak into what the browser shares.
  { name: 'types', title: 'types contract source', args: [inModules('typescript/bin/tsc'), '-p', 'packages/contract/tsconfig.source.json'] },
  // A part at a time: typed rules hold a whole program in memory.
  ...['packages/contract', 'packages/server', 'packages/web'].map((folder) => ({ name: 'lint', title: `eslint ${folder}`, args: [inModules('eslint/bin/eslint.js'), folder, '--max-warnings', '0'] })),
  { name: 'lint', title: 'eslint, the rest', args: [inModules('eslint/bin/eslint.js'), '.', '--ignore-pattern', 'packages/contract', '--ignore-pattern', 'packages/server', '--ignore-pattern', 'packages/web', '--max-warnings', '0'] },
  { name: 'sql', title: 'database clock in SQL files', args: ['scripts/check-sql-files.mjs'] },
  {
    name: 'imports',
    title: 'dependency-cruiser',
    args: [
      inModules('dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['packages', 'bench', 'sim', 'scripts'],
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'],
    ],
  },
  { name: 'dead-code', title: 'knip', args: [inModules('knip/bin/knip.js'), '--no-progress', '--no-config-hints'] },
  ...(existsSync(path.join(repositoryRoot, geography))
    ? [{ name: 'generated', title: 'demo geography drift', args: ['--import', 'tsx', findEntry(geography), '--check'] }]
    : []),
  { name: 'generated', title: 'lifecycle diagrams drift', args: ['--import', 'tsx', 'scripts/build-lifecycles.ts', '--check'] },
  { name: 'generated', title: 'public holidays drift', args: ['--import', 'tsx', 'scripts/build-public-holidays.ts', '--check'] },
];

const wanted = process.argv.slice(2);
const chosen = gates.filter((gate) => wanted.length === 0 || wanted.includes(gate.name));
const outcomes = new Array(chosen.length);
let next = 0;
// Two at a time: each gate keeps one core busy. What a gate says is printed when it ends, so that two never mix.
await Promise.all(
  [0, 1].map(async () => {
    while (next < chosen.length) {
      const index = next++;
      outcomes[index] = await pass(chosen[index]);
    }
  }),
);

console.log('');
for (const { title, ok, seconds } of outcomes) console.log(`${ok ? '✓' : '✗'} ${title} (${seconds} s)`);
const failed = outcomes.filter((outcome) => !outcome.ok).length;
console.log(`${outcomes.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 && outcomes.length > 0 ? 0 : 1;

function pass(gate) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(node, gate.args, { cwd: repositoryRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = [];
    child.stdout.on('data', (chunk) => said.push(chunk));
    child.stderr.on('data', (chunk) => said.push(chunk));
    child.once('close', (code) => {
      console.log(`— ${gate.title}`);
      process.stdout.write(Buffer.concat(said));
      resolve({ ...gate, ok: code === 0, seconds: ((performance.now() - started) / 1000).toFixed(1) });
    });
  });
}

function holdsTypeScript(folder) {
  // The root project is the scripts; it always holds the gate tests.
  const places = folder === '.' ? ['scripts'] : [folder];
  return places.some((place) =>
    readdirSync(path.join(repositoryRoot, place), { recursive: true }).some(
      (name) => /\.tsx?$/.test(name) && !name.includes('node_modules') && !name.startsWith('dist'),
    ),
  );
}

function findEntry(folder) {
  const entry = ['index.ts', 'build.ts', 'main.ts'].find((name) => existsSync(path.join(repositoryRoot, folder, name)));
  return path.join(folder, entry ?? 'index.ts');
}
