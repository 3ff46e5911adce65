import { resolve } from 'node:path'
import type { AdoptedTable } from '../../../shared/contract/library.ts'
import { formatCount } from '../../../shared/units.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes adopt <their.db>`: takes over the database of another program, and says what it took. */
export const adoptCommand: AddCommand = (program) => {
  program
    .command('adopt')
    .description('take over the database of another program, which is only read')
    .argument('<database>', 'its file, as backend/media.db')
    .action(async (path: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const report = await client.library.adopt({ path: resolve(path) })
        answer(report, () => asText(report.tables))
      })
    })
}

function asText(tables: AdoptedTable[]): string {
  const counts = tables.map((it) => [
    it.table,
    `${formatCount(it.taken)} taken`,
    `${formatCount(it.known)} already here`,
    `${formatCount(it.replaced)} replaced because newer`,
    `${formatCount(it.left_out.reduce((sum, { count }) => sum + count, 0))} left out`,
  ])
  const reasons = tables.flatMap((it) =>
    it.left_out.map(({ reason, count }) => `  ${it.table}: ${formatCount(count, 'row')} left out: ${reason}`),
  )
  return [table(counts), ...reasons].join('\n')
}
