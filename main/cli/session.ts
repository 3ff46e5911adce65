import type { Command } from 'commander'
import type { DryRun } from '../../shared/contract/history.ts'
import type { Client } from '../../shared/contract/index.ts'
import { describeChanges } from '../../shared/history-words.ts'
import { version } from '../about.ts'
import { type Core, openCore } from '../core.ts'
import { createClient, createDryClient, DryRunDone } from '../router.ts'
import { libraryFolder } from '../storage/library-folder.ts'
import { print, printJson } from './output.ts'
import { revealInFileManager } from './reveal.ts'

/** An open library and the way to print results, as every command gets them. */
export interface Session {
  core: Core
  client: Client
  /** Prints the result: `value` as a JSON document with `--json`, else the text. */
  answer(value: unknown, text: () => string): void
}

/** Adds a command to the program. `setExitCode` is for partial success, which is not thrown as an error. */
export type AddCommand = (program: Command, setExitCode: (code: number) => void) => void

/** Opens the library that the options of `command` select, runs `work` with it, and always closes it. */
export async function withLibrary(command: Command, work: (session: Session) => Promise<void>): Promise<void> {
  const options = command.optsWithGlobals<{
    library?: string
    json?: boolean
    acceptSchema?: boolean
    dryRun?: boolean
  }>()
  const json = options.json === true
  const core = await openCore({
    folder: libraryFolder(options.library),
    version,
    platform: { reveal: revealInFileManager },
    ...(options.acceptSchema && { askSchema: async () => true }),
  })
  const answer = (value: unknown, text: () => string) => {
    if (json) printJson(value)
    else print(text())
  }
  try {
    await work({ core, client: options.dryRun ? createDryClient(core) : createClient(core), answer })
  } catch (error) {
    if (!(error instanceof DryRunDone)) throw error
    answer(error.report, () => describeDryRun(error.report))
  } finally {
    await core.close()
  }
}

function describeDryRun({ changes, samples }: DryRun): string {
  if (changes.length === 0) return 'Dry run: nothing would be changed.'
  const names = samples.map(({ name, id }) => `  ${name ?? id}`)
  return [
    `Dry run, nothing was changed: ${describeChanges({ action: null, author: 'terminal', changes })}`,
    ...names,
  ].join('\n')
}
