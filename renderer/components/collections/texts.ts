/** On-screen texts, ready for translation. */
export const texts = {
  newCollection: 'New collection',
  collectionCreated: 'Collection created',
  saved: (name: string) => `Saved “${name}”`,
  removed: (name: string) => `Removed “${name}”`,
  addedTo: (takes: string, name: string) => `Added ${takes} to “${name}”`,
  movedIn: (name: string) => `Moved in “${name}”`,
  tookOutOf: (takes: string, name: string) => `Took ${takes} out of “${name}”`,
} as const
