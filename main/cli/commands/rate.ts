import { formatCount } from '../../../shared/units.ts'
import { requireFound, undoLine } from '../marked.ts'
import { parseStars } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes rate <id…> --stars 4`: gives videos stars, and says how to undo it. */
export const rateCommand: AddCommand = (program) => {
  program
    .command('rate')
    .description('give videos 1 to 5 stars, or none')
    .argument('<id...>')
    .requiredOption('--stars <number>', '1 to 5, or “none”', parseStarsOrNone)
    .action(async (ids: string[], { stars }: { stars: number | 'none' }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const rated = await client.videos.rate({ ratings: [{ ids, rating: stars === 'none' ? null : stars }] })
        requireFound(rated, ids)
        answer(rated, () => `Rated ${formatCount(rated.changed, 'video')}.${undoLine('videos.rate', rated)}`)
      })
    })
}

function parseStarsOrNone(value: string): number | 'none' {
  return value === 'none' ? value : parseStars(value)
}
