import { RushesError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import { requireFound, undoLine } from '../marked.ts'
import { parseText } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes tag <id…> --add night --remove day`: changes the tags of videos, and says how to undo it. */
export const tagCommand: AddCommand = (program) => {
  program
    .command('tag')
    .description('put tags on videos, and take tags off')
    .argument('<id...>')
    .option('--add <tag>', 'a tag to put on; can be given again', parseText, [])
    .option('--remove <tag>', 'a tag to take off; can be given again', parseText, [])
    .action(async (ids: string[], { add, remove }: { add: string[]; remove: string[] }, command) => {
      if (add.length + remove.length === 0)
        throw new RushesError('BAD_INPUT', 'Say which tags, with --add <tag> or --remove <tag>.')
      await withLibrary(command, async ({ client, answer }) => {
        const tagged = await client.tags.change({ changes: [{ ids, add, remove }] })
        requireFound(tagged, ids)
        answer(
          tagged,
          () => `Changed the tags of ${formatCount(tagged.changed, 'video')}.${undoLine('tags.change', tagged)}`,
        )
      })
    })
}
