/** A part of the code that has one row in the table of ARCHITECTURE.md; `core` is what lies in main/ itself. */
export type Zone = keyof typeof rules

type Rule = {
  /** The folder where its files lie, or its only file. The longest match counts. */
  folder: string
  /** Other parts whose code it may import; its own is always allowed. */
  code: string[]
  /** Parts of which it may import types only. */
  types: string[]
  /** Whether it may import Node's own modules and use its globals. */
  node: boolean
  /** Whether it may use what only a page has (`window`, `document`…). */
  page: boolean
  /** Packages; `@mantine/*` stands for all of that scope. */
  packages: string[]
}

const files = ['media', 'storage']
const foundations = ['shared', 'log']
const small = ['zod', 'uuid', 'p-limit']
// What is no call of the contract: bytes to send and receive, demo clips.
const doors = [...foundations, 'core', 'library-folder', 'services', 'ingest']
const rulesOfNouns = ['services', 'ingest', 'jobs']
const behindTheContract: Omit<Rule, 'folder' | 'packages'> = {
  code: [...foundations, ...files, 'database', ...rulesOfNouns],
  types: ['core', 'events'],
  node: true,
  page: false,
}

/** The import table of ARCHITECTURE.md, for machines. A new package belongs to the part that wraps it. */
export const rules = {
  shared: { folder: 'shared', code: [], types: [], node: false, page: false, packages: ['zod', '@orpc/contract'] },
  log: { folder: 'main/log.ts', code: ['shared'], types: [], node: true, page: false, packages: [] },
  events: {
    folder: 'main/events.ts',
    code: ['shared'],
    types: [],
    node: true,
    page: false,
    packages: ['@orpc/server'],
  },
  // Where a library lies has to be known before there is a core.
  'library-folder': {
    folder: 'main/storage/library-folder.ts',
    code: ['shared', 'storage'],
    types: [],
    node: true,
    page: false,
    packages: ['env-paths'],
  },
  media: {
    folder: 'main/media',
    code: [...foundations, ...files],
    types: [],
    node: true,
    page: false,
    packages: [...small, 'ajv', 'cborg', 'xxhash-wasm', '@ffprobe-installer/ffprobe', '@ffmpeg-installer/ffmpeg'],
  },
  storage: {
    folder: 'main/storage',
    code: [...foundations, ...files],
    types: [],
    node: true,
    page: false,
    packages: small,
  },
  database: {
    folder: 'main/database',
    code: foundations,
    types: ['events'],
    node: true,
    page: false,
    packages: [...small, 'kysely', 'better-sqlite3'],
  },
  services: { ...behindTheContract, folder: 'main/services', packages: [...small, '@orpc/server'] },
  ingest: { ...behindTheContract, folder: 'main/ingest', packages: small },
  jobs: { ...behindTheContract, folder: 'main/jobs', packages: small },
  core: {
    folder: 'main',
    code: [...foundations, 'events', 'library-folder', ...files, 'database', ...rulesOfNouns],
    types: [],
    node: true,
    page: false,
    packages: [...small, '@orpc/server', '@orpc/client'],
  },
  http: {
    folder: 'main/http',
    code: doors,
    types: [],
    node: true,
    page: false,
    packages: [
      ...small,
      'hono',
      '@hono/node-server',
      'jose',
      '@orpc/server',
      '@orpc/openapi',
      '@orpc/json-schema',
      '@orpc/zod',
    ],
  },
  cli: {
    folder: 'main/cli',
    code: [...doors, 'http'],
    types: [],
    node: true,
    page: false,
    packages: [...small, 'commander', 'cli-progress', 'open', '@orpc/client', '@orpc/contract'],
  },
  desktop: {
    folder: 'main/desktop',
    code: [...doors, 'http'],
    types: ['preload'],
    node: true,
    page: false,
    packages: [...small, 'electron', 'hono', '@orpc/server'],
  },
  preload: { folder: 'preload', code: [], types: ['shared'], node: false, page: true, packages: ['electron'] },
  renderer: {
    folder: 'renderer',
    code: ['shared'],
    types: ['preload'],
    node: false,
    page: true,
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
      '@orpc/contract',
      '@orpc/tanstack-query',
      '@xyflow/react',
    ],
  },
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
