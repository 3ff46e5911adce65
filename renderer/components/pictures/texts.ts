/** On-screen texts, ready for translation. */
export const texts = {
  noPicture: 'No picture',
} as const
