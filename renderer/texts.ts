/** On-screen texts, ready for translation. */
export const texts = {
  close: 'Close',
} as const
