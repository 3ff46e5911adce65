import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

const ignored = new Set(['node_modules', '.git', 'out', 'dist', 'coverage', 'test-results', 'playwright-report'])

/**
 * Paths of all files of the project below some of its folders, with forward slashes; what is built or installed is left
 * out.
 */
export function listFiles(...folders: string[]): string[] {
  return folders
    .flatMap((folder) => walk(join(projectFolder, folder)))
    .map((path) => relative(projectFolder, path).split(sep).join('/'))
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (ignored.has(entry.name)) return []
    const path = join(folder, entry.name)
    return entry.isDirectory() ? walk(path) : [path]
  })
}

export function readSource(path: string): string {
  return readFileSync(join(projectFolder, path), 'utf8')
}

export function isCode(path: string): boolean {
  return /\.tsx?$/.test(path)
}

/** A node of a syntax tree (ESTree with TypeScript), as far as these tests look at one. */
export type Node = { type: string; start: number; end: number; [key: string]: unknown }

export type Comment = { type: string; value: string; start: number; end: number }
export type Source = { path: string; text: string; program: Node; comments: Comment[] }

/** The syntax tree of a file of the project, or of `text` as if it were that file. */
export function parse(path: string, text = readSource(path)): Source {
  const { program, comments, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  return { path, text, program: program as unknown as Node, comments }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}

/** Calls back for a node and all below it, with the node above and the name of the field it lies in. */
export function visit(
  node: Node,
  callback: (node: Node, parent?: Node, field?: string) => void,
  parent?: Node,
  field?: string,
): void {
  callback(node, parent, field)
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) visit(child, callback, node, name)
    }
  }
}
