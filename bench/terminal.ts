import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { compare } from './measure.ts'

const run = promisify(execFile)
const takes = 100_000

/** Measures `rushes list` of the build in a library of 100,000 takes, beside Node.js without a program. */
export async function benchTerminal(folder: string): Promise<void> {
  const library = join(folder, 'terminal')
  const rushes = async (...args: string[]) => {
    const program = fileURLToPath(new URL('../out/main/rushes.js', import.meta.url))
    await run(process.execPath, [program, ...args, '--library', library], { maxBuffer: 2 ** 24 })
  }
  await rushes('seed', '--rows', String(takes))
  await compare({
    name: 'first list in the terminal',
    against: 'node -e 0',
    work: `${takes} takes`,
    ours: () => rushes('list'),
    theirs: async () => void (await run(process.execPath, ['-e', '0'])),
  })
}
