import type { Client } from '../../../shared/contract/index.ts'
import { contract } from '../../../shared/contract/index.ts'
import { RushesError } from '../../../shared/errors.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes call videos.get '{"id":"…"}'`: any procedure of the contract. Streams answer with a JSON document a line. */
export const callCommand: AddCommand = (program) => {
  program
    .command('call')
    .description('call any procedure of the contract, for example: videos.list \'{"limit":1}\'')
    .argument('<procedure>', 'group and name, as in videos.list')
    .argument('[json]', 'its input', '{}')
    .action(async (procedure: string, json: string, _options, command) => {
      const input = parseJson(json)
      await withLibrary(command, async ({ client }) => {
        const result = await findProcedure(client, procedure)(input)
        if (isStream(result)) {
          for await (const event of result) process.stdout.write(`${JSON.stringify(event)}\n`)
        } else process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
      })
    })
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    throw new RushesError('BAD_INPUT', `“${json}” is not JSON: ${error instanceof Error ? error.message : error}.`)
  }
}

function findProcedure(client: Client, procedure: string): (input: unknown) => Promise<unknown> {
  const [groupName = '', name = '', ...rest] = procedure.split('.')
  const groups: Record<string, Record<string, unknown>> = contract
  const known = Object.hasOwn(groups, groupName) && Object.hasOwn(groups[groupName] ?? {}, name) && rest.length === 0
  if (!known) {
    const all = Object.entries(groups).flatMap(([group, calls]) => Object.keys(calls).map((it) => `${group}.${it}`))
    throw new RushesError('BAD_INPUT', `There is no procedure “${procedure}”; there are ${all.join(', ')}.`)
  }
  const callers = client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>
  const call = callers[groupName]?.[name]
  if (!call) throw new RushesError('INTERNAL', `${procedure} is in the contract and cannot be called.`)
  return call
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value
}
