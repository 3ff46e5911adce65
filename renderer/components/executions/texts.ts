/** On-screen texts, ready for translation. */
export const texts = {
  anyState: 'Any state',
  outputs: 'Outputs',
  took: 'Took',
  runOf: (when: string) => `Run of ${when}`,
  state: 'State',
  ended: 'Ended',
  id: 'Id',
  error: 'Error',
  takesOfThisRun: 'Takes of this run',
  of: (name: string, role: string, nodeId: string) => `${name}, ${role} of ${nodeId}`,
} as const
