import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

test('copies are found, previewed, taken to the trash and put back, in the terminal', async () => {
  const folder = temporaryFolder()
  const run = (...args: string[]) => runRushes(['duplicates', ...args, '--library', join(folder, 'library')])
  const said = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args)
    expect([args, code, stderr]).toEqual([args, 0, expect.any(String)])
    return stdout
  }
  const takes = join(folder, 'takes')
  mkdirSync(takes)
  const [a, b, c] = ['a.mp4', 'b again.mp4', 'c again too.mp4'].map((name) => join(takes, name))
  for (const path of [a, b, c]) writeFileSync(path ?? '', 'the same')
  expect(await said('find', takes)).toBe(
    'Scanned 3 files. Found 2 exact copies of 1 content, 16 B. List them: rushes duplicates exact\n',
  )
  expect(await said('exact')).toMatch(
    /keep .*a\.mp4\n {2}copy .*b again\.mp4\n {2}copy .*\n\n2 copies can be moved to the trash, up to 16 B/,
  )
  expect(await said('trash-copies')).toContain('Nothing was changed. Add --yes to move them.')
  expect(existsSync(b ?? '')).toBe(true)

  const one = await said('trash-copies', b ?? '', '--yes')
  expect(one).toMatch(/^1 copy moved to the trash\. Undo: rushes duplicates undo \S+ --library '.+'\n$/s)
  expect(existsSync(b ?? '')).toBe(false)
  const [, id = ''] = /undo (\S+)/.exec(one) ?? []
  expect(await said('undo', id)).toBe('1 copy restored.\n')
  expect(await said('trash-copies', '--yes')).toMatch(/^2 copies moved to the trash\./)
  expect([existsSync(a ?? ''), existsSync(b ?? ''), existsSync(c ?? '')]).toEqual([true, false, false])

  const refused = await run('trash-copies', a ?? '', '--yes')
  expect([refused.code, refused.stdout]).toEqual([6, expect.stringContaining('is the last file with its content')])
  expect((await run('find', join(takes, 'a.mp4'))).code).toBe(2)
})
