import { expect, test } from 'vitest'
import { isCode, isNode, listFiles, type Node, parse, type Source, visit } from './sources.ts'

// See [Note: transactions] in main/database/connection/write.ts.
test('a transaction contains queries and nothing else', () => {
  const sources = listFiles('main').filter(isCode)
  expect(sources.flatMap((path) => faultsOf(parse(path))).join('\n')).toBe('')
})

test('a transaction that reads a file, uses the core or starts a program is found', () => {
  const text = `
    import { existsSync } from 'node:fs'
    import { moveWithin } from '../storage/move-file.ts'
    const one = (core) => core.write(async ({ db }) => existsSync('a'))
    const two = (core) => core.write(async (transaction) => put(core, transaction))
    async function three({ db, now }: Transaction) { await moveWithin('a', 'b') }
    async function four(db: WritableDb, core: Core) { core.clock() }
    const five = (core) => removeAll(core, [], async ({ db, touch }) => core.clock())
    const fine = (core) => core.write(({ db }) => put(db))`
  expect(faultsOf(parse('main/contents/example.ts', text)).map((fault) => fault.replace(/^.*:\d+ /, ''))).toEqual([
    'uses existsSync in a transaction.',
    'uses core in a transaction.',
    'uses moveWithin in a transaction.',
    'uses core in a transaction.',
    'uses core in a transaction.',
  ])
})

function faultsOf(source: Source): string[] {
  const outside = namesOutside(source)
  const faults = new Set<string>()
  visit(source.program, (node, parent) => {
    if (!/Function/.test(node.type) || !(isWork(node, parent) || parametersOf(node).some(isTransaction))) return
    if (!isNode(node.body)) return
    visit(node.body, (inner) => {
      if (inner.type !== 'Identifier' || typeof inner.name !== 'string' || !outside.has(inner.name)) return
      const line = source.text.slice(0, inner.start).split('\n').length
      faults.add(`${source.path}:${line} uses ${inner.name} in a transaction.`)
    })
  })
  return [...faults]
}

function parametersOf(node: Node): Node[] {
  return Array.isArray(node.params) ? node.params.filter(isNode) : []
}

/** Tests whether a function is the work that a call of `write` is given. */
function isWork(node: Node, parent: Node | undefined): boolean {
  if (parent?.type !== 'CallExpression' || !isNode(parent.callee)) return false
  const { callee } = parent
  const name = callee.type === 'MemberExpression' && isNode(callee.property) ? callee.property.name : callee.name
  return name === 'write' && Array.isArray(parent.arguments) && parent.arguments[0] === node
}

/** Tests whether a parameter is a transaction, by its type, its name, or what is taken out of it. */
function isTransaction(parameter: Node): boolean {
  const annotation = isNode(parameter.typeAnnotation) ? parameter.typeAnnotation.typeAnnotation : undefined
  const type = isNode(annotation) && isNode(annotation.typeName) ? annotation.typeName.name : undefined
  if (type !== undefined) return type === 'Transaction' || type === 'WritableDb'
  if (parameter.name === 'transaction') return true
  const keys = Array.isArray(parameter.properties) ? parameter.properties.filter(isNode).map(({ key }) => key) : []
  const names = keys.map((key) => (isNode(key) ? key.name : undefined))
  return names.includes('db') && (names.includes('touch') || names.includes('now'))
}

/** Returns the names that a transaction may not use: the core, and imports that reach files, programs or threads. */
function namesOutside({ program }: Source): Set<string> {
  const names = new Set(['core'])
  visit(program, (node) => {
    if (node.type !== 'ImportDeclaration' || node.importKind === 'type' || !isNode(node.source)) return
    if (!/^node:(fs|child_process)|\/(storage\/(?!process-life)|media\/|threads\/)/.test(String(node.source.value)))
      return
    for (const one of Array.isArray(node.specifiers) ? node.specifiers.filter(isNode) : []) {
      if (one.importKind !== 'type' && isNode(one.local) && typeof one.local.name === 'string')
        names.add(one.local.name)
    }
  })
  return names
}
