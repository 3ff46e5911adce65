import { type Command, Option } from 'commander'
import type { Client } from '../../../shared/contract/index.ts'
import { type Policy, type PolicyPreview, policyRules, policySchedules } from '../../../shared/contract/policies.ts'
import { RushesError } from '../../../shared/errors.ts'
import { describePolicy } from '../../../shared/policy-words.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { parseBytes, parseDays } from '../parse.ts'
import { type AddCommand, type GlobalOptions, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes policy …`: clean-up policies. */
export const policyCommand: AddCommand = (program, setExitCode) => {
  const policy = program.command('policy').description('clean-up policies: list, add, run, remove')
  addList(policy)
  addAdd(policy)
  addRun(policy, setExitCode)
  policy
    .command('remove')
    .description('remove a policy; what it moved to the trash stays there')
    .argument('<policy>', 'id or name')
    .action(async (asked: string, _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const removed = await client.policies.remove({ id: (await findPolicy(client, asked)).id })
        const { created_at: _, last_run_at: __, ...given } = removed
        const undo = undoLine('policies.save', { changed: 1, undo: given })
        answer(removed, () => `Removed “${removed.name}”.${undo}`)
      })
    })
}

function addList(policy: Command): void {
  policy
    .command('list')
    .description('list the policies')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const all = await client.policies.list()
        const rows = all.map((one) => [one.name, describePolicy(one), one.schedule, one.last_run_at ?? '–'])
        answer(all, () =>
          all.length === 0
            ? 'No policies. Add one with “rushes policy add <name> --rule <rule>”.'
            : table([['name', 'chooses', 'runs', 'last run (UTC)'], ...rows]),
        )
      })
    })
}

interface AddOptions {
  rule: string
  days?: number
  maxSize?: number
  query: string
  schedule: Policy['schedule']
}

function addAdd(policy: Command): void {
  policy
    .command('add')
    .description('add a policy, and preview what it chooses now; nothing is removed before it runs')
    .argument('<name>')
    .addOption(new Option('--rule <rule>', 'what it chooses').choices(policyRules.map(dashed)).makeOptionMandatory())
    .option('--days <number>', 'only takes that were added at least so many days ago', parseDays)
    .option('--max-size <size>', 'size that the library’s own files may have, such as 500GB; of a quota', parseBytes)
    .option('--query <query>', 'only takes that match it, such as “-rating:>=4”', '')
    .addOption(new Option('--schedule <when>', 'when it runs').choices(policySchedules).default('manual'))
    .action(async (name: string, { rule, days, maxSize, query, schedule }: AddOptions, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const added = await client.policies.save({
          name,
          rule: policyRules.find((one) => dashed(one) === rule) ?? 'older_than',
          days: days ?? null,
          max_bytes: maxSize ?? null,
          query,
          schedule,
        })
        const preview = await client.policies.preview(choiceOf(added))
        answer({ policy: added, preview }, () => `Added “${added.name}”. ${previewAsText(added, preview)}`)
      })
    })
}

function addRun(policy: Command, setExitCode: (code: number) => void): void {
  policy
    .command('run')
    .description('move what a policy chooses to the trash, or delete it from the cache; --dry-run previews it')
    .argument('<policy>', 'id or name')
    .action(async (asked: string, _options, command) => {
      const { dryRun = false } = command.optsWithGlobals() as GlobalOptions
      await withLibrary(command, async ({ client, answer, undoBy }) => {
        const policy = await findPolicy(client, asked)
        if (dryRun) {
          const preview = await client.policies.preview(choiceOf(policy))
          answer({ dry_run: true, policy, preview }, () => `Dry run. ${previewAsText(policy, preview)}`)
          return
        }
        const job = await followJob(client, () => client.policies.run({ id: policy.id }))
        const items = await allItems(client, job.id)
        const undo = job.moved > 0 ? undoBy('undo') : ''
        const words =
          policy.rule === 'cache'
            ? `Deleted ${formatCount(job.done - job.failed, 'file')} from the cache.`
            : `Moved ${formatCount(job.moved, 'video')} to the trash.${undo}`
        answer({ job, items }, () => [words, ...failureLines(items)].join('\n'))
        await endAs(client, job, setExitCode)
      })
    })
}

function choiceOf({ rule, days, max_bytes, query }: Policy) {
  return { rule, days, max_bytes, query }
}

function previewAsText({ rule }: Policy, { count, size_bytes, freed_bytes, samples }: PolicyPreview): string {
  if (count === 0) return 'It chooses nothing now.'
  const isCache = rule === 'cache'
  const words = isCache
    ? `It would delete ${formatCount(count, 'file')}, ${formatBytes(size_bytes)}:`
    : `It would move ${formatCount(count, 'video')} to the trash, ${formatBytes(size_bytes)}, of which ${formatBytes(freed_bytes)} are the library’s own:`
  const more = count > samples.length ? [`  ${formatCount(count - samples.length)} more`] : []
  return [words, ...samples.map((one) => `  ${one.name}, ${formatBytes(one.size_bytes)}`), ...more].join('\n')
}

/** Returns the policy with an id or a name. @throws RushesError NOT_FOUND */
async function findPolicy(client: Client, asked: string): Promise<Policy> {
  const all = await client.policies.list()
  const found = all.find(({ id }) => id === asked) ?? all.find(({ name }) => name.toLowerCase() === asked.toLowerCase())
  if (found) return found
  throw new RushesError('NOT_FOUND', `Policy not found: ${asked}. Run “rushes policy list” for the names.`)
}

function dashed(rule: string): string {
  return rule.replaceAll('_', '-')
}
