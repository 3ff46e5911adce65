/** On-screen texts, ready for translation. */
export const texts = {
  nextBar: 'Next bar',
  previousBar: 'Previous bar',
  showOnlyTheseRanges: 'Show only these ranges',
  showAllRanges: 'Show all ranges',
  duration: 'Duration',
  orMore: (rounded: string, unit: string) => `${rounded}${unit} or more`,
} as const
