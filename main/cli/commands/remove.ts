import { formatCount } from '../../../shared/units.ts'
import { reportNotFound } from '../not-found.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes remove <id…>`: removes videos and prints the call that undoes it. */
export const removeCommand: AddCommand = (program, setExitCode) => {
  program
    .command('remove')
    .description('remove videos from the library; files that it does not own stay in place')
    .argument('<id...>')
    .action(async (ids: string[], _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const { removed } = await client.videos.remove({ ids })
        const asked = { noun: 'Video', ids, found: removed, advice: 'Run “rushes list” for the ids.' }
        const not_found = reportNotFound(asked, setExitCode)
        const undo = undoLine('videos.restore', { changed: removed.length, undo: { ids: removed } })
        answer({ removed, not_found }, () => `Removed ${formatCount(removed.length, 'video')}.${undo}`)
      })
    })
}
