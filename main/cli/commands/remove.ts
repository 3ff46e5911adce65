import { formatCount } from '../../../shared/units.ts'
import { reportNotFound } from '../not-found.ts'
import { reportFiles } from '../report-files.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes remove <id…>`: removes videos and prints the call that undoes it. */
export const removeCommand: AddCommand = (program, setExitCode) => {
  program
    .command('remove')
    .description('remove videos from the library; files that it does not own stay in place')
    .argument('<id...>')
    .option('--delete-file', 'also move those files to the system’s trash')
    .action(async (ids: string[], { deleteFile = false }: { deleteFile?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const { removed, files } = await client.videos.remove({ ids, delete_file: deleteFile })
        const asked = { noun: 'Video', ids, found: removed, advice: 'Run “rushes list” for the ids.' }
        const not_found = reportNotFound(asked, setExitCode)
        const undo = undoLine('videos.restore', { changed: removed.length, undo: { ids: removed } })
        const moved = reportFiles(files, setExitCode)
        answer({ removed, not_found, files }, () => `Removed ${formatCount(removed.length, 'video')}.${moved}${undo}`)
      })
    })
}
