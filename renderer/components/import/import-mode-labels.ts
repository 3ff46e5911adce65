import type { ImportMode } from '../../../shared/contract/imports.ts'

/** Labels of the import modes: name, description, and the text shown while files are dragged over the window. */
export const importModeLabels: Record<ImportMode, { name: string; meaning: string; promise: string }> = {
  reference: {
    name: 'Leave in place',
    meaning: 'Files stay where they are. The library links to them.',
    promise: 'They stay where they are.',
  },
  copy: {
    name: 'Copy',
    meaning: 'Copies the files into the library folder.',
    promise: 'They are copied into the library.',
  },
  move: {
    name: 'Move',
    meaning: 'Moves the files into the library folder.',
    promise: 'They are moved into the library.',
  },
  link: {
    name: 'Link',
    meaning: 'Shares the bytes with the library (hard link or reflink). Uses no extra space.',
    promise: 'They are linked into the library.',
  },
}
