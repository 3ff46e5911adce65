import { dirname, isAbsolute, join, resolve, sep } from 'node:path'
import type { GenerationInput } from '../../../shared/generation/reading.ts'

/** Number of parent folders that are searched: the output folder may have subfolders. */
const deepest = 6
const made = ['output', 'temp']
const all = ['input', ...made]

/** Lists the ComfyUI folders that a path can be in: those above a folder with one of these names, the nearest first. */
function comfyFoldersOf(path: string, names: readonly string[]): string[] {
  // An import asks for each of thousands of paths, few of which have such a folder.
  if (!names.some((name) => path.includes(sep + name + sep))) return []
  const folders: string[] = []
  let folder = dirname(path)
  for (let depth = 0; depth < deepest && dirname(folder) !== folder; depth++) {
    const parent = dirname(folder)
    if (names.some((name) => join(parent, name) === folder)) folders.push(parent)
    folder = parent
  }
  return folders
}

/**
 * Lists the paths at which ComfyUI read `input` if it saved the file at `path`: in the same ComfyUI folder. Empty if
 * that file is in no output folder.
 */
export function inputPathsOf(path: string, { name, folder }: Pick<GenerationInput, 'name' | 'folder'>): string[] {
  return comfyFoldersOf(path, made).flatMap((root) => {
    const base = isAbsolute(name) ? root : join(root, folder)
    const candidate = isAbsolute(name) ? resolve(name) : resolve(base, ...name.split(/[\\/]/))
    const isInside = candidate.startsWith(base + sep) && comfyFoldersOf(candidate, all).includes(root)
    return isInside ? [candidate] : []
  })
}

/** Returns whether ComfyUI can have read the file at a path. */
export function isInComfyFolder(path: string): boolean {
  return comfyFoldersOf(path, all).length > 0
}
