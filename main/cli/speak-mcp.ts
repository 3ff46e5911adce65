import { version } from '../about.ts'
import { createMcpServer } from '../mcp/server.ts'
import { speakOnStdio } from '../mcp/transports.ts'
import { createClient } from '../router.ts'
import { personHere } from '../services/calls/caller.ts'
import { readPicture } from '../services/videos/served-files.ts'
import type { Session } from './session.ts'

/** Speaks MCP on standard input and output until the client closes it, or a signal arrives. */
export async function speakMcp(session: Session, canWrite: boolean): Promise<void> {
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
