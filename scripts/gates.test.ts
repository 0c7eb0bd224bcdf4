import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Linter } from 'eslint';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Every gate is shown a deliberate offence: a gate that cannot fail guards nothing. */
const root = path.resolve(import.meta.dirname, '..');
const untyped: Linter.Config = {
  files: ['**/*.{ts,tsx}'],
  languageOptions: { parserOptions: { projectService: false } },
  rules: {
    '@typescript-eslint/await-thenable': 'off',
    '@typescript-eslint/no-floating-promises': 'off',
    '@typescript-eslint/no-misused-promises': 'off',
    '@typescript-eslint/switch-exhaustiveness-check': 'off',
  },
};

let scratch = '';
beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'fengsui-gates-'));
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

function writeTree(name: string, files: Record<string, string>): string {
  const folder = path.join(scratch, name);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return folder;
}

function runTool(tool: string, args: readonly string[], cwd: string) {
  return spawnSync(process.execPath, [path.join(root, 'node_modules', tool), ...args], { cwd, encoding: 'utf8' });
}

describe('eslint', () => {
  const eslint = new ESLint({ cwd: root, overrideConfig: [untyped] });
  const listRules = async (filePath: string, code: string) => {
    const [result] = await eslint.lintText(code, { filePath });
    return result?.messages.map((message) => message.ruleId ?? message.message) ?? [];
  };
  const server = 'packages/server/src/modules/incidents/verify-incident.ts';
  const store = 'packages/server/src/modules/incidents/incident-store.ts';

  it.each([
    ['Date.now()', server, 'export const at = Date.now();', 'fengsui/ambient-clock'],
    ['Date.now as a value', server, 'export const clock = { now: Date.now };', 'fengsui/ambient-clock'],
    ['globalThis.Date.now()', server, 'export const at = globalThis.Date.now();', 'fengsui/ambient-clock'],
    ["Date['now']()", server, "export const at = Date['now']();", 'fengsui/ambient-clock'],
    ['const { now } = Date', server, 'const { now } = Date;\nexport const at = now();', 'fengsui/ambient-clock'],
    ['new Date()', server, 'export const at = new Date();', 'fengsui/ambient-clock'],
    ['Date()', server, 'export const at = Date();', 'fengsui/ambient-clock'],
    ['performance.timeOrigin', server, 'export const at = performance.timeOrigin;', 'fengsui/ambient-clock'],
    ['the clock in a test', 'packages/server/src/modules/incidents/incident-rules.test.ts', 'export const at = Date.now();', 'fengsui/ambient-clock'],
    ['the clock in the browser', 'packages/web/src/features/incidents/clock-chip.ts', 'export const at = new Date();', 'fengsui/ambient-clock'],
    ['now() in a template', store, 'export const query = `insert into incident values (now())`;', 'fengsui/database-clock'],
    ['CURRENT_TIMESTAMP in a string', store, "export const query = 'select CURRENT_TIMESTAMP';", 'fengsui/database-clock'],
    ['clock_timestamp ( ) after a value', store, 'export const query = (id: string) => `update t set a = ${id}, b = clock_timestamp ( )`;', 'fengsui/database-clock'],
    ['SQL in a command', server, 'export const rows = sql`select 1`;', 'fengsui/sql-place'],
    ['any', server, 'export const facts: any = {};', '@typescript-eslint/no-explicit-any'],
    ['@ts-ignore', server, '// @ts-ignore because\nexport const facts = 1;', '@typescript-eslint/ban-ts-comment'],
    ['a suppression comment', server, '/* eslint-disable */\nexport const at = Date.now();', 'fengsui/ambient-clock'],
    ['a default export', server, 'export default {};', 'no-restricted-syntax'],
    ['an enum', server, 'export enum Grade { One }', 'no-restricted-syntax'],
    ['an I prefix', server, 'export interface IReport { readonly id: string }', '@typescript-eslint/naming-convention'],
    ['console in a module', server, "console.log('x');", 'no-console'],
    ['a colour in a component', 'packages/web/src/ui/GradeMark.tsx', "export const GradeMark = () => <b style={{ color: '#c00' }} />;", 'fengsui/inline-colour'],
    ['an rgb colour in a component', 'packages/web/src/ui/GradeMark.tsx', "export const border = '1px solid rgb(1 2 3)';", 'fengsui/inline-colour'],
    ['a camelCase file', 'packages/server/src/platform/openDatabase.ts', 'export const a = 1;', 'fengsui/file-name'],
    ['a utils folder', 'packages/server/src/platform/utils/text.ts', 'export const a = 1;', 'fengsui/file-name'],
    ['a manager file', 'packages/server/src/platform/timer-manager.ts', 'export const a = 1;', 'fengsui/file-name'],
    ['a long file', server, 'export const a = 1;\n'.replace('a', 'a0') + Array.from({ length: 301 }, (_, i) => `export const b${i} = 1;`).join('\n'), 'fengsui/file-length'],
  ])('refuses %s', async (_title, filePath, code, rule) => {
    expect(await listRules(filePath, code)).toContain(rule);
  });

  it.each([
    ['a given instant', server, "export const at = new Date('2019-08-10T01:45:00.000Z');"],
    ['the clock itself', 'packages/server/src/platform/clock/wall-clock.ts', 'export const at = Date.now();'],
    ['the browser clock itself', 'packages/web/src/lib/clock/browser-clock.ts', 'export const at = Date.now();'],
    ['SQL with a parameter in a store', store, 'export const query = (at: string) => sql`update t set at = ${at}`;'],
    ['a component file name', 'packages/web/src/ui/GradeMark.tsx', 'export const GradeMark = () => <a href="#fee">{"var(--grade)"}</a>;'],
    ['a long file that says why', server, `/* over 300 lines: one table of the law */\n${Array.from({ length: 301 }, (_, i) => `export const b${i} = 1;`).join('\n')}`],
  ])('accepts %s', async (_title, filePath, code) => {
    const offences = (await listRules(filePath, code)).filter((rule) => rule !== 'no-undef');
    expect(offences).toEqual([]);
  });

  it('refuses a promise that nobody waits for', async () => {
    const typed = new ESLint({
      cwd: root,
      overrideConfig: [
        {
          files: ['**/*.ts'],
          languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['packages/server/src/*.ts'] } } },
        },
      ],
    });
    const [result] = await typed.lintText('const save = async () => 1;\nsave();\n', {
      filePath: 'packages/server/src/floating-example.ts',
    });
    expect(result?.messages.map((message) => message.ruleId)).toContain('@typescript-eslint/no-floating-promises');
  }, 240_000);
});

describe('types', () => {
  it('refuses unchecked indexes, inexact options, enums and parameter properties', () => {
    const folder = writeTree('types', {
      'tsconfig.json': JSON.stringify({ extends: path.join(root, 'tsconfig.base.json'), include: ['*.ts'] }),
      'a.ts': 'export const first = (list: string[]): string => list[0];',
      'b.ts': 'export const report: { note?: string } = { note: undefined };',
      'c.ts': 'export enum Grade { One }',
      'd.ts': 'export class Store { constructor(readonly name: string) {} }',
      'e.ts': 'export const at = process.uptime();',
      'f.ts': 'export const title = document.title;',
    });
    const { status, stdout } = runTool('typescript/bin/tsc', ['-p', folder], root);
    expect(status).not.toBe(0);
    for (const file of ['a.ts', 'b.ts', 'c.ts', 'd.ts', 'e.ts', 'f.ts']) expect(stdout).toContain(`${file}(`);
  }, 240_000);
});

describe('dependency-cruiser', () => {
  const installed = Object.fromEntries(
    ['zod', 'kysely', 'pg', 'maplibre-gl', 'react'].flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' })],
      [`node_modules/${name}/index.js`, 'module.exports = {};'],
    ]),
  );
  const cruise = (name: string, files: Record<string, string>) => {
    const folder = writeTree(name, { ...installed, 'package.json': '{"name":"fixture"}', 'tsconfig.json': '{}', ...files });
    copyFileSync(path.join(root, '.dependency-cruiser.cjs'), path.join(folder, '.dependency-cruiser.cjs'));
    const run = (output: string) =>
      runTool('dependency-cruiser/bin/dependency-cruise.mjs', ['packages', '--config', '.dependency-cruiser.cjs', '--output-type', output], folder);
    const { stdout, stderr } = run('json');
    if (stdout === '') throw new Error(stderr);
    const report = JSON.parse(stdout) as { summary: { violations: { rule: { name: string }; from: string; to: string }[] } };
    // The report for programs always ends well; the one that the gate runs carries the verdict.
    return { status: run('err-long').status, violations: report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`) };
  };
  const contract = 'packages/contract/src';
  const modules = 'packages/server/src/modules';
  const platform = 'packages/server/src/platform';
  const web = 'packages/web/src';

  it('accepts a tree that keeps the rules', () => {
    const { violations } = cruise('kept', {
      [`${contract}/kernel/index.ts`]: "import { z } from 'zod';\nexport const Id = z;",
      [`${contract}/incidents/index.ts`]: "import { Id } from '../kernel/index.ts';\nexport const Incident = Id;",
      [`${platform}/db/database.ts`]: "import pg from 'pg';\nimport { Id } from '../../../../contract/src/kernel/index.ts';\nexport const db = [pg, Id];",
      [`${platform}/channels/live/sms.ts`]: 'export const sms = 1;',
      [`${modules}/incidents/index.ts`]: "import { save } from './incident-store.ts';\nimport { grade } from './incident-rules.ts';\nexport const createIncidents = [save, grade];",
      [`${modules}/incidents/incident-store.ts`]: "import { sql } from 'kysely';\nexport const save = sql;",
      [`${modules}/incidents/incident-rules.ts`]: "import { Incident } from '../../../../contract/src/incidents/index.ts';\nexport const grade = Incident;",
      [`${modules}/reports/index.ts`]: "import { createIncidents } from '../incidents/index.ts';\nexport const createReports = createIncidents;",
      'packages/server/src/composition.ts': "import { createReports } from './modules/reports/index.ts';\nimport { sms } from './platform/channels/live/sms.ts';\nexport const composed = [createReports, sms];",
      'packages/server/src/sandbox-main.ts': "import { createReports } from './modules/reports/index.ts';\nexport const drill = createReports;",
      [`${web}/map/canvas/MapCanvas.tsx`]: "import maplibre from 'maplibre-gl';\nexport const MapCanvas = maplibre;",
      [`${web}/features/incidents/index.ts`]: "import { MapCanvas } from '../../map/canvas/MapCanvas.tsx';\nexport const screen = MapCanvas;",
      [`${web}/app/routes.ts`]: "import { screen } from '../features/incidents/index.ts';\nexport const routes = [screen];",
    });
    expect(violations).toEqual([]);
  }, 240_000);

  it('names every broken rule', () => {
    const { status, violations } = cruise('broken', {
      [`${contract}/kernel/index.ts`]: 'export const Id = 1;',
      [`${contract}/incidents/index.ts`]: "import { readFileSync } from 'node:fs';\nimport pg from 'pg';\nexport const Incident = [readFileSync, pg];",
      [`${platform}/journal/append.ts`]: "import { createReports } from '../../modules/reports/index.ts';\nimport { Incident } from '../../../../contract/src/incidents/index.ts';\nexport const append = [createReports, Incident];",
      [`${platform}/channels/live/sms.ts`]: 'export const sms = 1;',
      [`${platform}/outbox/send.ts`]: "import { sms } from '../channels/live/sms.ts';\nexport const send = sms;",
      [`${modules}/incidents/index.ts`]: 'export const createIncidents = 1;',
      [`${modules}/incidents/incident-store.ts`]: 'export const save = 1;',
      [`${modules}/incidents/verify-incident.ts`]: "import type { Kysely } from 'kysely';\nexport type Db = Kysely;",
      [`${modules}/incidents/incident-rules.ts`]: "import { save } from './incident-store.ts';\nexport const grade = save;",
      [`${modules}/incidents/ring-a.ts`]: "import type { B } from './ring-b.ts';\nexport type A = B;",
      [`${modules}/incidents/ring-b.ts`]: "import type { A } from './ring-a.ts';\nexport type B = A | 1;",
      [`${modules}/reports/index.ts`]: "import { save } from '../incidents/incident-store.ts';\nimport { composed } from '../../composition.ts';\nimport { factory } from '../../../test/factories.ts';\nexport const createReports = [save, composed, factory];",
      'packages/server/test/factories.ts': 'export const factory = 1;',
      'packages/server/src/composition.ts': "import { save } from './modules/incidents/incident-store.ts';\nexport const composed = save;",
      'packages/server/src/sandbox-main.ts': "import { send } from './platform/outbox/send.ts';\nexport const drill = send;",
      [`${web}/features/incidents/index.ts`]: "import { list } from '../reports/index.ts';\nimport maplibre from 'maplibre-gl';\nexport const screen = [list, maplibre];",
      [`${web}/features/reports/index.ts`]: "import { routes } from '../../app/routes.ts';\nimport { composed } from '../../../../server/src/composition.ts';\nexport const list = [routes, composed];",
      [`${web}/ui/Card.tsx`]: "import { list } from '../features/reports/index.ts';\nexport const Card = list;",
      [`${web}/map/geometry/circle.ts`]: "import react from 'react';\nimport { gone } from './gone.ts';\nexport const circle = [react, gone];",
      [`${web}/app/routes.ts`]: 'export const routes = [];',
    });
    expect(status).not.toBe(0);
    const broken = new Set(violations.map((violation) => violation.split(':')[0]));
    expect([...broken].sort()).toEqual([
      '1-contract-imports-zod-only',
      '2-module-does-not-compose',
      '2-module-through-its-index',
      '2-outside-through-the-index',
      '2-platform-knows-no-domain',
      '3-rules-import-contract-only',
      '3-sql-in-stores-and-views',
      '4-app-composes',
      '4-features-do-not-import-each-other',
      '4-ground-does-not-know-features',
      '4-map-geometry-is-pure',
      '4-only-canvas-imports-maplibre',
      '5-no-cycles',
      'browser-and-server-meet-in-the-contract',
      'no-missing-modules',
      'sandbox-has-no-live-channels',
      'tests-stay-out-of-the-program',
    ]);
    // Both of the platform's offences, and the driver that is only a type, are seen.
    expect(violations).toContain(`2-platform-knows-no-domain: ${platform}/journal/append.ts → ${modules}/reports/index.ts`);
    expect(violations).toContain(`2-platform-knows-no-domain: ${platform}/journal/append.ts → ${contract}/incidents/index.ts`);
    expect(violations.some((violation) => violation.startsWith(`3-sql-in-stores-and-views: ${modules}/incidents/verify-incident.ts`))).toBe(true);
  }, 240_000);
});

describe('SQL files', () => {
  it('refuses database time and ignores comments', () => {
    const check = (text: string) => {
      const folder = writeTree(`sql-${text.length}`, { 'migrations/0001_first.sql': text });
      return spawnSync(process.execPath, [path.join(root, 'scripts/check-sql-files.mjs'), folder], { encoding: 'utf8' });
    };
    expect(check('create table t (at timestamptz not null); -- never now()\n').status).toBe(0);
    const refused = check('create table t (\n  at timestamptz default now()\n);\n');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('0001_first.sql:2');
  });
});

describe('knip', () => {
  it('refuses a file, an export and a package that nothing uses', () => {
    const folder = writeTree('dead', {
      'package.json': JSON.stringify({ name: 'fixture', private: true, workspaces: ['packages/*'], type: 'module' }),
      'packages/server/package.json': JSON.stringify({ name: '@fixture/server', type: 'module', dependencies: { zod: '4.0.0' } }),
      'packages/server/tsconfig.json': '{}',
      'packages/server/src/main.ts': "import { used } from './used.ts';\nused();",
      'packages/server/src/used.ts': 'export const used = () => 1;\nexport const unusedExport = 2;',
      'packages/server/src/forgotten.ts': 'export const forgotten = 1;',
    });
    copyFileSync(path.join(root, 'knip.json'), path.join(folder, 'knip.json'));
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    const { status, stdout } = runTool('knip/bin/knip.js', ['--no-progress', '--no-config-hints'], folder);
    expect(status).not.toBe(0);
    for (const offence of ['forgotten.ts', 'unusedExport', 'zod']) expect(stdout).toContain(offence);
  }, 240_000);
});
