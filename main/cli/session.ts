import type { Command } from 'commander'
import type { Client } from '../../shared/contract/index.ts'
import { version } from '../about.ts'
import { type Core, openCore } from '../core.ts'
import { createClient } from '../router.ts'
import { libraryFolder } from '../storage/library-folder.ts'
import { revealInFileManager } from './reveal.ts'

/** What every command works with. */
export interface Session {
  core: Core
  client: Client
  /** Writes the answer: `value` as a JSON document with `--json`, else the text. */
  answer(value: unknown, text: () => string): void
}

/** Adds a command to the program. `setExitCode` is for ends that are neither an error nor a full success. */
export type AddCommand = (program: Command, setExitCode: (code: number) => void) => void

/** Opens the library that the options of `command` name, lets `work` use it, and closes it whatever happens. */
export async function withLibrary(command: Command, work: (session: Session) => Promise<void>): Promise<void> {
  const options = command.optsWithGlobals<{ library?: string; json?: boolean }>()
  const json = options.json === true
  const core = await openCore({
    folder: libraryFolder(options.library),
    version,
    platform: { reveal: revealInFileManager },
  })
  try {
    await work({
      core,
      client: createClient(core),
      answer: (value, text) => {
        process.stdout.write(json ? `${JSON.stringify(value, null, 2)}\n` : `${text()}\n`)
      },
    })
  } finally {
    await core.close()
  }
}
