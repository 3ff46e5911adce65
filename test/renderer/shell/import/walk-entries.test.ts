import { describe, expect, it } from 'vitest'
import { walkFolder } from '../../../../renderer/shell/import/walk-entries.ts'

/**
 * A dropped folder as browsers show it: files by name, folders by their content, and never more than 100 entries at
 * once.
 */
interface Tree {
  [name: string]: Tree | null
}

function folder(name: string, tree: Tree): FileSystemDirectoryEntry {
  const entries = Object.entries(tree).map(([child, content]) =>
    content
      ? folder(child, content)
      : { name: child, isDirectory: false, file: (found: (file: File) => void) => found(new File([], child)) },
  )
  const createReader = () => {
    let read = 0
    return {
      readEntries(found: (some: unknown[]) => void) {
        found(entries.slice(read, read + 100))
        read += 100
      },
    }
  }
  return { name, isDirectory: true, createReader } as unknown as FileSystemDirectoryEntry
}

async function namesIn(tree: Tree): Promise<string[]> {
  const names: string[] = []
  for await (const file of walkFolder(folder('dropped', tree))) names.push(file.name)
  return names
}

describe('a dropped folder', () => {
  it('is walked to its end, however many entries it has', async () => {
    const many = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`take ${index}.mp4`, null]))
    expect(await namesIn(many)).toHaveLength(250)
  })

  it('gives the files of the folders inside it, but nothing hidden', async () => {
    const tree = {
      'a.mp4': null,
      day: { reel: { 'b.mov': null }, '._a.mp4': null },
      '.cache': { 'c.mp4': null },
      empty: {},
    }
    expect(await namesIn(tree)).toEqual(['a.mp4', 'b.mov'])
  })
})
