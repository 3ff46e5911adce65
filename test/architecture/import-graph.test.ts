import { existsSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Import, importsOf, packageName } from './imports.ts'
import { ruleOf, type Zone, zoneOf } from './rules.ts'
import { isCode, listFiles, parse, projectFolder, type Source } from './sources.ts'

const sources = listFiles('shared', 'main', 'preload', 'renderer')
  .filter(isCode)
  .map((path) => parse(path))

test('every part imports only what the table of ARCHITECTURE.md allows it', () => {
  expect(sources.flatMap(faultsOf).join('\n')).toBe('')
})

test('a view that imports from another, and a component that imports from a view, are told what they may import', () => {
  const inView = parse('renderer/images/sample.ts', "import { Grid } from '../library/grid.tsx'")
  expect(faultsOf(inView)).toEqual([
    expect.stringMatching(/^renderer\/images\/sample\.ts:1 imports renderer\/library\//),
  ])
  expect(faultsOf(inView)[0]).toContain('renderer/images may import: view images, shared, client, state, components;')
  const inComponents = parse('renderer/components/takes/sample.ts', "import { Shell } from '../../shell/shell.tsx'")
  expect(faultsOf(inComponents)[0]).toContain('renderer/components may import: components, shared, client, state;')
})

test('every folder of renderer/ is a view, or one of the parts that views share', () => {
  const loose = sources.filter(({ path }) => zoneOf(path) === 'renderer' && path.split('/').length > 2)
  expect(loose.map(({ path }) => path)).toEqual([])
})

test('no part of main imports another in a circle', () => {
  const edges = new Map<string, Set<string>>()
  for (const source of sources) {
    const targets = importsOf(source).flatMap((one) => ('path' in one && !one.typesOnly ? [one.path] : []))
    edges.set(source.path, new Set(targets))
  }
  expect(circles(edges).join('\n')).toBe('')
})

test('the terminal lists takes without what only other commands need, which would double the time until the first line', () => {
  const start = ['cli/rushes', 'cli/cli', 'cli/commands/list', 'core', 'router', 'services/videos']
  const loaded = loadedBy(start.map((name) => `main/${name}.ts`))
  const kept = ['better-sqlite3', 'commander', 'kysely', 'zod', '@orpc/server']
  for (const name of kept) expect(loaded).toContain(name)
  const others = [
    'ajv',
    're2js',
    'hono',
    '@aws-sdk/client-s3',
    '@modelcontextprotocol/sdk',
    'jose',
    'shared/contract/index.ts',
  ]
  expect(others.filter((name) => loaded.has(name))).toEqual([])
})

/** Returns the files and packages that are loaded with these files; not those that they load when a call needs them. */
function loadedBy(paths: readonly string[]): Set<string> {
  const loaded = new Set<string>()
  const load = (path: string) => {
    if (loaded.has(path)) return
    loaded.add(path)
    const source = sources.find((one) => one.path === path)
    for (const one of source ? importsOf(source) : []) {
      if (one.typesOnly || one.isDynamic) continue
      if ('path' in one) load(one.path)
      else loaded.add(packageName(one.module))
    }
  }
  for (const path of paths) load(path)
  return loaded
}

function faultsOf(source: Source): string[] {
  const zone = zoneOf(source.path)
  if (!zone) return [`${source.path} lies in no part of the table.`]
  return importsOf(source).flatMap((one) => {
    const fault = faultOf(zone, one)
    return fault ? [`${source.path}:${one.line} ${fault}\n    ${allowance(zone)}`] : []
  })
}

function faultOf(zone: Zone, one: Import): string | undefined {
  const rule = ruleOf(zone)
  if ('path' in one) {
    const [file] = one.path.split('?')
    if (!existsSync(join(projectFolder, file ?? ''))) return `imports ${one.path}, which is not there.`
    if (one.path === 'package.json' && rule.node) return undefined
    const target = zoneOf(one.path)
    if (!target) return `imports ${one.path}, which is not part of the application.`
    if (target === zone || rule.code.includes(target)) return undefined
    if (rule.types.includes(target))
      return one.typesOnly ? undefined : `imports code of ${one.path}; only its types are allowed.`
    return `imports ${one.path}.`
  }
  if (isBuiltin(one.module)) return rule.node || one.typesOnly ? undefined : `imports ${one.module}.`
  const name = packageName(one.module)
  const allowed = rule.packages.some(
    (entry) => entry === name || (entry.endsWith('/*') && name.startsWith(entry.slice(0, -1))),
  )
  return allowed ? undefined : `imports the package ${name}.`
}

function allowance(zone: Zone): string {
  const { folder, code, types, node, packages } = ruleOf(zone)
  const parts = [...new Set([zone, ...code, ...types.map((name) => `types of ${name}`), ...(node ? ['node:*'] : [])])]
  return `${folder} may import: ${parts.join(', ')}; the packages ${packages.join(', ')}.`
}

/** Each circle of a directed graph once, written as `a → b → a`. */
function circles(edges: Map<string, Set<string>>): string[] {
  const found: string[] = []
  const done = new Set<string>()
  const follow = (path: string, trail: string[]) => {
    const start = trail.indexOf(path)
    if (start >= 0) found.push([...trail.slice(start), path].join(' → '))
    if (start >= 0 || done.has(path)) return
    for (const next of edges.get(path) ?? []) follow(next, [...trail, path])
    done.add(path)
  }
  for (const path of edges.keys()) follow(path, [])
  return found
}
