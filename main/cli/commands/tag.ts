import { RushesError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import { reportVideosNotFound } from '../not-found.ts'
import { parseText } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes tag <id…> --add night --remove day`: changes the tags of videos and prints the call that undoes it. */
export const tagCommand: AddCommand = (program, setExitCode) => {
  program
    .command('tag')
    .description('add tags to videos and remove tags from them')
    .argument('<id...>')
    .option('--add <tag>', 'tag to add; repeatable', parseText, [])
    .option('--remove <tag>', 'tag to remove; repeatable', parseText, [])
    .action(async (ids: string[], { add, remove }: { add: string[]; remove: string[] }, command) => {
      if (add.length + remove.length === 0)
        throw new RushesError('BAD_INPUT', 'No tags given. Use --add <tag> or --remove <tag>.')
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const tagged = await client.tags.change({ changes: [{ ids, add, remove }] })
        const not_found = await reportVideosNotFound(client, ids, tagged.found, setExitCode)
        answer(
          { ...tagged, not_found },
          () => `Changed the tags of ${formatCount(tagged.changed, 'video')}.${undoLine('tags.change', tagged)}`,
        )
      })
    })
}
