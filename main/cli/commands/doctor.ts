import type { Check } from '../../../shared/contract/library.ts'
import { errorKinds } from '../../../shared/errors.ts'
import { version } from '../../about.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes doctor`: checks the tools on this computer and the library. */
export const doctorCommand: AddCommand = (program, setExitCode) => {
  program
    .command('doctor')
    .description('check the tools and the library')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const checks: Check[] = [
          { name: 'rushes', ok: true, detail: `${version}, Node.js ${process.versions.node}` },
          ...(await client.library.doctor()),
        ]
        answer(checks, () => table(checks.map(rowOf)))
        if (checks.some(({ ok }) => !ok)) setExitCode(errorKinds.TOOL_MISSING.exitCode)
      })
    })
}

function rowOf({ name, ok, detail, warning }: Check): string[] {
  if (warning !== undefined) return ['old', name, `${detail}. ${warning}`]
  return [ok ? 'ok' : 'failed', name, detail]
}
