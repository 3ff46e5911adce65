import type { LibraryState } from '../../shared/contract/library.ts'

/** A part of the settings, found by its title and its words. */
export interface SettingsPart {
  /** The id of its heading. */
  id: string
  title: string
  /** Other words that a person may search for. */
  words: string
  /** The capability that the caller needs; without it the part is hidden. */
  needs?: keyof LibraryState['can']
}

/** The parts of the settings in their order. */
export const settingsParts = [
  { id: 'library', title: 'Library', words: 'folder location open switch create network server recent cache clear' },
  { id: 'sharing', title: 'Sharing', words: 'network server address port token tls proxy connected', needs: 'share' },
  { id: 'tokens', title: 'Tokens', words: 'access programs users revoke scope key', needs: 'administer' },
  { id: 'appearance', title: 'Appearance', words: 'colours scheme dark light theme tile size' },
  {
    id: 'importing',
    title: 'Importing',
    words: 'import mode copy move link leave in place names prompt source generated folder videos images disk',
  },
  { id: 'playback', title: 'Playback', words: 'player loop time code seconds frames volume' },
  {
    id: 'previews',
    title: 'Previews and proxies',
    words: 'cache size limit clear storyboards posters automatic',
  },
  { id: 'keyboard', title: 'Keyboard', words: 'shortcuts keys change conflict record reset' },
  { id: 'watched-folders', title: 'Watched folders', words: 'import automatically pause', needs: 'paths' },
  { id: 'moved-folders', title: 'Moved folders', words: 'relink path root disk missing computer', needs: 'paths' },
  { id: 'object-storage', title: 'Object storage', words: 'bucket s3 keys cloud', needs: 'administer' },
  { id: 'webhooks', title: 'Webhooks', words: 'events programs address secret', needs: 'administer' },
  { id: 'tags', title: 'Tags', words: 'rename merge' },
  {
    id: 'backups',
    title: 'Backups',
    words: 'database restore copies elsewhere encryption passphrase age',
    needs: 'administer',
  },
  {
    id: 'clean-up',
    title: 'Clean-up policies',
    words: 'quota age rejected intermediates cache trash schedule',
    needs: 'administer',
  },
  { id: 'trash-limits', title: 'Trash', words: 'empty age size days delete limits', needs: 'administer' },
  { id: 'verification', title: 'File verification', words: 'verify checksum damaged', needs: 'administer' },
  { id: 'tools', title: 'Tools', words: 'ffmpeg ffprobe decoder versions paths doctor', needs: 'administer' },
  { id: 'analysers', title: 'Analysers', words: 'programs consent allow forbid versions' },
  { id: 'settings-file', title: 'Settings file', words: 'export import json reset defaults' },
  { id: 'privacy', title: 'Privacy', words: 'network telemetry logs crash reports' },
  { id: 'about', title: 'About', words: 'version licences' },
] as const satisfies SettingsPart[]

/** Returns the parts that a caller may use and that contain every word of a search. */
export function findParts(search: string, can: LibraryState['can']): readonly (typeof settingsParts)[number][] {
  const wanted = search.toLowerCase().split(/\s+/)
  return settingsParts.filter((part: SettingsPart) => {
    const text = `${part.title} ${part.words}`.toLowerCase()
    return (part.needs === undefined || can[part.needs]) && wanted.every((word) => text.includes(word))
  })
}
