import { addServeOptions, type ServeOptions, serveLibrary } from '../serve-library.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes serve`: serves the app to browsers and REST to programs, on loopback by default, until it is stopped. */
export const serveCommand: AddCommand = (program) => {
  const command = program
    .command('serve')
    .description('serve the app to browsers on this computer, and REST to programs, until Ctrl C')
  addServeOptions(command).action(async (options: ServeOptions, command) => {
    await withLibrary(command, (session) => serveLibrary(session, options))
  })
}
