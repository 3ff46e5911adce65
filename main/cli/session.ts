import type { Command } from 'commander'
import type { Client } from '../../shared/contract/index.ts'
import { version } from '../about.ts'
import { type Core, openCore } from '../core.ts'
import { createClient } from '../router.ts'
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
  const options = command.optsWithGlobals<{ library?: string; json?: boolean; acceptSchema?: boolean }>()
  const json = options.json === true
  const core = await openCore({
    folder: libraryFolder(options.library),
    version,
    platform: { reveal: revealInFileManager },
    ...(options.acceptSchema && { askSchema: async () => true }),
  })
  try {
    await work({
      core,
      client: createClient(core),
      answer: (value, text) => {
        if (json) printJson(value)
        else print(text())
      },
    })
  } finally {
    await core.close()
  }
}
