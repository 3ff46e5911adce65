import { RushesError } from '../../../shared/errors.ts'
import { libraryFolder } from '../../storage/library-folder.ts'
import { addServeOptions, type ServeOptions } from '../serve-options.ts'
import { type AddCommand, type GlobalOptions, withLibrary } from '../session.ts'

/** `rushes serve`: serves the app to browsers and REST to programs, on loopback by default, until it is stopped. */
export const serveCommand: AddCommand = (program) => {
  const command = program
    .command('serve')
    .description('serve the app to browsers on this computer, and REST to programs, until Ctrl C')
  addServeOptions(command).action(async (options: ServeOptions, command) => {
    // Loaded only here: the other commands start sooner without the server.
    const { serveLibrary } = await import('../serve-library.ts')
    const serve = () => withLibrary(command, (session) => serveLibrary(session, options))
    await serve().catch(async (error) => {
      if (!(error instanceof RushesError && error.code === 'LIBRARY_DAMAGED') || options.host !== undefined) throw error
      const { serveRecovery } = await import('../serve-recovery.ts')
      const { library } = command.optsWithGlobals() as GlobalOptions
      if (await serveRecovery(libraryFolder(library), error, options)) await serve()
    })
  })
}
