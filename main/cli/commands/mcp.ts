import { version } from '../../about.ts'
import { createMcpServer } from '../../mcp/server.ts'
import { speakOnStdio } from '../../mcp/transports.ts'
import { createClient } from '../../router.ts'
import { personHere } from '../../services/calls/caller.ts'
import { readPicture } from '../../services/videos/served-files.ts'
import { addServeOptions, type ServeOptions, serveLibrary } from '../serve-library.ts'
import { type AddCommand, type Session, withLibrary } from '../session.ts'

interface Options extends ServeOptions {
  write?: boolean
  http?: boolean
}

/** `rushes mcp`: offers the library to a model, over standard input and output or HTTP (docs/mcp.md). */
export const mcpCommand: AddCommand = (program) => {
  const command = program
    .command('mcp')
    .description('offer the library to a model (Model Context Protocol), on standard input and output')
    .option('--write', 'also offer the tools that change something; each can be undone')
    .option('--http', 'serve it at /mcp until Ctrl C, with all that “rushes serve” serves and its options')
  addServeOptions(command).action(async ({ write = false, http, ...options }: Options, command) => {
    await withLibrary(command, (session) =>
      http ? serveLibrary(session, { ...options, mcp: { canWrite: write } }) : speak(session, write),
    )
  })
}

async function speak(session: Session, canWrite: boolean): Promise<void> {
  const { signal } = stopOnSignal()
  await speakOnStdio(createMcpServer({ version, canWrite, ...accessOf(session, canWrite, signal) }), signal)
}

function accessOf(session: Session, canWrite: boolean, signal: AbortSignal) {
  const { server, client } = session
  if (server) return { client, readPicture: (kind: string, id: string) => fetchPicture(server, kind, id, signal) }
  const { core } = session
  return {
    client: createClient(core, { ...personHere('terminal'), scope: canWrite ? 'write' : 'read' }),
    readPicture: (kind: 'poster' | 'storyboard', id: string) => readPicture(core, kind, id, signal),
  }
}

async function fetchPicture(
  { url, token }: NonNullable<Session['server']>,
  kind: string,
  id: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const headers = { authorization: `Bearer ${token}` }
  const response = await fetch(`${url}/media/${kind}s/${encodeURIComponent(id)}`, { headers, signal })
  if (response.ok) return new Uint8Array(await response.arrayBuffer())
  const { detail } = (await response.json().catch(() => ({}))) as { detail?: string }
  throw new Error(detail ?? `HTTP ${response.status}`)
}

function stopOnSignal(): AbortController {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  return stop
}
