import { expect, test } from 'vitest'
import { isCode, isNode, listFiles, type Node, parse, type Source } from './sources.ts'

test('every exported function and class of shared and main says what it does', () => {
  const silent = listFiles('shared', 'main')
    .filter(isCode)
    .map((path) => parse(path))
    .flatMap(undocumented)
  expect(silent.join('\n')).toBe('')
})

function undocumented(source: Source): string[] {
  const body = Array.isArray(source.program.body) ? source.program.body.filter(isNode) : []
  const documented = new Set<string>()
  const seen = new Map<string, number>()
  for (const statement of body) {
    const name = statement.type === 'ExportNamedDeclaration' ? functionName(statement.declaration) : undefined
    if (!name) continue
    seen.set(name, seen.get(name) ?? statement.start)
    if (hasDocstring(source, statement)) documented.add(name)
  }
  return [...seen]
    .filter(([name]) => !documented.has(name))
    .map(
      ([name, start]) => `${source.path}:${source.text.slice(0, start).split('\n').length} ${name} has no docstring.`,
    )
}

/** The name of a function or class that a declaration makes; undefined for one that makes something else. */
function functionName(declaration: unknown): string | undefined {
  if (!isNode(declaration)) return undefined
  if (/^(FunctionDeclaration|TSDeclareFunction|ClassDeclaration)$/.test(declaration.type)) return nameOf(declaration.id)
  if (declaration.type !== 'VariableDeclaration' || !Array.isArray(declaration.declarations)) return undefined
  const made = declaration.declarations.find(
    (one) => isNode(one.init) && /^(ArrowFunction|Function|Class)Expression$/.test(one.init.type),
  )
  return made && nameOf(made.id)
}

function nameOf(id: unknown): string | undefined {
  return isNode(id) ? String(id.name) : undefined
}

function hasDocstring({ text, comments }: Source, statement: Node): boolean {
  return comments.some(
    ({ type, value, end }) =>
      type === 'Block' &&
      value.startsWith('*') &&
      end <= statement.start &&
      text.slice(end, statement.start).trim() === '',
  )
}
