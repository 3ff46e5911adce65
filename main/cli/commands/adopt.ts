import { resolve } from 'node:path'
import type { AdoptedTable } from '../../../shared/contract/library.ts'
import { formatCount } from '../../../shared/units.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes adopt <their.db>`: copies the rows of another program's database into the library and prints the counts. */
export const adoptCommand: AddCommand = (program) => {
  program
    .command('adopt')
    .description('copy the rows of another program’s database into the library; the original is not changed')
    .argument('<database>', 'the database file, for example backend/media.db')
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
    `${formatCount(it.taken)} added`,
    `${formatCount(it.known)} already here`,
    `${formatCount(it.replaced)} updated`,
    `${formatCount(it.merged)} merged`,
    `${formatCount(it.left_out.reduce((sum, { count }) => sum + count, 0))} skipped`,
  ])
  const reasons = tables.flatMap((it) =>
    it.left_out.map(({ reason, count }) => `  ${it.table}: ${formatCount(count, 'row')} skipped: ${reason}`),
  )
  return [table(counts), ...reasons].join('\n')
}
