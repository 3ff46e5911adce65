import type { Command } from 'commander'
import type { DryRun } from '../../shared/contract/history.ts'
import type { Client } from '../../shared/contract/index.ts'
import { DryRunDone } from '../../shared/dry-run.ts'
import { RushesError, systemCode } from '../../shared/errors.ts'
import { version } from '../about.ts'
import type { Core } from '../core.ts'
import { libraryFolder } from '../storage/library-folder.ts'
import { print, printJson } from './output.ts'
import { revealInFileManager } from './reveal.ts'
import { moveToSystemTrash } from './system-trash.ts'
import { type Changed, undoCall, undoCommand } from './undo-line.ts'

/** An open library and the way to print results, as every command gets them. */
export interface Session {
  /** The library on this computer. @throws RushesError NOT_SUPPORTED with `--url`. */
  readonly core: Core
  client: Client
  /** The address and the token of a library that a server opened (`--url`). */
  server: { url: string; token: string } | undefined
  /** Lists the jobs that end with this process; none with `--url`. */
  ownJobs(): string[]
  /** Prints the result: `value` as a JSON document with `--json`, else the text. */
  answer(value: unknown, text: () => string): void
  /** Returns the command that undoes a change, for the same library; empty if nothing changed. */
  undoLine(procedure: string, changed: Changed): string
  /** Returns a sentence with a command, given without `rushes`, that undoes or redoes a change of the same library. */
  undoBy(command: string, verb?: 'Undo' | 'Redo'): string
}

/** The options of every command. */
export interface GlobalOptions {
  library?: string
  url?: string
  token?: string
  json?: boolean
  acceptSchema?: boolean
  dryRun?: boolean
}

/** Adds a command to the program. `setExitCode` is for partial success, which is not thrown as an error. */
export type AddCommand = (program: Command, setExitCode: (code: number) => void) => void

type Work = (session: Session) => Promise<void>

/** Opens the library that the options of `command` select, runs `work` with it, and always closes it. */
export async function withLibrary(command: Command, work: Work): Promise<void> {
  await runWith(command, work, false)
}

/** Does the same, but sooner, for a command that asks a few queries and ends. */
export async function queryLibrary(command: Command, work: Work): Promise<void> {
  await runWith(command, work, true)
}

async function runWith(command: Command, work: Work, answersOnce: boolean): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions>()
  const server = serverOf(options)
  const answer: Session['answer'] = (value, text) => (options.json ? printJson(value) : print(text()))
  const undoLine: Session['undoLine'] = (...changed) => undoCall(options, ...changed)
  const undoBy: Session['undoBy'] = (...undo) => undoCommand(options, ...undo)
  const printing = { answer, undoLine, undoBy }
  try {
    if (server) await withServer(server, options, (client) => work(remoteSession({ client, server, ...printing })))
    else
      await withCore(options, answersOnce, (core, client) =>
        work({ core, client, server: undefined, ownJobs: () => core.jobs.ids(), ...printing }),
      )
  } catch (error) {
    if (!(error instanceof DryRunDone)) throw error
    answer(error.report, () => describeDryRun(error.report))
  }
}

/** Opens the library of this computer, runs `work` with it, and closes it. */
async function withCore(
  options: GlobalOptions,
  answersOnce: boolean,
  work: (core: Core, client: Client) => Promise<void>,
): Promise<void> {
  const [{ openCore }, { createClient, createDryClient }] = await Promise.all([
    import('../core.ts'),
    import('../router.ts'),
  ])
  const core = await openCore({
    folder: libraryFolder(options.library),
    version,
    answersOnce,
    platform: { reveal: revealInFileManager, trashFile: moveToSystemTrash },
    ...(options.acceptSchema && { askSchema: async () => true }),
  })
  try {
    await work(core, options.dryRun ? createDryClient(core) : createClient(core))
  } finally {
    await core.close()
  }
}

function describeDryRun({ words, samples }: DryRun): string {
  if (words === '') return 'Dry run: nothing would be changed.'
  return [`Dry run, nothing was changed: ${words}`, ...samples.map(({ name, id }) => `  ${name ?? id}`)].join('\n')
}

function remoteSession(session: Pick<Session, 'client' | 'server' | 'answer' | 'undoLine' | 'undoBy'>): Session {
  return {
    ...session,
    ownJobs: () => [],
    get core(): never {
      throw new RushesError('NOT_SUPPORTED', 'This command works on a library of this computer. Leave out --url.')
    },
  }
}

/** @throws RushesError BAD_INPUT */
function serverOf({ url, token, library }: GlobalOptions): Session['server'] {
  const address = url ?? (library === undefined ? process.env.RUSHES_URL : undefined)
  if (!address) return undefined
  const given = token ?? process.env.RUSHES_TOKEN
  if (!given) throw new RushesError('BAD_INPUT', '--url needs a token: set RUSHES_TOKEN, or use --token.')
  if (!/^https?:\/\//.test(address)) throw new RushesError('BAD_INPUT', `“${address}” isn’t an http or https address.`)
  return { url: address.replace(/\/+$/, ''), token: given }
}

/** @throws RushesError SERVER_UNREACHABLE if the server cannot be reached. */
async function withServer(
  server: NonNullable<Session['server']>,
  { dryRun = false }: GlobalOptions,
  work: (client: Client) => Promise<void>,
) {
  try {
    const { connect } = await import('../../shared/connect.ts')
    await work(connect(server, { isDryRun: dryRun }))
  } catch (error) {
    if (!(error instanceof TypeError && error.message === 'fetch failed')) throw error
    const reason = systemCode(error.cause) ?? 'no connection'
    throw new RushesError('SERVER_UNREACHABLE', `${server.url} cannot be reached (${reason}).`, { cause: error })
  }
}
