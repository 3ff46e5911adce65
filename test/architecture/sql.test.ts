import { expect, test } from 'vitest'
import { isCode, listFiles, type Node, parse, visit } from './sources.ts'

const sources = listFiles('main')
  .filter(isCode)
  .map((path) => parse(path))

test('all SQL is in main/database', () => {
  const statement =
    /^\s*(SELECT|INSERT|REPLACE|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|WITH|BEGIN|ANALYZE|VACUUM)\s+["`\w*(]/
  const builders = /^(selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto)$/
  const faults = sources
    .filter(({ path }) => !path.startsWith('main/database/'))
    .flatMap(({ path, program }) => {
      const found: string[] = []
      visit(program, (node) => {
        const text = typeof node.value === 'string' ? node.value : templateText(node)
        if (statement.test(text)) found.push(`${path} holds SQL: ${text.trim().slice(0, 60)}`)
        if (node.type === 'Identifier' && builders.test(String(node.name)))
          found.push(`${path} builds a query with ${node.name}.`)
      })
      return found
    })
  expect(faults.join('\n')).toBe('')
})

function templateText(node: Node): string {
  if (node.type !== 'TemplateElement') return ''
  const value = node.value as { raw: string }
  return value.raw
}

test('connections to databases are opened by connect alone, which distrusts their schema', () => {
  const opening = sources.filter(({ text }) => /\bnew BetterSqlite3\(/.test(text)).map(({ path }) => path)
  expect(opening).toEqual(['main/database/connection/connection.ts'])
})
