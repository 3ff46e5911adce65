/** A program to start, or a module of Rushes to run with Node.js, which then answers messages. */
export interface Start {
  program: string
  args: readonly string[]
  /** The folder to run in; that of this process if left out. */
  folder?: string | undefined
  env: NodeJS.ProcessEnv
  /** The address space of the program, which only Linux limits. */
  memoryBytes?: number | undefined
  /** True if `program` is a module. */
  isModule?: boolean
}

/** A message to the program host about the program `id`. */
export type HostRequest = { id: number } & ({ start: Start } | { message: unknown } | { kill: true })

/** A message of the program host; `exit` and `error` are the last about a program. */
export type HostReply = { id: number } & (
  | { pid: number | undefined }
  | { stdout: Uint8Array }
  | { stderr: Uint8Array }
  | { message: unknown }
  | { exit: number | NodeJS.Signals | null }
  | { error: string }
)
