import { expect, test } from 'vitest'
import { importsOf, packageName } from './imports.ts'
import { zoneOf } from './rules.ts'
import { parse } from './sources.ts'

const read = (...lines: string[]) => importsOf(parse('main/media/sample.ts', lines.join('\n')))

test('every way to import is seen, with its line', () => {
  const imports = read(
    "import { a } from './a.ts'",
    "export { b } from '../storage/b.ts'",
    "export * from './c.ts'",
    "const d = await import('./d.ts')",
    "const worker = new URL('./worker.ts', import.meta.url)",
    "import 'electron'",
  )
  expect(imports).toEqual([
    { line: 1, typesOnly: false, isDynamic: false, path: 'main/media/a.ts' },
    { line: 2, typesOnly: false, isDynamic: false, path: 'main/storage/b.ts' },
    { line: 3, typesOnly: false, isDynamic: false, path: 'main/media/c.ts' },
    { line: 4, typesOnly: false, isDynamic: true, path: 'main/media/d.ts' },
    { line: 5, typesOnly: false, isDynamic: true, path: 'main/media/worker.ts' },
    { line: 6, typesOnly: false, isDynamic: false, module: 'electron' },
  ])
})

test('an import of types alone is told from one of code', () => {
  const imports = read(
    "import type { A } from './a.ts'",
    "import { type B, type C } from './b.ts'",
    "import { type D, e } from './d.ts'",
    "export type { F } from './f.ts'",
    "let g: import('./g.ts').G",
  )
  expect(imports.map(({ typesOnly }) => typesOnly)).toEqual([true, true, false, true, true])
})

test('a file belongs to the deepest part that holds it', () => {
  expect(zoneOf('main/media/ffprobe.ts')).toBe('media')
  expect(zoneOf('main/router.ts')).toBe('core')
  expect(zoneOf('test/run.ts')).toBeUndefined()
})

test('a package is known by its name, however deep the import goes', () => {
  expect(packageName('@orpc/server/fetch')).toBe('@orpc/server')
  expect(packageName('react-dom/client')).toBe('react-dom')
})
