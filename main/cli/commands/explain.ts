import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Explanation } from '../../../shared/contract/analyses.ts'
import type { Configuration } from '../../../shared/contract/configurations.ts'
import { parseJson } from '../parse-json.ts'
import { withLibrary } from '../session.ts'
import { table } from '../table.ts'
import { formatUnixTime } from '../unix-time.ts'

interface Options {
  with?: string
  config?: string
}

type Json = NonNullable<Configuration['config']>

/** Adds `rushes analyses explain <file>`: why an analysis of a file is cached, or not. */
export function addExplain(analyses: Command): void {
  analyses
    .command('explain')
    .description('explain why an analysis of a file is cached, or exactly what differs')
    .argument('<file>', 'path of a file, or id of a video')
    .option('--with <analyser>', 'name of the analyser')
    .option('--config <json>', 'settings of the analyser; without --with, the whole configuration or its hash')
    .action(async (file: string, options: Options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const isPath = /[/\\]/.test(file) || existsSync(file)
        const subject = isPath ? { file_path: resolve(file) } : { video_id: file }
        const explanation = await client.analyses.explain({ ...subject, ...configurationOf(options) })
        answer(explanation, () => asText(explanation))
      })
    })
}

function configurationOf({ with: analyser, config = '{}' }: Options) {
  if (analyser === undefined && /^[\w-]+:[0-9a-f]+$/.test(config)) return { config_hash: config }
  const value = parseJson(config) as Json
  if (analyser === undefined) return { config: value }
  return { request: { analyser, config: value as Record<string, Json> } }
}

const sentences: Record<Explanation['reason'], string> = {
  cached: 'Cached.',
  content_changed: 'Out of date: the file has changed since this analysis.',
  config_differs: 'Not cached: no analysis has this configuration. The nearest one differs.',
  never_run: 'Not cached: this analyser has not run on this file.',
  file_gone: 'File not found.',
}

function asText({ reason, file_path, file_hash, config_hash, nearest, changed_at, differences }: Explanation): string {
  const facts = [
    ['file', file_path],
    ['content', file_hash ?? '–'],
    ['configuration', config_hash],
  ]
  if (changed_at !== null) facts.push(['changed', `${formatUnixTime(changed_at)} UTC`])
  if (nearest) {
    facts.push([
      'cached as',
      `${nearest.id}, created ${formatUnixTime(nearest.created_at)} UTC from ${nearest.file_path}`,
    ])
    if (nearest.file_hash !== file_hash) facts.push(['cached content', nearest.file_hash])
    if (nearest.config_hash !== config_hash) facts.push(['cached configuration', nearest.config_hash])
  }
  const show = (value: unknown) => (value === undefined ? 'not set' : JSON.stringify(value))
  const rows = (differences ?? []).map(({ path, was, is }) => [path || 'everything', `${show(was)} → ${show(is)}`])
  const ofDifferences = rows.length > 0 ? `\n\n${table(rows)}` : ''
  const unknown =
    reason === 'config_differs' && differences === null
      ? '\n\nThe cached configuration is unknown, so the differences cannot be listed.'
      : ''
  return `${sentences[reason]}\n\n${table(facts)}${ofDifferences}${unknown}`
}
