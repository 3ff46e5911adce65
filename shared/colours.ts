/** The colours of labels on takes. */
export const colours = ['red', 'orange', 'yellow', 'green', 'blue', 'purple', 'grey'] as const
export type Colour = (typeof colours)[number]
