import { type Command, Option } from 'commander'
import type { Execution, ListedExecution } from '../../../shared/contract/executions.ts'
import { endStatuses, executionStatuses } from '../../../shared/contract/workflows.ts'
import type { JsonObject } from '../../../shared/json-object.ts'
import { formatCount } from '../../../shared/units.ts'
import { parseLimit } from '../parse.ts'
import { parseData } from '../parse-metadata.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes executions …`: executions of workflows. */
export const executionsCommand: AddCommand = (program) => {
  const executions = program.command('executions').description('executions of workflows: list, show, start, finish')
  for (const add of [addList, addShow, addStart, addUpdate, addFinish]) add(executions)
}

function addList(executions: Command): void {
  executions
    .command('list')
    .description('list executions, newest first')
    .option('--workflow <id>', 'only executions of this workflow')
    .addOption(new Option('--status <status>', 'only executions with this status').choices(executionStatuses))
    .option('--limit <number>', 'maximum number of rows, up to 1000', parseLimit, 50)
    .action(async ({ workflow, status, limit }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.executions.list({ workflow_id: workflow, status, limit })
        answer(list, () => asList(list))
      })
    })
}

function addShow(executions: Command): void {
  executions
    .command('show')
    .description('show one execution with its videos and its error')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const execution = await client.executions.get({ id })
        const videos = execution.videos.map(({ role, node_id, name }) => [role, node_id, name])
        answer(execution, () => [asFacts(execution), table(videos)].filter(Boolean).join('\n\n'))
      })
    })
}

function addStart(executions: Command): void {
  executions
    .command('start')
    .description('record the start of an execution and print its id')
    .argument('<workflow>')
    .option('--data <json>', 'what the execution was given, a JSON object', parseData)
    .action(async (workflow_id: string, { data }: { data?: JsonObject }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const execution = await client.executions.start({ workflow_id, ...(data && { execution_data: data }) })
        answer(execution, () => execution.id)
      })
    })
}

function addFinish(executions: Command): void {
  executions
    .command('finish')
    .description('record the end of an execution')
    .argument('<id>')
    .addOption(new Option('--status <status>', 'how it ended').choices(endStatuses).default('completed'))
    .option('--error <message>', 'why it failed')
    .action(async (id: string, { status, error }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const execution = await client.executions.update({ id, status, error: error })
        answer(execution, () => asFacts(execution))
      })
    })
}

function addUpdate(executions: Command): void {
  executions
    .command('update')
    .description('record the progress of an execution')
    .argument('<id>')
    .addOption(new Option('--status <status>', 'its status').choices(executionStatuses))
    .option('--data <json>', 'its data, a JSON object, which replaces the former', parseData)
    .action(
      async (
        id: string,
        { status, data }: { status?: (typeof executionStatuses)[number]; data?: JsonObject },
        command,
      ) => {
        await withLibrary(command, async ({ client, answer }) => {
          const execution = await client.executions.update({
            id,
            ...(status && { status }),
            ...(data && { execution_data: data }),
          })
          answer(execution, () => asFacts(execution))
        })
      },
    )
}

function asFacts({ id, status, started_at, completed_at, error }: Execution): string {
  return table([
    ['id', id],
    ['status', status],
    ['started', started_at === null ? '–' : `${started_at} UTC`],
    ['ended', completed_at === null ? '–' : `${completed_at} UTC`],
    ...(error ? [['error', error]] : []),
  ])
}

function asList({ items, total }: { items: ListedExecution[]; total: number }): string {
  if (total === 0) return 'No executions. Record one with “rushes executions start <workflow>”.'
  const head = ['id', 'status', 'started (UTC)', 'outputs', 'workflow', 'error']
  const rows = items.map((one) => [
    one.id,
    one.status,
    one.started_at ?? '–',
    String(one.output_count),
    one.workflow_name,
    one.error ?? '',
  ])
  const more = total > items.length ? `\n${formatCount(total - items.length)} more; see --limit.` : ''
  return table([head, ...rows]) + more
}
