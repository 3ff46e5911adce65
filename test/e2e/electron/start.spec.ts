import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from '@playwright/test'
import BetterSqlite3 from 'better-sqlite3'
import { errorKinds } from '../../../shared/errors.ts'
import { type Folders, openDesktop, quit, startDesktop, test } from '../../support/desktop.ts'
import { ended } from '../../support/ended-process.ts'

/** Returns the standard error of an application that does not open, up to `words`. Its dialog waits for a person. */
async function refusal(folders: Folders, words: string): Promise<string> {
  const program = startDesktop(folders)
  let said = ''
  program.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  await expect.poll(() => said).toContain(words)
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

/** Adds a module to the folders that answers questions by the index of a button and writes them to a file. */
async function answering(folders: Folders, response: number): Promise<{ folders: Folders; questions: string }> {
  const questions = join(folders.library, '..', `questions-${response}`)
  const preparation = join(folders.library, '..', `answer-${response}.cjs`)
  await writeFile(questions, '')
  await writeFile(
    preparation,
    `const { dialog } = require('electron')
    dialog.showMessageBox = async (...given) => {
      require('node:fs').appendFileSync(${JSON.stringify(questions)}, JSON.stringify(given.at(-1)) + '\\n')
      return { response: ${response}, checkboxChecked: false }
    }`,
  )
  return { folders: { ...folders, preparation }, questions }
}

const questionsIn = async (file: string) =>
  (await readFile(file, 'utf8')).split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []))

test('a library with a foreign trigger is opened only if a person says so, and asks once', async ({ folders }) => {
  test.skip(process.env.RUSHES_TEST_APP !== undefined, 'The fuses of the packed application refuse other modules.')
  await quit(await openDesktop(folders))
  const database = new BetterSqlite3(join(folders.library, 'media.db'))
  database.exec('CREATE TRIGGER spy AFTER INSERT ON tagged_videos BEGIN DELETE FROM videos; END')
  database.close()

  const refusing = await answering(folders, 1)
  expect(await ended(startDesktop(refusing.folders))).toBe(errorKinds.LIBRARY_UNTRUSTED.exitCode)
  const [question, ...more] = await questionsIn(refusing.questions)
  expect(question.detail).toContain('the trigger “spy”')
  expect(question).toMatchObject({ buttons: ['Open anyway', 'Quit'], defaultId: 1, cancelId: 1 })
  expect(more).toEqual([])

  const allowing = await answering(folders, 0)
  await quit(await openDesktop(allowing.folders))
  expect(await questionsIn(allowing.questions)).toHaveLength(1)
  await quit(await openDesktop(refusing.folders))
  expect(await questionsIn(refusing.questions)).toHaveLength(1)
})

test('a backup is restored at a start that follows, and one that cannot be leaves the library as it is', async ({
  folders,
}) => {
  test.skip(process.env.RUSHES_TEST_APP !== undefined, 'The fuses of the packed application refuse other modules.')
  const asked = join(folders.library, '..', 'relaunched.json')
  const preparation = join(folders.library, '..', 'relaunch.cjs')
  await writeFile(
    preparation,
    `const { app, dialog } = require('electron')
    app.relaunch = (options) => require('node:fs').writeFileSync(${JSON.stringify(asked)}, JSON.stringify(options.args))
    dialog.showErrorBox = () => undefined`,
  )
  const first = await openDesktop({ ...folders, preparation })
  await first.page.getByRole('link', { name: 'Settings' }).click()
  await first.page.getByRole('button', { name: 'Back up now' }).click()
  await first.page.getByRole('button', { name: /^Restore the backup/ }).click()
  await first.page.getByRole('button', { name: 'Restore and restart' }).click()
  await ended(first.program)
  const args: string[] = JSON.parse(await readFile(asked, 'utf8'))
  expect(args.filter((value) => value === '--library')).toHaveLength(1)

  const database = new BetterSqlite3(join(folders.library, 'media.db'))
  database.exec("INSERT INTO workflows (id, name, definition) VALUES ('later', 'Later', '{}')")
  database.close()
  const workflows = /^Workflows/
  const before = await openDesktop({ ...folders, preparation, options: ['--restore-backup', 'media-gone.db'] })
  await expect(before.page.getByRole('link', { name: workflows })).toHaveText('Workflows1')
  await quit(before)
  const after = await openDesktop({ ...folders, options: args.slice(-2) })
  await expect(after.page.getByRole('link', { name: workflows })).toHaveText('Workflows0')
  await quit(after)
})

test('a damaged database shows the newest good backup and a salvage instead of an error', async ({ folders }) => {
  test.skip(process.env.RUSHES_TEST_APP !== undefined, 'The fuses of the packed application refuse other modules.')
  const preparation = join(folders.library, '..', 'restart.cjs')
  const asked = join(folders.library, '..', 'restarted.json')
  await writeFile(
    preparation,
    `const { app } = require('electron')
    app.relaunch = ({ args }) => require('node:fs').writeFileSync(${JSON.stringify(asked)}, JSON.stringify(args))`,
  )
  const first = await openDesktop(folders)
  await first.page.getByRole('link', { name: 'Settings' }).click()
  await first.page.getByRole('button', { name: 'Back up now' }).click()
  await expect(first.page.getByText('On request')).toBeVisible()
  await quit(first)
  await writeFile(join(folders.library, 'media.db'), 'no database any more')

  const { page, program } = await openDesktop({ ...folders, preparation })
  await expect(page.getByRole('heading', { name: 'The library’s database is damaged' })).toBeVisible()
  await expect(page.getByText('The newest good one: ')).toContainText('0 takes, 0 images, 0 workflows and 0 runs')
  await page.getByRole('button', { name: 'Salvage readable rows' }).click()
  await expect(page.getByRole('alert')).toContainText('Nothing can be read of')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Restore this backup' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'The backup is restored' })).toBeVisible()
  await ended(program)
  expect(JSON.parse(await readFile(asked, 'utf8')).slice(-2)).toEqual(['--library', folders.library])
  const after = await openDesktop(folders)
  await expect(after.page.getByRole('link', { name: 'Settings' })).toBeVisible()
  await quit(after)
})
