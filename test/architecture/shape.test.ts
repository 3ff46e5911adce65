import { stripTypeScriptTypes } from 'node:module'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { isCode, listFiles, readSource } from './sources.ts'

const own = listFiles('shared', 'main', 'preload', 'renderer', 'test', 'bench')
const written = own.filter((path) => isCode(path) || path.endsWith('.css'))

test('files are small: none over 350 lines, half of them up to 80, nine of ten up to 200', () => {
  const sizes = written.map((path) => ({ path, lines: readSource(path).trimEnd().split('\n').length }))
  const sorted = sizes.map(({ lines }) => lines).sort((a, b) => a - b)
  const rank = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  const median = rank(0.5)
  const p90 = rank(0.9)
  console.log(`${sorted.length} files; median ${median} lines, nine of ten up to ${p90}, largest ${sorted.at(-1)}`)
  // A catalogue of texts is one list, however long.
  expect(sizes.filter(({ path, lines }) => lines > 350 && !path.endsWith('/texts.ts'))).toEqual([])
  expect(median).toBeLessThanOrEqual(80)
  expect(p90).toBeLessThanOrEqual(200)
})

test('files are named for what they are, in kebab-case', () => {
  const names = written.filter(
    (path) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|config|module|d))?\.(ts|tsx|css)$/.test(basename(path)),
  )
  expect(names).toEqual([])
})

test('no folder or file is a heap of things that belong together only by being left over', () => {
  const heaps = own.filter((path) => /(^|\/)(utils?|helpers?|types?|common|misc|lib)(\/|\.tsx?$)/.test(path))
  expect(heaps).toEqual([])
})

test('the contract is the only folder with an index', () => {
  expect(own.filter((path) => /(^|\/)index\.tsx?$/.test(path))).toEqual(['shared/contract/index.ts'])
})

test('Node can run the sources as they are', () => {
  const runnable = listFiles('shared', 'main', 'bench').filter((path) => path.endsWith('.ts'))
  const refused = runnable.flatMap((path) => {
    try {
      stripTypeScriptTypes(readSource(path))
      return []
    } catch (error) {
      return [`${path}: ${error}`]
    }
  })
  expect(refused).toEqual([])
})

test('comments are at most 120 characters wide', () => {
  const wide = written.flatMap((path) =>
    readSource(path)
      .split('\n')
      .flatMap((line, index) => (isComment(line) && [...line].length > 120 ? [`${path}:${index + 1}`] : [])),
  )
  expect(wide).toEqual([])
})

test('comments begin with a verb or a noun: “Returns…”, “Time that…”, “True if…”', () => {
  const question = /(?:\/\*\*\s+(?:\*\s+)?|(?<!\n\s*\/\/[^\n]*\n\s*)\/\/ )(What|How|Whether|Where|Who|Which) .*/g
  const questions = written.flatMap((path) =>
    [...readSource(path).matchAll(question)].map(([comment]) => `${path}: ${comment}`),
  )
  expect(questions).toEqual([])
})

/** Returns true if a line is one of a comment; a reason to ignore a lint rule has to stay on its line. */
function isComment(line: string): boolean {
  return /^\s*(\/\/|\/\*|\*)/.test(line) && !line.includes('biome-ignore')
}
