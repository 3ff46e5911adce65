import type { Client } from '../../../shared/contract/index.ts'
import { contract } from '../../../shared/contract/index.ts'
import { jobSchema } from '../../../shared/contract/jobs.ts'
import { errorKinds, RushesError } from '../../../shared/errors.ts'
import { followJob, requireNotFailed } from '../follow-job.ts'
import { parseJson } from '../parse-json.ts'
import { type AddCommand, type Session, withLibrary } from '../session.ts'

/**
 * `rushes call videos.get '{"id":"…"}'`: any procedure of the contract. A stream answers with a JSON document a line until
 * Ctrl C; a job that the call starts is waited for, because it would end with this process.
 */
export const callCommand: AddCommand = (program, setExitCode) => {
  program
    .command('call')
    .description('call any procedure of the contract, for example: videos.list \'{"limit":1}\'')
    .argument('<procedure>', 'group and name, as in videos.list')
    .argument('[json]', 'its input', '{}')
    .action(async (procedure: string, json: string, _options, command) => {
      const input = parseJson(json)
      await withLibrary(command, async (session) => {
        const stop = new AbortController()
        const result = await findProcedure(session.client, procedure)(input, { signal: stop.signal })
        if (isStream(result)) return await printLines(result, stop)
        const job = jobSchema.safeParse(result)
        if (job.success) await endWith(session, job.data.id, setExitCode)
        else print(result)
      })
    })
}

/** Prints a job; one that the call started is waited for, and its end is that of the command. */
async function endWith({ core, client }: Session, id: string, setExitCode: (code: number) => void): Promise<void> {
  const get = () => client.jobs.get({ id })
  if (!core.jobs.ids().includes(id)) return print(await get())
  const job = await followJob(client, get)
  print(job)
  requireNotFailed(job)
  if (job.state === 'cancelled') setExitCode(errorKinds.CANCELLED.exitCode)
}

function print(answer: unknown): void {
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`)
}

async function printLines(events: AsyncIterable<unknown>, stop: AbortController): Promise<void> {
  // Neither listening nor a handler of signals keeps a process alive.
  const alive = setInterval(() => undefined, 2 ** 30)
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  try {
    for await (const event of events) process.stdout.write(`${JSON.stringify(event)}\n`)
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
    throw new RushesError('BAD_INPUT', `There is no procedure “${procedure}”; there are ${all.join(', ')}.`)
  }
  const callers = client as unknown as Record<string, Record<string, Caller>>
  const call = callers[groupName]?.[name]
  if (!call) throw new RushesError('INTERNAL', `${procedure} is in the contract and cannot be called.`)
  return call
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
