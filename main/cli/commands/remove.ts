import { RushesError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes remove <id…>`: takes videos out of the library, and says how to undo it. */
export const removeCommand: AddCommand = (program) => {
  program
    .command('remove')
    .description('take videos out of the library; files that it does not own stay where they are')
    .argument('<id...>')
    .action(async (ids: string[], _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const { removed } = await client.videos.remove({ ids })
        if (removed.length === 0)
          throw new RushesError('NOT_FOUND', `There is no video with the id ${ids.join(', ')} in the library.`)
        const undo = JSON.stringify({ ids: removed })
        answer(
          { removed },
          () => `Removed ${formatCount(removed.length, 'video')}. Undo: rushes call videos.restore '${undo}'`,
        )
      })
    })
}
