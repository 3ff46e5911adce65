/** On-screen texts, ready for translation. */
export const texts = {
  ai: 'AI',
} as const
