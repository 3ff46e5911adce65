/** On-screen texts, ready for translation. */
export const texts = {
  atSceneCuts: 'at scene cuts',
  everyFrame: 'every frame',
  givenFrames: 'given frames',
  soFar: (frames: string) => `${frames} so far…`,
  extracting: 'Extracting…',
  notExtracted: 'Not extracted',
  aSecond: (frames: string | number) => `${frames} a second`,
  everyNthFrame: (ordinal: string) => `every ${ordinal} frame`,
} as const
