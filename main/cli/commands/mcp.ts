import { addServeOptions, type ServeOptions } from '../serve-options.ts'
import { type AddCommand, withLibrary } from '../session.ts'

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
    // Loaded only here: the other commands start sooner without servers.
    const { serveLibrary } = await import('../serve-library.ts')
    const { speakMcp } = await import('../speak-mcp.ts')
    await withLibrary(command, (session) =>
      http ? serveLibrary(session, { ...options, mcp: { canWrite: write } }) : speakMcp(session, write),
    )
  })
}
