import { createInterface } from 'node:readline/promises'
import type { Analyser } from '../../../shared/contract/analysers.ts'
import { RushesError } from '../../../shared/errors.ts'
import { say } from '../output.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes analysers list`, `allow <name>`, `forbid <name>`: the analysers, and which of the library's may run. */
export const analysersCommand: AddCommand = (program) => {
  const analysers = program.command('analysers').description('list analysers; allow those of the library to run')
  analysers
    .command('list')
    .description('list analysers, and what those of the library would run')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const list = await client.analysers.list()
        const faults = list.faults.map(({ file, message }) => `${file}: ${message}`)
        answer(list, () => [table(list.items.map(rowOf)), ...faults].join('\n'))
      })
    })
  analysers
    .command('allow')
    .description('show what an analyser of the library would run, and allow it on this computer')
    .argument('<name>')
    .option('--yes', 'allow it without a question')
    .action(async (name: string, { yes }: { yes?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const { items } = await client.analysers.list()
        const digest = await agreed(
          items.find((one) => one.name === name),
          name,
          yes === true,
        )
        const allowed = await client.analysers.allow({ name, digest })
        answer(allowed, () => `Allowed on this computer. Undo with “rushes analysers forbid ${name}”.`)
      })
    })
  analysers
    .command('forbid')
    .description('withdraw the consent for an analyser of the library')
    .argument('<name>')
    .action(async (name: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        answer(await client.analysers.forbid({ name }), () => `“${name}” asks again before it runs.`)
      })
    })
}

function rowOf({ name, title, program }: Analyser): string[] {
  return [name, title, program === null ? 'built in' : program.allowed ? 'allowed' : 'not allowed yet']
}

/** Shows what would run and returns its digest, if the person agrees. @throws RushesError CONSENT_NEEDED, NOT_FOUND */
async function agreed(analyser: Analyser | undefined, name: string, yes: boolean): Promise<string> {
  const program = analyser?.program
  if (!program) throw new RushesError('NOT_FOUND', `The library declares no analyser “${name}”.`)
  const lines = [
    `The analyser “${name}” of this library runs with your rights:`,
    ...[
      ['Command', JSON.stringify(program.argv)],
      ['Folder', program.folder],
    ].map(([key, value]) => `  ${key}: ${value}`),
    ...program.files.map(({ path, sha256 }) => `  ${path}\n    SHA-256 ${sha256 ?? '(missing)'}`),
    `  Declaration\n    SHA-256 ${program.declaration_sha256}`,
  ]
  say(lines.join('\n'))
  if (yes) return program.digest
  if (!process.stdin.isTTY) throw new RushesError('CONSENT_NEEDED', 'Nothing was allowed. Add --yes to allow it.')
  const questions = createInterface({ input: process.stdin, output: process.stderr })
  const reply = await questions.question('Allow it on this computer? [y/N] ').finally(() => questions.close())
  if (/^y(es)?$/i.test(reply.trim())) return program.digest
  throw new RushesError('CANCELLED', 'Nothing was allowed.')
}
