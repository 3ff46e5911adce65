/** On-screen texts, ready for translation. */
export const texts = {
  close: 'Close',
  couldntFetchTheView: 'Couldn’t fetch the code of this view.',
} as const
