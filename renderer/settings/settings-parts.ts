import type { LibraryState } from '../../shared/contract/library.ts'
import { texts } from './texts.ts'

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
  { id: 'library', title: texts.library, words: texts.libraryWords },
  { id: 'sharing', title: texts.sharing, words: texts.sharingWords, needs: 'share' },
  { id: 'tokens', title: texts.tokens, words: texts.accessProgramsUsersRevoke, needs: 'administer' },
  { id: 'appearance', title: texts.appearance, words: texts.appearanceWords },
  {
    id: 'importing',
    title: texts.importing,
    words: texts.importWords,
  },
  { id: 'playback', title: texts.playback, words: texts.playerWords },
  {
    id: 'previews',
    title: texts.previewsAndProxies,
    words: texts.previewWords,
  },
  { id: 'keyboard', title: texts.keyboard, words: texts.shortcutsKeysChangeConflict },
  { id: 'watched-folders', title: texts.watchedFolders, words: texts.importAutomaticallyPause, needs: 'paths' },
  { id: 'moved-folders', title: texts.movedFolders, words: texts.relinkPathRootDisk, needs: 'paths' },
  { id: 'object-storage', title: texts.objectStorage, words: texts.bucketS3KeysCloud, needs: 'administer' },
  { id: 'webhooks', title: texts.webhooks, words: texts.eventsProgramsAddressSecret, needs: 'administer' },
  { id: 'tags', title: texts.tags, words: texts.renameMerge },
  {
    id: 'backups',
    title: texts.backups,
    words: texts.backupWords,
    needs: 'administer',
  },
  {
    id: 'clean-up',
    title: texts.cleanUpPolicies,
    words: texts.policyWords,
    needs: 'administer',
  },
  { id: 'trash-limits', title: texts.trash, words: texts.emptyAgeSizeDays, needs: 'administer' },
  { id: 'verification', title: texts.fileVerification, words: texts.verifyChecksumDamaged, needs: 'administer' },
  { id: 'tools', title: texts.tools, words: texts.ffmpegFfprobeDecoderVersions, needs: 'administer' },
  { id: 'analysers', title: texts.analysers, words: texts.programsConsentAllowForbid },
  { id: 'settings-file', title: texts.settingsFile, words: texts.exportImportJsonReset },
  { id: 'privacy', title: texts.privacy, words: texts.networkTelemetryLogsCrash },
  { id: 'about', title: texts.about, words: texts.versionLicences },
] as const satisfies SettingsPart[]

/** Returns the parts that a caller may use and that contain every word of a search. */
export function findParts(search: string, can: LibraryState['can']): readonly (typeof settingsParts)[number][] {
  const wanted = search.toLowerCase().split(/\s+/)
  return settingsParts.filter((part: SettingsPart) => {
    const text = `${part.title} ${part.words}`.toLowerCase()
    return (part.needs === undefined || can[part.needs]) && wanted.every((word) => text.includes(word))
  })
}
