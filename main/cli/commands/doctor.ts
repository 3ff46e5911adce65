import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Check } from '../../../shared/contract/library.ts'
import { errorKinds } from '../../../shared/errors.ts'
import { version } from '../../about.ts'
import { configFolder } from '../../storage/library-folder.ts'
import { describeForReport } from '../doctor-report.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes doctor`: checks the tools on this computer and the library. */
export const doctorCommand: AddCommand = (program, setExitCode) => {
  program
    .command('doctor')
    .description('check the tools and the library')
    .option(
      '--report <file>',
      'write a JSON file for bug reports: versions, checks, crashes and log, without private data',
    )
    .action(async ({ report }: { report?: string }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const checks: Check[] = [
          { name: 'rushes', ok: true, detail: `${version}, Node.js ${process.versions.node}` },
          ...(await client.library.doctor()),
        ]
        if (report !== undefined) {
          const statistics = await client.library.statistics()
          const described = describeForReport(configFolder(), { checks, statistics })
          await writeFile(resolve(report), `${JSON.stringify(described, null, 2)}\n`)
        }
        answer(checks, () => table(checks.map(rowOf)))
        if (checks.some(({ ok }) => !ok)) setExitCode(errorKinds.TOOL_MISSING.exitCode)
      })
    })
}

function rowOf({ name, ok, detail, warning }: Check): string[] {
  if (warning !== undefined) return ['old', name, `${detail}. ${warning}`]
  return [ok ? 'ok' : 'failed', name, detail]
}
