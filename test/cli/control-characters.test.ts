import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plainJson, plainLine, plainText } from '../../shared/plain-text.ts'
import { isCode, listFiles, readSource } from '../architecture/sources.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

/** Renames the window, clears the screen, and moves up to write over what was there; the last with one character. */
const orders = '\x1b]0;gotcha\x07\x1b[2J\x1b[1A\x9b2J\u202e'
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be printed.
const control = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]/

test.skipIf(process.platform === 'win32')('no command passes on what orders a terminal about', async () => {
  const { client, core, folder } = await openLibrary()
  const takes = temporaryFolder()
  const name = `ferry${orders}`
  const take = await putClip('square.mp4', join(takes, `${name}.mp4`))
  writeFileSync(join(takes, `bad${orders}\n0 failed.mp4`), 'no video')
  const { items, job } = await importAll(client, { paths: [take], mode: 'reference' })
  const id = items[0]?.video_id ?? ''
  await core.close()

  const rushes = (...args: string[]) => runRushes(['--library', folder, ...args])
  const commands = [['list'], ['show', id], ['jobs', 'show', job.id], ['show', orders], ['import', takes]]
  for (const args of commands) {
    const { stdout, stderr } = await rushes(...args)
    expect(stdout + stderr, args.join(' ')).not.toMatch(control)
    expect(stdout + stderr, args.join(' ')).toContain('?[2J')
  }
  const { stdout } = await rushes('list', '--json')
  expect(stdout).not.toMatch(control)
  expect(JSON.parse(stdout).items).toMatchObject([{ name }])
})

test('letters, emoji and line breaks stay, and JSON means the same', () => {
  const text = 'Fähre 渡し船 👩‍👩‍👧 می‌خواهم\n\tnext'
  expect(plainText(text)).toBe(text)
  expect(plainText('one\r\ntwo\rthree')).toBe('one\ntwo?three')
  expect(plainLine('one\ntwo')).toBe('one?two')
  const document = JSON.stringify({ text: `${text}${orders}\u{e0041}\ud800` })
  expect(JSON.parse(plainJson(document))).toEqual(JSON.parse(document))
  expect(plainJson(document)).not.toMatch(control)
})

test('all that the terminal prints goes through one file', () => {
  // The entry point says that Node is too old before it loads anything.
  const allowed = ['main/cli/output.ts', 'main/cli/rushes.ts']
  const writing = listFiles('main/cli').filter(
    (path) => isCode(path) && /std(out|err)\.write|console\./.test(readSource(path)),
  )
  expect(writing.sort()).toEqual(allowed)
})
