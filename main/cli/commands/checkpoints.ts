import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Branch, CheckpointState } from '../../../shared/contract/checkpoints.ts'
import type { Difference } from '../../../shared/contract/configurations.ts'
import type { Client } from '../../../shared/contract/index.ts'
import { describeFileError, RushesError } from '../../../shared/errors.ts'
import type { JsonObject } from '../../../shared/json-object.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { followStarted } from '../follow-started.ts'
import { parseSetting } from '../parse.ts'
import { parseJson } from '../parse-json.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes checkpoints …`: the states of a pipeline on a timeline. */
export const checkpointsCommand: AddCommand = (program, setExitCode) => {
  const checkpoints = program.command('checkpoints').description('states of a pipeline on a timeline')
  for (const add of [addSave, addShow, addStage, addDifferences, addLabel, addChoose, addPrune]) add(checkpoints)
  addRun(checkpoints, setExitCode)
}

function addRun(checkpoints: Command, setExitCode: (code: number) => void): void {
  checkpoints
    .command('run')
    .description('run a stage of the library on a checkpoint')
    .argument('<id>')
    .requiredOption('--with <stage>', 'name of the stage')
    .option('--set <key=value>', 'a setting; the value is JSON, or a text if it is not valid JSON', parseSetting)
    .action(async (checkpoint_id: string, options: { with: string; set?: Record<string, unknown> }, command) => {
      const config = options.set as JsonObject | undefined
      const request = { checkpoint_id, stage: options.with, ...(config && { config }) }
      await withLibrary(command, (session) =>
        followStarted(session, () => session.client.stages.run(request), setExitCode),
      )
    })
  checkpoints
    .command('pipelines')
    .description('list the pipelines of the library')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const { items, faults } = await client.stages.pipelines()
        const rows = items.map(({ name, title, stages }) => [name, title, stages.map((it) => it.stage).join(' → ')])
        const wrong = faults.map(({ file, message }) => `${file}: ${message}`)
        answer({ items, faults }, () => [table(rows), ...wrong].filter(Boolean).join('\n') || 'No pipelines.')
      })
    })
  checkpoints
    .command('run-pipeline')
    .description('run a pipeline of the library on a checkpoint, from the first stage whose result is not there')
    .argument('<id>')
    .argument('<pipeline>')
    .option('--config <json>', 'settings by stage, in place of those that the pipeline declares')
    .action(async (checkpoint_id: string, pipeline: string, { config }: { config?: string }, command) => {
      const settings = config === undefined ? undefined : (parseJson(config) as Record<string, JsonObject>)
      const request = { checkpoint_id, pipeline, ...(settings && { config: settings }) }
      await withLibrary(command, (session) =>
        followStarted(session, () => session.client.stages.runPipeline(request), setExitCode),
      )
    })
}

interface SaveOptions {
  parent?: string
  stage?: string
  output?: string
  config?: string
  stats?: string
  scenario?: string
}

function addSave(checkpoints: Command): void {
  checkpoints
    .command('save')
    .description('save what a stage returned, or changed settings, as a child of a checkpoint')
    .argument('<timeline>')
    .option('--parent <id>', 'the checkpoint to continue; another tree begins without it')
    .option('--stage <name>', 'the stage that returned the output')
    .option('--output <file>', 'JSON file with the output; “-” for standard input')
    .option('--config <json>', 'settings that this step changed')
    .option('--stats <json>', 'statistics that this step adds')
    .option('--scenario <label>', 'mark it as a scenario with this label')
    .action(async (timeline_id: string, { parent, stage, output, config, stats, scenario }: SaveOptions, command) => {
      const saved = {
        ...{ timeline_id, parent_checkpoint_id: parent ?? null },
        ...(stage !== undefined && { stage_name: stage }),
        ...(output !== undefined && { output: parseJson(await readOutput(output)) }),
        ...(config !== undefined && { config_overrides: parseJson(config) }),
        ...(stats !== undefined && { stats: parseJson(stats) }),
        ...(scenario !== undefined && { is_scenario: true, scenario_label: scenario }),
      } as Parameters<Client['checkpoints']['save']>[0]
      await withLibrary(command, async ({ client, answer }) => {
        const { checkpoint_id } = await client.checkpoints.save(saved)
        answer({ checkpoint_id }, () => checkpoint_id)
      })
    })
}

/** The longest JSON of an output, as of a call over HTTP; canonical JSON is shorter. */
const mostBytes = 32 * 2 ** 20

/** Reads an output from a file or standard input, and no more than `mostBytes` of it. @throws RushesError BAD_INPUT */
async function readOutput(file: string): Promise<string> {
  const path = resolve(file)
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of file === '-' ? process.stdin : createReadStream(path)) {
      bytes += chunk.length
      if (bytes > mostBytes)
        throw new RushesError('BAD_INPUT', `output: ${file} is larger than ${formatBytes(mostBytes)}. Split it.`)
      chunks.push(chunk)
    }
  } catch (error) {
    throw describeFileError(error, path)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function addShow(checkpoints: Command): void {
  checkpoints
    .command('show')
    .description('show the state of a checkpoint')
    .argument('<id>')
    .option('--outputs', 'include what the stages returned')
    .action(async (id: string, { outputs = false }: { outputs?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const state = await client.checkpoints.get({ id, outputs })
        answer(state, () => asText(state))
      })
    })
}

function asText(state: CheckpointState): string {
  const facts = [
    ['checkpoint', state.id],
    ['timeline', state.timeline_id],
    ['parent', state.parent_id ?? '–'],
    ['label', state.scenario_label || '–'],
    ['settings', JSON.stringify(state.config_overrides)],
    ['statistics', JSON.stringify(state.stats)],
  ]
  const rows = state.stages.map((it) => [
    ...[it.stage_name, formatBytes(it.output_bytes), it.checkpoint_id],
    it.output === undefined ? '' : JSON.stringify(it.output),
  ])
  return `${table(facts)}\n\n${rows.length === 0 ? 'No stage outputs.' : table([['stage', 'size', 'from', ''], ...rows])}`
}

function addStage(checkpoints: Command): void {
  checkpoints
    .command('stage')
    .description('print what a stage returned, as JSON')
    .argument('<id>')
    .argument('<stage>')
    .action(async (id: string, stage_name: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const stage = await client.checkpoints.stage({ id, stage_name })
        answer(stage, () => (stage ? JSON.stringify(stage.output, null, 2) : `${id} has no output of “${stage_name}”.`))
      })
    })
}

function addDifferences(checkpoints: Command): void {
  checkpoints
    .command('diff')
    .description('list what differs between two checkpoints')
    .argument('<id>')
    .argument('<other>')
    .option('--stage <name>', 'only this stage')
    .action(async (id: string, other_id: string, { stage }: { stage?: string }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const found = await client.checkpoints.differences({ id, other_id, ...(stage && { stage_name: stage }) })
        const lines = [
          ...found.config_overrides.map((it) => lineOf('settings', it)),
          ...found.stats.map((it) => lineOf('statistics', it)),
          ...found.stages.flatMap(({ stage_name, change, differences, total }) => {
            const more = total > differences.length ? [`${stage_name}: ${formatCount(total)} differences in all`] : []
            if (change === 'added' || change === 'removed') return [`${stage_name}: ${change}`]
            return [...differences.map((it) => lineOf(stage_name, it)), ...more]
          }),
        ]
        answer(found, () => lines.join('\n') || 'No differences.')
      })
    })
}

function lineOf(of: string, { path, was, is }: Difference): string {
  const shown = (value: unknown) => (value === undefined ? '–' : JSON.stringify(value))
  return `${of} ${path}: ${shown(was)} → ${shown(is)}`
}

function addLabel(checkpoints: Command): void {
  checkpoints
    .command('label')
    .description('name a scenario')
    .argument('<id>')
    .argument('<label>')
    .action(async (id: string, scenario_label: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const labelled = await client.checkpoints.label({ id, is_scenario: true, scenario_label })
        answer(labelled, () => `Labelled ${id}: ${scenario_label}`)
      })
    })
}

function addChoose(checkpoints: Command): void {
  checkpoints
    .command('choose')
    .description('mark a checkpoint as the chosen one of its timeline')
    .argument('<id>')
    .option('--no-chosen', 'remove the mark')
    .action(async (id: string, { chosen }: { chosen: boolean }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const marked = await client.checkpoints.choose({ id, is_chosen: chosen })
        answer(marked, () => (chosen ? `Chosen: ${id}` : `No longer chosen: ${id}`))
      })
    })
}

function addPrune(checkpoints: Command): void {
  checkpoints
    .command('prune')
    .description('show what a checkpoint and all that was made from it own; prune it with --yes')
    .argument('<id>')
    .option('--yes', 'prune it')
    .action(async (id: string, { yes = false }: { yes?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const branch = yes ? await client.checkpoints.prune({ id }) : await client.checkpoints.branch({ id })
        const undo = yes ? undoLine('checkpoints.restore', { changed: branch.checkpoints, undo: { id } }) : ''
        answer(branch, () => `${yes ? 'Pruned' : 'Would prune'} ${branchWords(branch)}.${undo}`)
      })
    })
  checkpoints
    .command('restore')
    .description('undo a pruning')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const done = await client.checkpoints.restore({ id })
        answer(done, () => `Restored ${formatCount(done.restored, 'checkpoint')}.`)
      })
    })
}

function branchWords({ checkpoints, own_bytes, shared_bytes, scenario_labels, has_chosen }: Branch): string {
  const labels = scenario_labels.length > 0 && `scenarios ${scenario_labels.map((label) => `“${label}”`).join(', ')}`
  const shared = shared_bytes > 0 && `${formatBytes(shared_bytes)} that others need stay`
  const chosen = has_chosen && 'the chosen one among them'
  const parts = [
    formatCount(checkpoints, 'checkpoint'),
    `${formatBytes(own_bytes)} of their own`,
    shared,
    labels,
    chosen,
  ]
  return parts.filter(Boolean).join(', ')
}
