import { expect, test } from 'vitest'
import { isCode, isNode, listFiles, type Node, parse, type Source } from './sources.ts'

test('each folder of the page keeps its on-screen texts in its texts.ts', () => {
  const inline = listFiles('renderer')
    // main.tsx only mounts the page; its one error is for developers.
    .filter((path) => isCode(path) && !/\/texts\.ts$|\.d\.ts$|\/main\.tsx$/.test(path))
    .flatMap((path) => inlineTexts(parse(path)))
  expect(inline.join('\n')).toBe('')
})

test('texts are found in elements, attributes and templates, and names for programs are not', () => {
  const source = [
    "const name = 'Remove file'",
    'const jsx = <p title="Name" className="Row head">Some words <b>x</b></p>',
    'const label = `Removed $' + '{count} from here`',
    "if (event.key === 'Escape' || keys.includes('ArrowUp')) run({ keys: 'Mod+K', label })",
    "const colour = 'color-mix(in srgb, red 30%, transparent)'",
  ].join('\n')
  expect(inlineTexts(parse('renderer/example.tsx', source))).toEqual([
    'renderer/example.tsx:1 Remove file',
    'renderer/example.tsx:2 Name',
    'renderer/example.tsx:2 Some words',
    'renderer/example.tsx:3 Removed ',
    'renderer/example.tsx:3  from here',
  ])
})

/** Attributes and properties whose value is a name for programs. */
const namedForPrograms = /^(className|shortcut|keys|aliases|key|autoComplete|transition|style|d)$/

/** Names of keys and of key bindings, authorization headers, CSS, selectors and names of components. */
const forPrograms =
  /^(Arrow\w*|Alt|AltGraph|CapsLock|Control|Dead|Delete|End|Home|Meta|Mod|Process|Shift|Space|Unidentified)\b|^(A take|Anywhere|Duplicates|Player): |^Anywhere$|^Bearer |^(color-mix|\(prefers-|button, |px, )|^\w+Page$/

/** Returns the texts for people that a file has, each after its line. */
function inlineTexts({ path, text, program }: Source): string[] {
  const found: string[] = []
  walk(program)
  return found

  function walk(node: Node, parent?: Node): void {
    if (isForPrograms(node, parent)) return
    const words = textOf(node)
    if ((isText(words) || isWord(node, words)) && !forPrograms.test(words)) {
      found.push(`${path}:${text.slice(0, node.start).split('\n').length} ${words}`)
    }
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, node)
    }
  }
}

/** Returns the text of a literal, of a part of a template, or between two elements; empty for other nodes. */
function textOf(node: Node): string {
  if (node.type === 'JSXText') return String(node.value).trim()
  if (node.type === 'TemplateElement') return (node.value as { raw: string }).raw
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : ''
}

/** Returns whether a text has several words, or starts with a capital. */
function isText(text: string): boolean {
  return /\p{L}{2}[,.:;]? \p{L}/u.test(text) || /^\s?\p{Lu}\p{Ll}/u.test(text)
}

/** Returns whether a text between elements, or a part of a template with a space, has a word. */
function isWord({ type }: Node, text: string): boolean {
  if (type === 'JSXText') return /\p{L}{2}/u.test(text)
  return type === 'TemplateElement' && /(^|\s)\p{Ll}{2,}([\s,.:]|$)/u.test(text) && /\s/.test(text)
}

/** Returns whether a node and all below it are for programs: imports, types, comparisons and names. */
function isForPrograms(node: Node, parent?: Node): boolean {
  if (/^(Import|ExportAll|TS(?!As|Satisfies|NonNull))/.test(node.type)) return true
  if (node.type === 'JSXAttribute' || node.type === 'Property') {
    const { name, value } = (node.name ?? node.key) as Node
    return namedForPrograms.test(String(name ?? value))
  }
  if (parent?.type === 'BinaryExpression') return node.type === 'Literal'
  if (parent?.type === 'SwitchCase') return node === parent.test
  // The name of a table of keys is that of its bindings, too.
  const callee = parent?.type === 'CallExpression' && isNode(parent.callee) ? parent.callee.name : undefined
  return (callee === 'keyTable' || callee === 'group') && node === (parent?.arguments as Node[] | undefined)?.[0]
}
