import type { ListedProcessing, Processing, ProcessingEnd } from '../../../shared/contract/processing.ts'
import { formatCount } from '../../../shared/units.ts'
import { fileName } from '../file-name.ts'
import { settingName } from '../lanes/lane-labels.ts'
import { valueLabel } from '../lanes/range-labels.ts'
import { texts } from './texts.ts'

const actions: Record<string, string> = {
  extract_segment: texts.segment,
  stitch: texts.stitched,
  convert: texts.converted,
  extract_audio: texts.sound,
  proxy: texts.proxy,
}

/** Returns an action as a label; those of other programs only lose their underscores. */
export function actionName(action: string): string {
  return actions[action] ?? action.replaceAll('_', ' ')
}

/** Returns the parameters of a processing in short: `2.22 to 5.51 s, exact`, `3 takes`, `mp4, 720 lines`. */
export function processingLabel({
  action,
  parameters,
  inputs,
}: Pick<ListedProcessing, 'action' | 'parameters' | 'inputs'>): string {
  const { start_seconds: start, end_seconds: end, cut, format, height, ...others } = parameters ?? {}
  if (action === 'stitch') return formatCount(inputs.length, 'take')
  const span = start !== undefined && end !== undefined ? texts.toS(valueLabel(start), valueLabel(end)) : null
  const lines = height === undefined ? null : texts.lines(valueLabel(height))
  const rest = Object.entries(others).map(([key, value]) => `${settingName(key)} ${valueLabel(value)}`)
  const words = [span, cut, format, lines, ...rest].filter((part) => part !== undefined && part !== null)
  return words.map(valueLabel).join(', ')
}

/** Returns the name of an input or output: the name of its take, else of its file. */
export function endName({ video_name, path }: ProcessingEnd): string {
  return video_name ?? fileName(path)
}

const noTakes: Record<string, string> = { extract_audio: 'sound', proxy: 'proxy' }

/**
 * Returns the name of a result. Sound and proxies are not takes, and their files are named by content, so they get the
 * name of their source.
 */
export function resultName(row: ListedProcessing): string {
  const [first] = row.inputs
  const kind = noTakes[row.action]
  if (kind && row.output.video_name === null && first) return `${endName(first)}, ${kind}`
  return endName(row.output)
}

/** Returns the screen-reader text of a row. */
export function spokenProcessing(row: ListedProcessing): string {
  const [first] = row.inputs
  const inputs = first ? endName(first) : fileName(row.input_path)
  const others = row.inputs.length > 1 ? texts.andMoreAfter(row.inputs.length - 1) : ''
  return texts.to(actionName(row.action), inputs, others, resultName(row))
}

/** Returns the rows with only one for each job. */
export function uniqueJobs<Row extends Pick<Processing, 'job_id'>>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.job_id, row])).values()]
}
