import { basename, dirname, extname } from 'node:path'
import { type ImportNames, importSettingsSchema } from '../../shared/contract/settings.ts'

/** The names and the source of new takes, among the settings of the library. */
export const importSettings = { name: 'import', schema: importSettingsSchema }

const longestPrompt = 80

/** Returns the name of a new take or image; without a prompt, that of its file. */
export function newName(names: ImportNames, path: string, prompt: string | undefined): string {
  const file = (basename(path, extname(path)) || basename(path)).normalize('NFC')
  if (names === 'folder') return [basename(dirname(path)).normalize('NFC'), file].filter(Boolean).join(' / ')
  return (names === 'prompt' && beginningOf(prompt)) || file
}

/** Returns the words of a text up to a length, at least the first. */
function beginningOf(text = ''): string {
  const words = text.trim().replaceAll(/\s+/g, ' ')
  const characters = [...words]
  if (characters.length <= longestPrompt) return words
  const cut = characters.slice(0, longestPrompt).join('')
  return `${cut.slice(0, cut.includes(' ') ? cut.lastIndexOf(' ') : undefined)}…`
}
