import tseslint from 'typescript-eslint';

import { ambientClock } from './scripts/lint/ambient-clock.mjs';
import { databaseClock } from './scripts/lint/database-clock.mjs';
import { fileLength } from './scripts/lint/file-length.mjs';
import { fileName } from './scripts/lint/file-name.mjs';
import { inlineColour } from './scripts/lint/inline-colour.mjs';
import { sqlPlace } from './scripts/lint/sql-place.mjs';

const fengsui = {
  rules: {
    'ambient-clock': ambientClock,
    'database-clock': databaseClock,
    'file-length': fileLength,
    'file-name': fileName,
    'inline-colour': inlineColour,
    'sql-place': sqlPlace,
  },
};

/** Files that a tool finds by their default export. */
const toolFiles = ['**/*.config.{js,ts,mjs}', '.dependency-cruiser.cjs'];
/** The only places that may ask the machine for the time. */
const clocks = ['packages/server/src/platform/clock/**', 'packages/web/src/lib/clock/**', 'packages/web/src/lib/clock.ts'];
/** Programs a person runs in a terminal, and the build scripts. */
const terminals = [
  'packages/server/src/{main,cli,sandbox-main,table-main,document-main}.ts',
  'packages/server/src/cli/**',
  'packages/server/bin/**',
  'packages/e2e/**',
  'bench/**',
  'sim/**',
  'scripts/**',
];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', 'data/**', 'packages/e2e/results/**', 'packages/web/public/**'] },
  // A suppression comment would make every gate below a matter of taste.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  {
    files: ['**/*.{js,mjs,cjs}'],
    plugins: { fengsui },
    languageOptions: { ecmaVersion: 2024 },
    rules: { 'fengsui/file-name': 'error', 'fengsui/file-length': 'error', eqeqeq: 'error', 'prefer-const': 'error' },
  },
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.recommended],
    plugins: { fengsui },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-ignore': true, 'ts-nocheck': true, 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 12 },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/naming-convention': [
        'error',
        { selector: ['interface', 'typeAlias', 'class'], format: ['PascalCase'], custom: { regex: '^I[A-Z][a-z]', match: false } },
      ],
      '@typescript-eslint/no-empty-object-type': 'off',
      'no-console': 'error',
      'no-eval': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: '请使用具名导出。Use a named export.' },
        { selector: 'TSEnumDeclaration', message: '请使用 as const 对象或联合类型代替 enum。' },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'prefer-const': 'error',
      'fengsui/ambient-clock': 'error',
      'fengsui/file-length': 'error',
      'fengsui/file-name': 'error',
    },
  },
  {
    // Rules that need types: only those that catch lost work, since they cost most of the run.
    files: ['packages/*/src/**/*.{ts,tsx}', 'packages/server/test/**/*.ts', 'bench/**/*.ts', 'sim/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/only-throw-error': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: ['packages/server/**/*.ts', 'bench/**/*.ts', 'sim/**/*.ts'], rules: { 'fengsui/database-clock': 'error' } },
  { files: ['packages/server/src/modules/**/*.ts'], rules: { 'fengsui/sql-place': 'error' } },
  { files: ['packages/web/src/**/*.tsx'], rules: { 'fengsui/inline-colour': 'error' } },
  { files: ['**/*.test.{ts,tsx}'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: terminals, rules: { 'no-console': 'off' } },
  { files: toolFiles, rules: { 'no-restricted-syntax': 'off' } },
  { files: clocks, rules: { 'fengsui/ambient-clock': 'off', 'fengsui/database-clock': 'off' } },
);
