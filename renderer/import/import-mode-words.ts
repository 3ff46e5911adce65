import type { ImportMode } from '../../shared/contract/imports.ts'

/** How each way of placing files reads: its name, what it does, and what is promised while files hover over the window. */
export const importModeWords: Record<ImportMode, { name: string; meaning: string; promise: string }> = {
  reference: {
    name: 'Leave in place',
    meaning: 'Files stay where they are; the library remembers them.',
    promise: 'They stay where they are.',
  },
  copy: {
    name: 'Copy',
    meaning: 'A copy goes into the library’s folder.',
    promise: 'They are copied into the library.',
  },
  move: {
    name: 'Move',
    meaning: 'Files move into the library’s folder.',
    promise: 'They move into the library.',
  },
  link: {
    name: 'Link',
    meaning: 'The library shares their bytes; no space is used twice.',
    promise: 'The library shares their bytes.',
  },
}
