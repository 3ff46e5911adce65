import { expect, test } from 'vitest'
import { ruleOf, zoneOf } from './rules.ts'
import { isCode, listFiles, type Node, parse, type Source, visit } from './sources.ts'

const sources = listFiles('shared', 'main', 'preload', 'renderer')
  .filter(isCode)
  .map((path) => parse(path))

const ofPages = [
  'window',
  'document',
  'localStorage',
  'sessionStorage',
  'location',
  'history',
  'HTMLElement',
  'HTMLVideoElement',
]
const ofNode = ['process', 'Buffer', '__dirname', '__filename', 'require', 'global', 'setImmediate']

test('what only a page has is used in the page alone, and what only Node has outside of it alone', () => {
  const faults = sources.flatMap((source) => {
    const zone = zoneOf(source.path)
    if (!zone) return []
    const forbidden = [...(ruleOf(zone).page ? [] : ofPages), ...(ruleOf(zone).node ? [] : ofNode)]
    return freeNames(source)
      .filter((name) => forbidden.includes(name))
      .map((name) => `${source.path} uses ${name}, which ${ofPages.includes(name) ? 'only a page' : 'only Node'} has.`)
  })
  expect(faults.join('\n')).toBe('')
})

test('all SQL is in main/database', () => {
  const statement =
    /^\s*(SELECT|INSERT|REPLACE|UPDATE|DELETE|CREATE|DROP|ALTER|PRAGMA|WITH|BEGIN|ANALYZE|VACUUM)\s+["`\w*(]/
  const builders = /^(selectFrom|insertInto|replaceInto|updateTable|deleteFrom|mergeInto)$/
  const faults = sources
    .filter(({ path }) => path.startsWith('main/') && !path.startsWith('main/database/'))
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

/** Names that a file uses without declaring them anywhere. Scopes are not told apart: good enough for well-known globals. */
function freeNames({ program }: Source): string[] {
  const used = new Set<string>()
  const declared = new Set<string>()
  visit(program, (node, parent, field) => {
    if (node.type !== 'Identifier' || !parent) return
    const name = String(node.name)
    if (isDeclaration(parent, field)) declared.add(name)
    else if (!isLabel(parent, field)) used.add(name)
  })
  return [...used].filter((name) => !declared.has(name))
}

function isDeclaration(parent: Node, field: string | undefined): boolean {
  if (field === 'params' || field === 'local' || (field === 'param' && parent.type === 'CatchClause')) return true
  if (field === 'id' && /^(VariableDeclarator|Function|Class|TS.*Declaration)/.test(parent.type)) return true
  if (parent.type === 'ArrayPattern' || parent.type === 'RestElement') return true
  return parent.type === 'AssignmentPattern' && field === 'left'
}

/** A name after a dot or before a colon says nothing about variables. */
function isLabel(parent: Node, field: string | undefined): boolean {
  if (parent.type === 'MemberExpression') return field === 'property' && !parent.computed
  if (field === 'key') return !parent.computed
  return /^(TSPropertySignature|TSMethodSignature|TSQualifiedName|ImportSpecifier|ExportSpecifier|TSTypeQuery)$/.test(
    parent.type,
  )
}
