import { formatCount } from '../../../shared/units.ts'
import { reportVideosNotFound } from '../not-found.ts'
import { parseStarsOrNone } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes rate <id…> --stars 4`: rates videos and prints the call that undoes it. */
export const rateCommand: AddCommand = (program, setExitCode) => {
  program
    .command('rate')
    .description('rate videos with 1 to 5 stars, or clear their rating')
    .argument('<id...>')
    .requiredOption('--stars <number>', '1 to 5, or “none”', parseStarsOrNone)
    .action(async (ids: string[], { stars }: { stars: number | 'none' }, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const rated = await client.videos.rate({ ratings: [{ ids, rating: stars === 'none' ? null : stars }] })
        const not_found = await reportVideosNotFound(client, ids, rated.found, setExitCode)
        answer(
          { ...rated, not_found },
          () => `Rated ${formatCount(rated.changed, 'video')}.${undoLine('videos.rate', rated)}`,
        )
      })
    })
}
