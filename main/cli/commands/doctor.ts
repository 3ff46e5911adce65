import { errorKinds } from '../../../shared/errors.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes doctor`: what was found on this computer, and whether the library is well. */
export const doctorCommand: AddCommand = (program, setExitCode) => {
  program
    .command('doctor')
    .description('print which tools were found and whether the library is well')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ core, client, answer }) => {
        const checks = [
          { name: 'rushes', ok: true, detail: `${core.version}, Node.js ${process.versions.node}` },
          ...(await client.library.doctor()),
        ]
        answer(checks, () => table(checks.map(({ name, ok, detail }) => [ok ? 'well' : 'FAILED', name, detail])))
        if (checks.some(({ ok }) => !ok)) setExitCode(errorKinds.TOOL_MISSING.exitCode)
      })
    })
}
