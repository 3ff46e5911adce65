/** On-screen texts, ready for translation. */
export const texts = {
  copiedDetailsTo: 'Copied details to',
  nothingCopiedTo: 'Nothing copied to',
  newVersion: 'New version',
  replaced: 'Replaced',
  keptWithItsDetails: 'Kept with its details',
  toCopy: 'To copy',
  found: 'Found',
  replacedToCopy: (name: string, replaced: string, detail: string) =>
    `${name}, replaced ${replaced}, ${detail} to copy`,
  newVersions: 'New versions',
  newVersionLowercase: 'new version',
  versionsInspectorHint:
    'Both takes stay either way. Copied details apply to both; details of the new take are never replaced.',
  before: 'Before',
  now: 'Now',
  open: (name: string, which: string) => `Open ${name}, ${which}`,
  bothHint: (detail: string) =>
    `${detail} of the old version can be copied: generation details, workflow associations, rating and tags.`,
  copyDetails: 'Copy details',
  ignore: 'Ignore',
  couldntLoadNewVersions: 'Couldn’t load new versions',
  noNewVersionsTo: 'No new versions to review',
  noVersionsText:
    'When a file is overwritten, the new content becomes a new take and the old take stays. If the old take has details, you can copy them to the new one here.',
} as const
