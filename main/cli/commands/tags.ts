import { formatCount } from '../../../shared/units.ts'
import { parseLimit } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes tags`: all tags, the most used first. */
export const tagsCommand: AddCommand = (program) => {
  program
    .command('tags')
    .description('list tags with their number of videos and images, the most used first')
    .option('--search <beginning>', 'only tags that begin with this')
    .option('--limit <number>', 'maximum number of rows, up to 1000', parseLimit, 50)
    .action(async (options: { search?: string; limit: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.tags.list(options)
        const { items, total } = list
        const more = total > items.length ? `\n${formatCount(total - items.length)} more; see --limit.` : ''
        answer(list, () =>
          total === 0 ? 'No tags.' : table(items.map(({ tag, count }) => [String(count), tag])) + more,
        )
      })
    })
}

/** `rushes rename-tag <tag> <to>`: renames a tag on all videos, or merges it. */
export const renameTagCommand: AddCommand = (program) => {
  program
    .command('rename-tag')
    .description('rename a tag on all videos and images; a tag that exists already is merged with it')
    .argument('<tag>')
    .argument('<to>')
    .action(async (tag: string, to: string, _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const renamed = await client.tags.rename({ tag, to })
        answer(renamed, () => `Changed ${formatCount(renamed.changed, 'item')}.${undoLine('tags.change', renamed)}`)
      })
    })
}
