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

async function speak({ core }: Session, canWrite: boolean): Promise<void> {
  const { signal } = stopOnSignal()
  const client = createClient(core, { ...personHere('terminal'), scope: canWrite ? 'write' : 'read' })
  const server = createMcpServer({
    ...{ version: core.version, client, canWrite },
    readPicture: (kind, id) => readPicture(core, kind, id, signal),
  })
  await speakOnStdio(server, signal)
}

function stopOnSignal(): AbortController {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  return stop
}
