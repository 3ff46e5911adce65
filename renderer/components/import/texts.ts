/** On-screen texts, ready for translation. */
export const texts = {
  noVideosFoundIn: 'No videos found in there.',
  leaveInPlace: 'Leave in place',
  referenceMeaning: 'Files stay where they are. The library links to them.',
  theyStayWhereThey: 'They stay where they are.',
  copy: 'Copy',
  copyMeaning: 'Copies the files into the library folder.',
  theyAreCopiedInto: 'They are copied into the library.',
  move: 'Move',
  moveMeaning: 'Moves the files into the library folder.',
  theyAreMovedInto: 'They are moved into the library.',
  link: 'Link',
  linkMeaning: 'Shares the bytes with the library (hard link or reflink). Uses no extra space.',
  theyAreLinkedInto: 'They are linked into the library.',
  couldNotBeUploaded: (name: string, status: number) => `${name} could not be uploaded (HTTP ${status}).`,
  sendFileText: (name: string) => `${name} couldn’t be uploaded. Check that Rushes is running, then drop it again.`,
  uploadCancelled: 'Upload cancelled.',
} as const
