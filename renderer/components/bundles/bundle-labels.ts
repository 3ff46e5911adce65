import { formatCount } from '../../../shared/units.ts'
import { texts } from './texts.ts'

/** Nouns of the tables of a bundle that people know; the others hold details of these. */
const nouns: readonly (readonly [table: string, one: string, many?: string])[] = [
  ['videos', 'take'],
  ['media', 'image'],
  ['workflows', 'workflow'],
  ['workflow_executions', 'run'],
  ['collections', 'collection'],
  ['timelines', 'timeline'],
  ['analysis_jobs', 'analysis', 'analyses'],
  ['processing_jobs', texts.processedFile],
  ['saved_searches', texts.savedSearch, texts.savedSearches],
]

/** Counts the rows that people know: `3 takes, 2 workflows, 4 runs`. */
export function contentsLabel(counts: Readonly<Record<string, number>>): string {
  return nouns
    .flatMap(([table, one, many]) => (counts[table] ? [formatCount(counts[table], one, many)] : []))
    .join(', ')
}

/** Lists the rows that people know, each with a capital: `Takes`. */
export const tableLabels: readonly (readonly [table: string, label: string])[] = nouns.map(([table, one, many]) => [
  table,
  capital(many ?? `${one}s`),
])

const columns: Readonly<Record<string, string>> = {
  MediaStatus: 'status',
  UserId: 'user',
  note: 'note',
  execution_data: texts.dataOfTheRun,
  generation_params: 'parameters',
  completed_at: 'end',
  started_at: 'start',
  chosen_checkpoint_id: texts.chosenCheckpoint,
  is_scenario: 'scenario',
  scenario_label: 'scenario',
  pruned_with: 'pruning',
  profile_name: 'profile',
  trashed_hash: texts.removedCopy,
  execution_id: 'run',
  job_id: 'job',
  template_inputs: texts.inputsOfTheTemplate,
}

/** Returns the name of a column that differs. */
export function columnLabel(column: string): string {
  return capital(columns[column] ?? column.toLowerCase())
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
