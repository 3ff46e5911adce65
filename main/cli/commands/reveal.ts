import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes reveal <id>`: shows the file of a video in the file manager. */
export const revealCommand: AddCommand = (program) => {
  program
    .command('reveal')
    .description('show the file of a video in the file manager of this computer')
    .argument('<id>')
    .argument('[path]', 'one of its locations (default: the one that plays)')
    .action(async (id: string, path: string | undefined, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const shown = await client.videos.reveal({ id, ...(path !== undefined && { path }) })
        answer(shown, () => shown.path)
      })
    })
}
