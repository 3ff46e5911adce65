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
    'Looked at 3 files. 1 content at several places; 2 copies could go, 16 B: rushes duplicates exact\n',
  )
  expect(await said('exact')).toMatch(
    /keep .*a\.mp4\n {2}copy .*b again\.mp4\n {2}copy .*\n\n2 copies could go, up to 16 B/,
  )
  expect(await said('trash-copies')).toContain('Nothing was done; --yes does it.')
  expect(existsSync(b ?? '')).toBe(true)

  const one = await said('trash-copies', b ?? '', '--yes')
  expect(one).toMatch(/^1 copy in the trash\. Undo: rushes duplicates undo \S+\n$/)
  expect(existsSync(b ?? '')).toBe(false)
  const [, id = ''] = /undo (\S+)/.exec(one) ?? []
  expect(await said('undo', id)).toBe('1 copy put back.\n')
  expect(await said('trash-copies', '--yes')).toMatch(/^2 copies in the trash\./)
  expect([existsSync(a ?? ''), existsSync(b ?? ''), existsSync(c ?? '')]).toEqual([true, false, false])

  const refused = await run('trash-copies', a ?? '', '--yes')
  expect([refused.code, refused.stdout]).toEqual([6, expect.stringContaining('is the last place of its content')])
  expect((await run('find', join(takes, 'a.mp4'))).code).toBe(2)
})
