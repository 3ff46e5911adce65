/** On-screen texts, ready for translation. */
export const texts = {
  workflow: 'Workflow',
  run: 'Run',
  error: 'Error',
  started: 'Started',
  ended: 'Ended',
  id: 'Id',
  runs: 'Runs',
  executionInspectorHint:
    'Every run of every workflow. Select one to see its error and outputs. Press Enter to show it in its workflow’s graph.',
  showInTheGraph: 'Show in the graph',
  onlyTheRunsOf: 'Only the runs of this workflow',
  state: 'State',
  couldntLoadRuns: 'Couldn’t load runs',
  showTheRunsOf: 'Show the runs of all workflows',
  noMatchingRuns: 'No matching runs',
  noRunsYet: 'No runs yet',
  showAllRuns: 'Show all runs',
  goToWorkflows: 'Go to Workflows',
  changeFilters: 'Change or clear the filters to see more.',
  howToLogRuns:
    'Log runs with “rushes executions start” or the API. Each run keeps its takes, its error and the definition it ran.',
} as const
