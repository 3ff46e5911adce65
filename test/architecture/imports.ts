import { posix } from 'node:path'
import { isNode, type Node, type Source, visit } from './sources.ts'

/** One thing that a file asks for: a path of the project, or the name of a package or of a module of Node. */
export type Import = { line: number; typesOnly: boolean; isDynamic: boolean } & ({ path: string } | { module: string })

/**
 * Everything that a file imports: statically, re-exported, dynamically, and as `new URL('./worker.ts',
 * import.meta.url)`.
 */
export function importsOf({ path, text, program }: Source): Import[] {
  const imports: Import[] = []
  visit(program, (node) => {
    const specifier = specifierOf(node)
    if (specifier === undefined) return
    const line = text.slice(0, node.start).split('\n').length
    const typesOnly = isTypesOnly(node)
    const isDynamic = node.type === 'ImportExpression' || node.type === 'NewExpression'
    if (specifier.startsWith('.')) {
      imports.push({ line, typesOnly, isDynamic, path: posix.join(posix.dirname(path), specifier) })
    } else imports.push({ line, typesOnly, isDynamic, module: specifier })
  })
  return imports
}

function specifierOf(node: Node): string | undefined {
  const isImport =
    /^(Import|ExportNamed|ExportAll)(Declaration|Expression)$/.test(node.type) || node.type === 'TSImportType'
  if (isImport) return literal(node.source) ?? literal(node.argument)
  // Code that lies beside, such as that of a worker; addresses of other kinds (`/media`, `https:`) are none of that.
  if (node.type !== 'NewExpression' || !Array.isArray(node.arguments)) return undefined
  const [first, second] = node.arguments
  const isMeta = isNode(second) && isNode(second.object) && second.object.type === 'MetaProperty'
  const target = literal(first)
  return isMeta && target && /\.[jt]sx?$/.test(target) ? target : undefined
}

function literal(node: unknown): string | undefined {
  return isNode(node) && typeof node.value === 'string' ? node.value : undefined
}

function isTypesOnly(node: Node): boolean {
  if (node.type === 'TSImportType') return true
  if (node.importKind === 'type' || node.exportKind === 'type') return true
  const specifiers = Array.isArray(node.specifiers) ? node.specifiers : []
  return specifiers.length > 0 && specifiers.every((one) => one.importKind === 'type' || one.exportKind === 'type')
}

/** `@scope/name/deep/path` and `name/deep` without what comes after the name. */
export function packageName(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/')
}
