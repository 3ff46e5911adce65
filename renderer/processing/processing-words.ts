import type { ListedProcessing, Processing, ProcessingEnd } from '../../shared/contract/processing.ts'
import { formatCount } from '../../shared/units.ts'
import { settingName } from '../lanes/lane-words.ts'
import { valueWords } from '../lanes/range-words.ts'
import { fileName } from '../rows/file-name.ts'

const actions: Record<string, string> = {
  extract_segment: 'Segment',
  stitch: 'Stitched',
  convert: 'Converted',
  extract_audio: 'Sound',
  proxy: 'Proxy',
}

/** What was done, for people; what another program did reads as it stands. */
export function actionName(action: string): string {
  return actions[action] ?? action.replaceAll('_', ' ')
}

/** How it was done in a few letters: `2.22 to 5.51 s, exact`, `3 takes`, `mp4, 720 lines`. */
export function processingWords({
  action,
  parameters,
  inputs,
}: Pick<ListedProcessing, 'action' | 'parameters' | 'inputs'>): string {
  const { start_seconds: start, end_seconds: end, cut, format, height, ...others } = parameters ?? {}
  if (action === 'stitch') return formatCount(inputs.length, 'take')
  const span = start !== undefined && end !== undefined ? `${valueWords(start)} to ${valueWords(end)} s` : null
  const lines = height === undefined ? null : `${valueWords(height)} lines`
  const rest = Object.entries(others).map(([key, value]) => `${settingName(key)} ${valueWords(value)}`)
  const words = [span, cut, format, lines, ...rest].filter((part) => part !== undefined && part !== null)
  return words.map(valueWords).join(', ')
}

/** The name of one end: of the take, else of the file. */
export function endName({ video_name, path }: ProcessingEnd): string {
  return video_name ?? fileName(path)
}

const noTakes: Record<string, string> = { extract_audio: 'sound', proxy: 'proxy' }

/** The name of the result; sound and proxies are no takes, and their files are called by their content. */
export function resultName(row: ListedProcessing): string {
  const [first] = row.inputs
  const kind = noTakes[row.action]
  if (kind && row.output.video_name === null && first) return `${endName(first)}, ${kind}`
  return endName(row.output)
}

/** What a screen reader says of a row. */
export function spokenProcessing(row: ListedProcessing): string {
  const [first] = row.inputs
  const inputs = first ? endName(first) : fileName(row.input_path)
  const others = row.inputs.length > 1 ? ` and ${row.inputs.length - 1} more` : ''
  return `${actionName(row.action)}, ${inputs}${others} to ${resultName(row)}`
}

/** Of several, each once, by its job. */
export function uniqueJobs<Row extends Pick<Processing, 'job_id'>>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.job_id, row])).values()]
}
