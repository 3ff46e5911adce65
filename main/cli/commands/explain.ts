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

/** `rushes analyses explain <file>`: why an analysis of a file is cached, or not. */
export function addExplain(analyses: Command): void {
  analyses
    .command('explain')
    .description('say why an analysis of a file is cached, or what exactly differs')
    .argument('<file>', 'a path, or the id of a video')
    .option('--with <analyser>', 'the analyser')
    .option('--config <json>', 'its configuration, or without an analyser the configuration or its hash')
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
  cached: 'It is cached.',
  content_changed: 'It is cached for the content that the file had before.',
  config_differs: 'It was not run with this configuration; the nearest that is cached is another.',
  never_run: 'It was never run on this file.',
  file_gone: 'There is no such file at the moment.',
}

function asText({ reason, file_path, file_hash, config_hash, nearest, changed_at, differences }: Explanation): string {
  const facts = [
    ['file', file_path],
    ['content', file_hash ?? '–'],
    ['configuration', config_hash],
  ]
  if (changed_at !== null) facts.push(['changed', `${formatUnixTime(changed_at)} UTC`])
  if (nearest) {
    facts.push(['cached as', `${nearest.id}, made ${formatUnixTime(nearest.created_at)} UTC of ${nearest.file_path}`])
    if (nearest.file_hash !== file_hash) facts.push(['of content', nearest.file_hash])
    if (nearest.config_hash !== config_hash) facts.push(['there with', nearest.config_hash])
  }
  const say = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value))
  const rows = (differences ?? []).map(({ path, was, is }) => [path || 'all of it', `${say(was)} → ${say(is)}`])
  const ofDifferences = rows.length > 0 ? `\n\n${table(rows)}` : ''
  const unknown = reason === 'config_differs' && differences === null ? '\n\nIn what they differ, nobody said.' : ''
  return `${sentences[reason]}\n\n${table(facts)}${ofDifferences}${unknown}`
}
