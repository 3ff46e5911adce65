/** On-screen texts, ready for translation. */
export const texts = {
  newWorkflow: 'New workflow',
  theTemplate: (name: string) => `the template “${name}”`,
  removed: (workflows: string) => `Removed ${workflows}`,
} as const
