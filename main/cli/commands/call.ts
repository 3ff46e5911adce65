import type { Client } from '../../../shared/contract/index.ts'
import { contract } from '../../../shared/contract/index.ts'
import { jobSchema } from '../../../shared/contract/jobs.ts'
import { RushesError } from '../../../shared/errors.ts'
import { endAs, followJob } from '../follow-job.ts'
import { allItems, failureLines } from '../job-items.ts'
import { printJson, say } from '../output.ts'
import { parseJson } from '../parse-json.ts'
import { type AddCommand, type Session, withLibrary } from '../session.ts'

/**
 * `rushes call videos.get '{"id":"…"}'`: calls any procedure of the API. A stream prints one JSON document per line
 * until Ctrl C. The command waits for a job that the call starts, because the job would end with this process.
 */
export const callCommand: AddCommand = (program, setExitCode) => {
  program
    .command('call')
    .description('call any procedure of the API, for example: videos.list \'{"limit":1}\'')
    .argument('<procedure>', 'group and name, for example videos.list')
    .argument('[json]', 'input as JSON', '{}')
    .action(async (procedure: string, json: string, _options, command) => {
      const input = parseJson(json)
      await withLibrary(command, async (session) => {
        const stop = new AbortController()
        const result = await findProcedure(session.client, procedure)(input, { signal: stop.signal })
        if (isStream(result)) return await printLines(result, stop)
        const job = jobSchema.safeParse(result)
        if (job.success) await endWith(session, job.data.id, setExitCode)
        else printJson(result)
      })
    })
}

/** Prints a job. Waits for one that the call started and ends the command as the job ended. */
async function endWith({ ownJobs, client }: Session, id: string, setExitCode: (code: number) => void): Promise<void> {
  const get = () => client.jobs.get({ id })
  if (!ownJobs().includes(id)) return printJson(await get())
  const job = await followJob(client, get)
  printJson(job)
  const failures = failureLines(await allItems(client, id))
  if (failures.length > 0) say(failures.join('\n'))
  await endAs(client, job, setExitCode)
}

async function printLines(events: AsyncIterable<unknown>, stop: AbortController): Promise<void> {
  // Neither the subscription nor a signal handler keeps the process alive.
  const alive = setInterval(() => undefined, 2 ** 30)
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  try {
    for await (const event of events) printJson(event, { isLine: true })
  } finally {
    clearInterval(alive)
  }
}

type Caller = (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>

function findProcedure(client: Client, procedure: string): Caller {
  const [groupName = '', name = '', ...rest] = procedure.split('.')
  const groups: Record<string, Record<string, unknown>> = contract
  const known = Object.hasOwn(groups, groupName) && Object.hasOwn(groups[groupName] ?? {}, name) && rest.length === 0
  if (!known) {
    const all = Object.entries(groups).flatMap(([group, calls]) => Object.keys(calls).map((it) => `${group}.${it}`))
    throw new RushesError('BAD_INPUT', `Procedure “${procedure}” not found. Available: ${all.join(', ')}.`)
  }
  const callers = client as unknown as Record<string, Record<string, Caller>>
  const call = callers[groupName]?.[name]
  if (!call) throw new RushesError('INTERNAL', `Procedure “${procedure}” is in the contract but not in the client.`)
  return call
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
