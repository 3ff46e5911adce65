import type { ImportMode } from '../../../shared/contract/imports.ts'
import { texts } from './texts.ts'

/** Labels of the import modes: name, description, and the text shown while files are dragged over the window. */
export const importModeLabels: Record<ImportMode, { name: string; meaning: string; promise: string }> = {
  reference: {
    name: texts.leaveInPlace,
    meaning: texts.referenceMeaning,
    promise: texts.theyStayWhereThey,
  },
  copy: {
    name: texts.copy,
    meaning: texts.copyMeaning,
    promise: texts.theyAreCopiedInto,
  },
  move: {
    name: texts.move,
    meaning: texts.moveMeaning,
    promise: texts.theyAreMovedInto,
  },
  link: {
    name: texts.link,
    meaning: texts.linkMeaning,
    promise: texts.theyAreLinkedInto,
  },
}
