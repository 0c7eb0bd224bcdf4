/**
 * Who may import whom. The numbers are those of ARCHITECTURE.md, "Who may import whom".
 * Test files may use the test harness and test libraries; everything else holds for them too.
 */
const test = String.raw`\.test\.tsx?$`;
const own = '^packages/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: '1-contract-imports-zod-only',
      comment: 'The contract runs in the server, the browser and the tools: zod and itself, no Node, no DOM library.',
      severity: 'error',
      from: { path: '^packages/contract/src/', pathNot: test },
      to: { pathNot: ['^packages/contract/src/', 'node_modules/zod/'], couldNotResolve: false },
    },
    {
      name: '1-contract-tests-stay-in-contract',
      severity: 'error',
      from: { path: '^packages/contract/' },
      to: { path: '^packages/(?!contract/)|^(?:bench|sim)/' },
    },
    {
      name: '1-free-standing-packages',
      comment: 'cap, plan-text and dispatch-solver are usable by anyone: they know neither contract nor server.',
      severity: 'error',
      from: { path: '^packages/(cap|plan-text|dispatch-solver)/' },
      to: { path: own, pathNot: '^packages/$1/' },
    },
    {
      name: '2-platform-knows-no-domain',
      comment: "The platform imports the contract's kernel; never a module, never a domain word of the contract.",
      severity: 'error',
      from: { path: '^packages/server/src/platform/', pathNot: test },
      to: { path: ['^packages/server/src/modules/', '^packages/contract/src/(?!kernel/)', '^packages/server/src/[^/]+\\.ts$'] },
    },
    {
      name: '2-module-through-its-index',
      comment: "A module sees other modules only through their index.ts.",
      severity: 'error',
      from: { path: '^packages/server/src/modules/([^/]+)/' },
      to: { path: '^packages/server/src/modules/', pathNot: ['^packages/server/src/modules/$1/', '^packages/server/src/modules/[^/]+/index\\.ts$'] },
    },
    {
      name: '2-outside-through-the-index',
      comment: 'Composition, command line, tests and benchmarks see a module through its index.ts.',
      severity: 'error',
      from: { path: '^(?:packages|bench|sim)/', pathNot: '^packages/server/src/modules/' },
      to: { path: '^packages/server/src/modules/', pathNot: '^packages/server/src/modules/[^/]+/index\\.ts$' },
    },
    {
      name: '2-module-does-not-compose',
      comment: 'Modules are wired in composition.ts; they do not reach up to it or to the entry points.',
      severity: 'error',
      from: { path: '^packages/server/src/modules/', pathNot: test },
      to: { path: '^packages/server/src/[^/]+\\.ts$' },
    },
    {
      name: '3-sql-in-stores-and-views',
      comment: 'Only *-store, *-views and the platform touch SQL.',
      severity: 'error',
      from: {
        path: '^packages/server/src/',
        pathNot: ['^packages/server/src/platform/', '-(?:store|views)\\.ts$', test],
      },
      to: { path: 'node_modules/(?:kysely|pg|pg-[^/]+|@types/pg)/' },
    },
    {
      name: '3-rules-import-contract-only',
      comment: 'Rules are pure decisions that also run in drills, replay and the browser.',
      severity: 'error',
      from: { path: '^packages/server/src/(.+)/[^/]+-rules\\.ts$' },
      // Rules may build on other rules of their module: pure on pure stays pure.
      to: { pathNot: ['^packages/contract/src/', '^packages/server/src/$1/[^/]+-rules\\.ts$'] },
    },
    {
      name: '4-features-do-not-import-each-other',
      severity: 'error',
      from: { path: '^packages/web/src/features/([^/]+)/' },
      to: { path: '^packages/web/src/features/', pathNot: '^packages/web/src/features/$1/' },
    },
    {
      name: '4-app-composes',
      comment: 'Only app knows the features; the design system, the map and lib know no domain screen.',
      severity: 'error',
      from: { path: '^packages/web/src/(?:ui|map|lib|features)/' },
      to: { path: '^packages/web/src/app/' },
    },
    {
      name: '4-ground-does-not-know-features',
      severity: 'error',
      from: { path: '^packages/web/src/(?:ui|map|lib)/' },
      to: { path: '^packages/web/src/features/' },
    },
    {
      name: '4-only-canvas-imports-maplibre',
      severity: 'error',
      from: { path: own, pathNot: '^packages/web/src/map/canvas/' },
      to: { path: 'node_modules/maplibre-gl/' },
    },
    {
      name: '4-map-geometry-is-pure',
      severity: 'error',
      from: { path: '^packages/web/src/map/geometry/', pathNot: test },
      to: { pathNot: ['^packages/web/src/map/geometry/', '^packages/contract/src/'] },
    },
    {
      name: '5-no-cycles',
      comment: 'Two files that need each other are one idea, or hide a third one.',
      severity: 'error',
      from: { path: '^(?:packages|bench|sim|scripts)/' },
      to: { circular: true },
    },
    {
      name: 'sandbox-has-no-live-channels',
      comment: 'A drill process must be unable to reach the public: its composition does not contain live channels at all.',
      severity: 'error',
      from: { path: '^packages/server/src/(?:sandbox[^/]*\\.ts$|sandbox/)', pathNot: test },
      to: { path: '^packages/server/src/platform/channels/live', reachable: true },
    },
    {
      name: 'tests-stay-out-of-the-program',
      comment: 'The program must not depend on its harness or its tests.',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/', pathNot: [test, '^packages/e2e/'] },
      to: { path: ['^packages/server/test/', test, '^(?:bench|sim|scripts)/', '^packages/e2e/'] },
    },
    {
      name: 'browser-and-server-meet-in-the-contract',
      severity: 'error',
      from: { path: '^packages/(web|server)/', pathNot: test },
      to: { path: '^packages/(?:web|server)/(?:src|test)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'no-missing-modules',
      severity: 'error',
      from: { path: '^(?:packages|bench|sim|scripts)/' },
      // `pdfmake/interfaces.js` is types only, from @types/pdfmake.
      to: { couldNotResolve: true, pathNot: '^virtual:|^pdfmake/interfaces\\.js$|\\?(?:worker|url|raw|inline)|&(?:url|inline)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(?:^|/)dist/|\\.(?:css|svg|png|geojson)$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
