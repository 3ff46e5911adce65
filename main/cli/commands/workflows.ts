import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import {
  type ArchiveState,
  type ListedWorkflow,
  roles,
  type WorkflowDetails,
  workflowStatuses,
} from '../../../shared/contract/workflows.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { contentArgument } from '../content-argument.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { reportNotFound } from '../not-found.ts'
import { printExport } from '../output.ts'
import { parseLimit } from '../parse.ts'
import { readArgument } from '../read-argument.ts'
import { type AddCommand, type GlobalOptions, withLibrary } from '../session.ts'
import { table } from '../table.ts'
import { addTemplates } from './workflow-templates.ts'

/** `rushes workflows …`: workflows and the videos and images of their nodes. */
export const workflowsCommand: AddCommand = (program, setExitCode) => {
  const workflows = program.command('workflows').description('workflows and the videos and images of their nodes')
  for (const add of [addList, addShow, addImport, addExport, addChange, addFromVideo, addAssociate]) add(workflows)
  addTemplates(workflows)
  addRemove(workflows, setExitCode)
  addArchive(workflows, setExitCode)
}

function addList(workflows: Command): void {
  workflows
    .command('list')
    .description('list workflows, the latest changed first')
    .option('--search <words>', 'only workflows with these words in name or description')
    .addOption(new Option('--status <status>', 'only workflows with this status').choices(workflowStatuses))
    .option('--templates', 'only templates')
    .option('--limit <number>', 'maximum number of rows, up to 500', parseLimit, 50)
    .action(async ({ templates, ...options }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const filter = templates ? { is_template: true } : {}
        const list = await client.workflows.list({ ...options, ...filter, limit: Math.min(options.limit, 500) })
        answer(list, () => asList(list))
      })
    })
}

function addShow(workflows: Command): void {
  workflows
    .command('show')
    .description('show one workflow with the videos and images of its nodes')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const workflow = await client.workflows.get({ id })
        answer(workflow, () => asText(workflow))
      })
    })
}

function addImport(workflows: Command): void {
  workflows
    .command('import')
    .description('import a definition as a draft, from a JSON file or from an image or a video that contains one')
    .argument('<file>')
    .option('--name <name>', 'name of the workflow (default: the file name)')
    .action(async (file: string, { name }: { name?: string }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const workflow = await client.workflows.fromFile({ path: resolve(file), name })
        answer(workflow, () => `Imported as a draft: ${workflow.id}`)
      })
    })
}

function addExport(workflows: Command): void {
  workflows
    .command('export')
    .description('print the definition of a workflow, byte for byte')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client }) => {
        const { definition } = await client.workflows.get({ id })
        printExport(definition)
      })
    })
}

function addChange(workflows: Command): void {
  const change = (name: string, description: string) =>
    workflows.command(name).description(description).argument('<id>')
  change('save', 'change a draft to a saved workflow').action(async (id: string, _options, command) => {
    await withLibrary(command, async ({ client, answer }) => {
      const workflow = await client.workflows.update({ id, status: 'saved' })
      answer(workflow, () => `Saved ${workflow.name}.`)
    })
  })
  change('rename', 'rename a workflow')
    .argument('<name>')
    .action(async (id: string, name: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const workflow = await client.workflows.update({ id, name })
        answer(workflow, () => `Renamed to ${workflow.name}.`)
      })
    })
  change('edit', 'change the description or the definition of a workflow')
    .option('--description <text>', 'the description')
    .option('--definition <file>', 'JSON file with the definition')
    .action(async (id: string, options: { description?: string; definition?: string }, command) => {
      const { description } = options
      const definition = options.definition && (await readArgument(options.definition)).toString('utf8')
      await withLibrary(command, async ({ client, answer, undoBy }) => {
        const workflow = await client.workflows.update({
          id,
          ...(description !== undefined && { description }),
          ...(definition && { definition }),
        })
        // A definition can be too long for an argument of a call.
        const [entry] = (await client.history.list({ limit: 1 })).items
        const undo = entry?.action === 'workflows.update' ? undoBy(`undo ${entry.id}`) : ''
        answer(workflow, () => `Saved ${workflow.name}.${undo}`)
      })
    })
  change('duplicate', 'copy a workflow as a new draft')
    .option('--name <name>', 'name of the copy (default: the name of the workflow and “copy”)')
    .action(async (id: string, { name }: { name?: string }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const workflow = await client.workflows.duplicate({ id, name })
        answer(workflow, () => `${workflow.name}: ${workflow.id}`)
      })
    })
}

function addRemove(workflows: Command, setExitCode: (code: number) => void): void {
  workflows
    .command('remove')
    .description('remove workflows and their executions; the videos stay')
    .argument('<id...>')
    .action(async (ids: string[], _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const { removed } = await client.workflows.remove({ ids })
        const asked = { noun: 'Workflow', ids, found: removed, advice: 'Run “rushes workflows list” for the ids.' }
        const not_found = reportNotFound(asked, setExitCode)
        const undo = undoLine('workflows.restore', { changed: removed.length, undo: { ids: removed } })
        answer({ removed, not_found }, () => `Removed ${formatCount(removed.length, 'workflow')}.${undo}`)
      })
    })
}

function addArchive(workflows: Command, setExitCode: (code: number) => void): void {
  workflows
    .command('archive')
    .description('archive a workflow with its media and runs; its takes stay in the library as archived')
    .arguments('<id> <file.zip>')
    .action(async (id: string, file: string, _options, command) => {
      const { dryRun } = command.optsWithGlobals() as GlobalOptions
      await withLibrary(command, async ({ client, answer }) => {
        const state = await client.workflows.archiveState({ id })
        if (dryRun) return answer(state, () => `Dry run, nothing was archived: ${archiveLines(state)}`)
        const job = await followJob(client, () => client.workflows.archive({ id, path: resolve(file) }))
        const items = await allItems(client, job.id, 'failed')
        const undo = job.moved > 0 ? ` Bring them back with “rushes workflows restore ${id}”.` : ''
        answer({ job, items }, () =>
          [`Archived ${formatCount(job.moved, 'take')}.${undo}`, ...failureLines(items)].join('\n'),
        )
        await endAs(client, job, setExitCode)
      })
    })
  workflows
    .command('restore')
    .description('bring the archived takes of a workflow back from the archive')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      const { dryRun } = command.optsWithGlobals() as GlobalOptions
      await withLibrary(command, async ({ client, answer }) => {
        const state = await client.workflows.archiveState({ id })
        if (dryRun) return answer(state, () => `Dry run, nothing was fetched: ${measuredLine(state.archived)}`)
        const job = await followJob(client, () => client.workflows.fetchArchived({ id }))
        const items = await allItems(client, job.id, 'failed')
        answer({ job, items }, () =>
          [`Fetched ${formatCount(job.made, 'take')} back.`, ...failureLines(items)].join('\n'),
        )
        await endAs(client, job, setExitCode)
      })
    })
}

function measuredLine({ takes, size_bytes }: ArchiveState['leaving']): string {
  return `${formatCount(takes, 'take')}, ${formatBytes(size_bytes)}`
}

function archiveLines({ leaving, shared, outside, archived }: ArchiveState): string {
  return [
    measuredLine(leaving),
    ...(shared > 0 ? [`${formatCount(shared, 'take')} of other workflows too would stay`] : []),
    ...(outside > 0 ? [`${formatCount(outside, 'take')} without a file in the library would stay`] : []),
    ...(archived.takes > 0 ? [`${measuredLine(archived)} archived already`] : []),
  ].join('\n')
}

function addFromVideo(workflows: Command): void {
  workflows
    .command('from-video')
    .description('create a draft from the generation details of a video')
    .argument('<video>')
    .option('--name <name>', 'name of the workflow')
    .action(async (video_id: string, { name }: { name?: string }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const workflow = await client.workflows.fromVideo({ video_id, ...(name !== undefined && { name }) })
        answer(workflow, () => `${workflow.name}: ${workflow.id}`)
      })
    })
}

function addAssociate(workflows: Command): void {
  workflows
    .command('associate')
    .description('associate a video or an image with a node, as its output or input')
    .arguments('<workflow> <video-or-image> <node>')
    .addOption(new Option('--role <role>', 'role of the video or image').choices(roles).default('output'))
    .option('--execution <id>', 'id of the execution')
    .action(async (workflow_id: string, id: string, node_id: string, { role, execution }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const place = { workflow_id, ...(await contentArgument(client, id)), node_id }
        const it = await client.workflows.associate({ ...place, role, execution_id: execution })
        answer(it, () => `${it.role} of ${it.node_id}, ${it.node_type}`)
      })
    })
  workflows
    .command('dissociate')
    .description('remove the association of a video or an image with a node')
    .arguments('<workflow> <video-or-image> <node>')
    .action(async (workflow_id: string, id: string, node_id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const content = await contentArgument(client, id)
        const it = await client.workflows.dissociate({ workflow_id, ...content, node_id })
        const { role, node_type } = it
        const again = { workflow_id, ...content, node_id, node_type, role, execution_id: it.execution_id ?? undefined }
        const undo = undoLine('workflows.associate', { changed: 1, undo: again })
        answer(it, () => `No longer ${role} of ${node_id}, ${node_type}.${undo}`)
      })
    })
}

function asList({ items, total }: { items: ListedWorkflow[]; total: number }): string {
  if (total === 0) return 'No workflows. Import one with “rushes workflows import <file>”.'
  const head = ['id', 'status', 'nodes', 'outputs', 'runs', 'last run', 'name']
  const rows = items.map((one) => [
    one.id,
    one.is_template ? 'template' : (one.status ?? '–'),
    one.node_count === null ? '–' : String(one.node_count),
    String(one.output_count),
    String(one.execution_count),
    one.last_status ?? '–',
    one.name,
  ])
  const more = total > items.length ? `\n${formatCount(total - items.length)} more; see --limit.` : ''
  return table([head, ...rows]) + more
}

function asText(workflow: WorkflowDetails): string {
  const facts = [
    ['id', workflow.id],
    ['name', workflow.name],
    ['status', workflow.status ?? '–'],
    ['changed', `${workflow.updated_at ?? '–'} UTC`],
    ['executed', workflow.last_executed_at === null ? 'never' : `${workflow.last_executed_at} UTC`],
    ...(workflow.template_inputs
      ? [['template', `asks for ${workflow.template_inputs.map(({ name }) => name).join(', ')}`]]
      : []),
    ...(workflow.template_id ? [['started from', workflow.template_id]] : []),
    ...(workflow.description ? [['description', workflow.description]] : []),
  ]
  return table(facts) + nodesOf('videos', workflow.videos) + nodesOf('images', workflow.images)
}

function nodesOf(title: string, of: readonly { role: string; node_id: string; node_type: string; name: string }[]) {
  const rows = of.map(({ role, node_id, node_type, name }) => [role, node_id, node_type, name])
  return rows.length === 0 ? '' : `\n\n${title}\n${table(rows)}`
}
