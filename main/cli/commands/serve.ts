import { addServeOptions, type ServeOptions } from '../serve-options.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes serve`: serves the app to browsers and REST to programs, on loopback by default, until it is stopped. */
export const serveCommand: AddCommand = (program) => {
  const command = program
    .command('serve')
    .description('serve the app to browsers on this computer, and REST to programs, until Ctrl C')
  addServeOptions(command).action(async (options: ServeOptions, command) => {
    // Loaded only here: the other commands start sooner without the server.
    const { serveLibrary } = await import('../serve-library.ts')
    await withLibrary(command, (session) => serveLibrary(session, options))
  })
}
