/** On-screen texts, ready for translation. */
export const texts = {
  label: 'Label',
  clearedTheLabelOf: (labelled: string) => `Cleared the label of ${labelled}`,
  labelled: (labelled: string, colour: string) => `Labelled ${labelled} ${colour}`,
  noteCleared: 'Note cleared',
  noteSaved: 'Note saved',
  labelOfColour: (colourName: string) => `${colourName} label`,
} as const
