import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from '@playwright/test'
import BetterSqlite3 from 'better-sqlite3'
import { type Folders, openDesktop, quit, startDesktop, test } from '../../support/desktop.ts'
import { ended } from '../../support/ended.ts'

/** What the application says on standard error instead of opening, up to `words`. Its dialog waits for a person. */
async function refusal(folders: Folders, words: string): Promise<string> {
  const program = startDesktop(folders)
  let said = ''
  program.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  await expect.poll(() => said, { timeout: 20_000 }).toContain(words)
  program.kill('SIGKILL')
  await ended(program)
  return said
}

test('a library that a newer Rushes wrote is refused with what to do, and left alone', async ({ folders }) => {
  await quit(await openDesktop(folders))
  const database = new BetterSqlite3(join(folders.library, 'media.db'))
  database.pragma('user_version = 9999')
  database.close()
  const said = await refusal(folders, 'newer Rushes')
  expect(said).toContain('Update Rushes, or open another library.')
})

test('a library folder that cannot be one is refused by its name', async ({ folders }) => {
  await mkdir(dirname(folders.library), { recursive: true })
  await writeFile(folders.library, 'a file where a folder should be')
  const said = await refusal(folders, 'cannot hold a library')
  expect(said).toContain(folders.library)
})
