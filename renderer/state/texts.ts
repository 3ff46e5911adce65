/** On-screen texts, ready for translation. */
export const texts = {
  theLibrary: 'the library',
} as const
