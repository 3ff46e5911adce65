/** On-screen texts, ready for translation. */
export const texts = {
  new: 'New',
  inProgress: 'In progress',
  processed: 'Processed',
  failed: 'Failed',
  statusNumber: (status: number) => `Status ${status}`,
  anotherProgram: 'Another program',
  youInTheTerminal: 'You, in the terminal',
  you: 'You',
  status: 'Status',
  processingFailedBecause: (message: string) => `Processing failed: ${message}`,
  processingFailed: 'Processing failed.',
  retry: 'Retry',
  owner: 'Owner',
  historyOfTheStatus: 'History of the status',
} as const
