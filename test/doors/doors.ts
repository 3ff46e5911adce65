import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { MessageChannel } from 'node:worker_threads'
import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import { onTestFinished } from 'vitest'
import { router } from '../../main/router.ts'
import { personHere } from '../../main/services/calls/caller.ts'
import { type Client, contract } from '../../shared/contract/index.ts'
import type { ServedLibrary } from '../support/listen.ts'
import { startTerminal } from '../support/terminal.ts'

/** Every way to the contract: each gives a caller of the library that `serveLibrary` opened. */
export const doors: Record<string, (library: ServedLibrary) => Promise<Client>> = {
  'the same process': async ({ client }) => client,
  'a browser': async ({ url, key }) =>
    createORPCClient(new RPCLink({ url: `${url}/rpc`, headers: { authorization: `Bearer ${key}` } })),
  'the port of a window': async (library) => portClient(library),
  'another program': async (library) => await restClient(library),
  'the terminal': async ({ folder }) => callers((...call) => callByTerminal(folder, ...call)),
}

/** An error of the terminal: a sentence and an exit code. */
export class TerminalError extends Error {
  readonly exitCode: number | null

  constructor(message: string, exitCode: number | null) {
    super(message)
    this.exitCode = exitCode
  }
}

type Call = (procedure: string, input: unknown, signal: AbortSignal | undefined) => Promise<unknown>

function callers(call: Call): Client {
  const groups = Object.entries(contract).map(([group, procedures]) => {
    const calls = Object.keys(procedures).map((name) => [
      name,
      (input: unknown, options?: { signal?: AbortSignal }) => call(`${group}.${name}`, input, options?.signal),
    ])
    return [group, Object.fromEntries(calls)]
  })
  return Object.fromEntries(groups) as Client
}

function portClient({ core }: ServedLibrary): Client {
  const { port1, port2 } = new MessageChannel()
  new RPCHandler(router).upgrade(port1, { context: { core, caller: personHere('window') } })
  port1.start()
  port2.start()
  onTestFinished(() => port2.close())
  return createORPCClient(new PortLink({ port: port2 }))
}

interface Operation {
  method: string
  path: string
}

/** A program that knows nothing but the OpenAPI document. */
async function restClient({ get }: ServedLibrary): Promise<Client> {
  const document = (await (await get('/api/openapi.json')).json()) as {
    servers: { url: string }[]
    paths: Record<string, Record<string, { operationId: string }>>
  }
  const operations = new Map<string, Operation>()
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, { operationId }] of Object.entries(methods)) {
      operations.set(operationId, { method: method.toUpperCase(), path: `${document.servers[0]?.url}${path}` })
    }
  }
  return callers(async (procedure, input, signal) => {
    const operation = operations.get(procedure)
    if (!operation) throw new Error(`The OpenAPI document does not describe ${procedure}.`)
    const [path, init] = restRequest(operation, { ...(input as Record<string, unknown> | undefined) })
    const answer = await get(path, { ...init, ...(signal ? { signal } : {}) })
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) return serverSentEvents(answer)
    const body = await answer.json()
    if (!answer.ok) throw new ORPCError(body.code, { status: answer.status, message: body.message, data: body.data })
    return body
  })
}

function restRequest({ method, path }: Operation, input: Record<string, unknown>): [string, RequestInit] {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(input[name])
    delete input[name]
    return encodeURIComponent(value)
  })
  if (method === 'GET') {
    // A list is a `deepObject` of the description: its name with brackets, once for each thing in it.
    const fields = Object.entries(input).flatMap(([name, value]) =>
      Array.isArray(value) ? value.map((one) => [`${name}[]`, String(one)]) : [[name, String(value)]],
    )
    const query = new URLSearchParams(fields)
    return [`${filled}?${query}`, { method }]
  }
  return [filled, { method, body: JSON.stringify(input), headers: { 'content-type': 'application/json' } }]
}

async function* serverSentEvents(answer: Response): AsyncGenerator<unknown> {
  let text = ''
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const messages = (text + chunk).split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) {
      const data = /^data: (.*)$/m.exec(message)?.[1]
      if (data !== undefined && !/^event: (error|done)$/m.test(message)) yield JSON.parse(data)
    }
  }
}

async function callByTerminal(folder: string, procedure: string, input: unknown, signal?: AbortSignal) {
  const args = ['call', procedure, ...(input === undefined ? [] : [JSON.stringify(input)]), '--library', folder]
  const { child, ended } = startTerminal(args)
  if (signal) {
    signal.addEventListener('abort', () => child.kill('SIGINT'), { once: true })
    return jsonLines(child.stdout)
  }
  const { code, stdout, stderr } = await ended
  // A job in which some files failed is printed, and ends the program with the code of that.
  if (code !== 0 && stdout === '') throw new TerminalError(stderr.trimEnd(), code)
  return JSON.parse(stdout)
}

async function* jsonLines(output: Readable): AsyncGenerator<unknown> {
  for await (const line of createInterface({ input: output })) yield JSON.parse(line)
}
