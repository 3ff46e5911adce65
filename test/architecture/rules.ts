/** A part of the code that has one row in the table of ARCHITECTURE.md; `core` is what lies in main/ itself. */
export type Zone = keyof typeof rules

type Rule = {
  /** The folder where its files lie, or its only file. The longest match counts. */
  folder: string
  /** Other parts whose code it may import; its own is always allowed. */
  code: string[]
  /** Parts of which it may import types only. */
  types: string[]
  /** True if it may import Node's own modules; tsconfig.json and those of the folders say the same of globals. */
  node: boolean
  /** Packages; `@mantine/*` stands for all of that scope. */
  packages: string[]
}

const files = ['media', 'storage', 'absolute-path']
const foundations = ['shared', 'log']
const small = ['zod', 'uuid', 'p-limit']
// For bytes to send and receive and for demo rows, which are no calls of the contract.
const doors = [...foundations, 'core', 'library-folder', 'services', 'ingest']
const rulesOfNouns = ['services', 'ingest', 'jobs', 'contents']
const behindTheContract: Omit<Rule, 'folder' | 'packages'> = {
  code: [...foundations, ...files, 'database', ...rulesOfNouns],
  types: ['core', 'events'],
  node: true,
}

const forViews = ['client', 'state', 'components']
/** The pages of renderer/router.tsx, each with a folder. */
const views = [
  'library',
  'video',
  'images',
  'lineage',
  'duplicates',
  'history',
  'trash',
  'versions',
  'workflows',
  'executions',
  'analyses',
  'processing',
  'timelines',
  'statistics',
  'settings',
] as const
const viewZones = views.map((name) => `view ${name}` as const)
// No view imports from another: what two of them share belongs to components, which import neither views nor the shell.
const viewRules = Object.fromEntries(views.map((name) => [`view ${name}`, page(name, forViews)])) as Record<
  (typeof viewZones)[number],
  Rule
>

/** The rule of a part of the page: what it may import beside the contract. */
function page(name: string, code: readonly string[]): Rule {
  return {
    folder: name ? `renderer/${name}` : 'renderer',
    code: ['shared', ...code],
    types: [],
    node: false,
    packages: [
      'zod',
      'react',
      'react-dom',
      'zustand',
      'lucide-react',
      '@mantine/*',
      '@tanstack/*',
      '@fontsource-variable/*',
      '@orpc/client',
      '@xyflow/react',
    ],
  }
}

/** The import table of ARCHITECTURE.md, for machines. A new package belongs to the part that wraps it. */
export const rules = {
  shared: { folder: 'shared', code: [], types: [], node: false, packages: ['zod', '@orpc/contract', '@orpc/client'] },
  log: { folder: 'main/log.ts', code: ['shared'], types: [], node: true, packages: [] },
  events: {
    folder: 'main/events.ts',
    code: ['shared'],
    types: [],
    node: true,
    packages: ['@orpc/server'],
  },
  threads: { folder: 'main/threads', code: ['shared'], types: [], node: true, packages: [] },
  // Resolves the folder of a library before there is a core.
  'library-folder': {
    folder: 'main/storage/library-folder.ts',
    code: ['shared', 'storage'],
    types: [],
    node: true,
    packages: ['env-paths'],
  },
  // The list of libraries exists without a core too.
  'recent-libraries': {
    folder: 'main/storage/recent-libraries.ts',
    code: ['storage'],
    types: [],
    node: true,
    packages: ['zod'],
  },
  // Paths as other programs write them, which queries resolve too.
  'absolute-path': {
    folder: 'main/storage/absolute-path.ts',
    code: ['shared'],
    types: [],
    node: true,
    packages: [],
  },
  media: {
    folder: 'main/media',
    code: [...foundations, ...files, 'threads'],
    types: [],
    node: true,
    packages: [
      ...small,
      'ajv',
      're2js',
      'cborg',
      '@xmldom/xmldom',
      '@contentauth/c2pa-wasm',
      'xxhash-wasm',
      '@ffprobe-installer/ffprobe',
      '@ffmpeg-installer/ffmpeg',
    ],
  },
  // A program of its own, under the GPL: nothing of Rushes is in it, and nothing else contains FFmpeg.
  decoder: { folder: 'main/decoder', code: [], types: ['media'], node: true, packages: ['node-av'] },
  storage: {
    folder: 'main/storage',
    code: [...foundations, ...files, 'library-folder', 'threads'],
    types: [],
    node: true,
    packages: [...small, '@aws-sdk/*', 'yauzl', 'age-encryption'],
  },
  database: {
    folder: 'main/database',
    code: [...foundations, 'threads', 'absolute-path'],
    types: ['events'],
    node: true,
    packages: [...small, 'kysely', 'better-sqlite3', 'diff'],
  },
  services: {
    ...behindTheContract,
    folder: 'main/services',
    packages: [...small, '@orpc/server', '@orpc/contract', 'leven', 'jose'],
  },
  ingest: { ...behindTheContract, folder: 'main/ingest', packages: small },
  // Locations of contents: services and the import use it, so it imports neither.
  contents: {
    ...behindTheContract,
    folder: 'main/contents',
    code: [...foundations, ...files, 'database', 'jobs'],
    packages: small,
  },
  jobs: { ...behindTheContract, folder: 'main/jobs', packages: small },
  core: {
    folder: 'main',
    code: ['threads', ...foundations, 'events', 'library-folder', ...files, 'database', ...rulesOfNouns],
    types: [],
    node: true,
    packages: [...small, '@orpc/server', '@orpc/client'],
  },
  mcp: {
    folder: 'main/mcp',
    code: ['shared'],
    types: [],
    node: true,
    packages: ['zod', '@orpc/client', '@modelcontextprotocol/sdk'],
  },
  http: {
    folder: 'main/http',
    code: [...doors, 'mcp'],
    types: [],
    node: true,
    packages: [
      ...small,
      'hono',
      '@hono/node-server',
      'rate-limiter-flexible',
      '@fastify/busboy',
      '@tus/*',
      '@orpc/server',
      '@orpc/openapi',
      '@orpc/json-schema',
      '@orpc/zod',
    ],
  },
  cli: {
    folder: 'main/cli',
    code: [...doors, 'http', 'mcp'],
    types: [],
    node: true,
    packages: [
      ...small,
      'commander',
      '@bomb.sh/tab',
      'cli-progress',
      'open',
      'trash',
      '@orpc/client',
      '@orpc/contract',
    ],
  },
  desktop: {
    folder: 'main/desktop',
    code: [...doors, 'http', 'recent-libraries'],
    types: ['preload', 'media'],
    node: true,
    packages: [...small, 'electron', 'hono', '@orpc/server'],
  },
  preload: { folder: 'preload', code: [], types: ['shared'], node: false, packages: ['electron'] },
  client: {
    ...page('client.ts', []),
    code: ['shared'],
    types: ['preload'],
    packages: ['@orpc/client', '@orpc/contract', '@orpc/tanstack-query', '@tanstack/*'],
  },
  state: { ...page('state', ['client']), packages: ['zustand'] },
  components: page('components', ['client', 'state']),
  ...viewRules,
  // The page of the API, which is one of its own: Swagger UI with a field for the token.
  'api-docs': { ...page('api-docs', []), code: [], packages: ['swagger-ui-dist', '@fontsource-variable/*'] },
  shell: page('shell', [...forViews, ...viewZones]),
  renderer: page('', [...forViews, ...viewZones, 'shell']),
} as const satisfies Record<string, Rule>

/** The part to which a path of the project belongs, or undefined for tests, benches and settings. */
export function zoneOf(path: string): Zone | undefined {
  const zones = Object.entries(rules).filter(([, rule]) => path === rule.folder || path.startsWith(`${rule.folder}/`))
  return zones.sort(([, a], [, b]) => b.folder.length - a.folder.length)[0]?.[0] as Zone | undefined
}

/** The rule of a part without its literal types, for looking things up. */
export function ruleOf(zone: Zone): Rule {
  return rules[zone]
}
