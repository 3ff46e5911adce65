import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reencode } from '../support/clips.ts'
import { putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

test('duplicates are hashed, listed, decided by a rule after a preview, and taken back, in the terminal', async () => {
  const folder = temporaryFolder()
  const said = async (...args: string[]) => {
    const { code, stdout, stderr } = await runRushes([...args, '--library', join(folder, 'library')])
    expect([args, code, stderr]).toEqual([args, 0, expect.any(String)])
    return stdout
  }
  const original = await putClip('ten-seconds.mp4', join(folder, 'takes', 'Ferry.mp4'))
  await reencode('ten-seconds.mp4', join(folder, 'takes', 'Ferry small.mp4'))
  await putClip('fractal.mp4', join(folder, 'takes', 'Other.mp4'))
  await said('import', join(folder, 'takes'))
  // Afterwards: of two at once, either is the take.
  copyFileSync(original, join(folder, 'takes', 'Ferry again.mp4'))
  await said('import', join(folder, 'takes'))

  expect(await said('duplicates', 'list')).toContain('3 videos not hashed yet')
  expect(await said('duplicates', 'hash')).toBe('Hashed 3 videos.\n')
  expect(await said('duplicates', 'hash')).toBe('All videos are hashed.\n')
  expect(await said('duplicates', 'list', '--distance', '10')).toMatch(
    /^keep .*640x360.*\n\d bits .*320x180.*Ferry small\n\n1 video can be removed/,
  )
  expect(await said('duplicates', 'exact')).toMatch(
    /keep .*Ferry\.mp4\n {2}copy .*Ferry again\.mp4\n\n1 copy can be moved to the trash, up to /s,
  )

  expect(await said('duplicates', 'apply', '--distance', '10', '--keep', 'size', 'oldest')).toContain(
    'Nothing was changed',
  )
  const applied = await said('duplicates', 'apply', '--distance', '10', '--yes')
  expect(applied).toMatch(/^Decided 1 pair, removed 1 video\. Undo: rushes duplicates undo \S+ --library '/)
  expect(await said('duplicates', 'decisions')).toMatch(/trash .*Ferry/)
  const [, id = ''] = /undo (\S+)/.exec(applied) ?? []
  expect(await said('duplicates', 'undo', id)).toBe('Undone. 1 video restored.\n')

  const { items } = JSON.parse(await said('duplicates', 'list', '--distance', '10', '--json'))
  const [kept, other] = items[0].takes.map((take: { id: string }) => take.id)
  expect(await said('duplicates', 'decide', kept, other, '--as', 'alternate')).toContain('Decided 1 pair.')
  expect(await said('duplicates', 'list', '--distance', '10')).toBe('No similar videos.\n')
  const [, first = '', second = ''] =
    /alternate +([0-9a-f]{12}) .* ([0-9a-f]{12}) /.exec(await said('duplicates', 'decisions', other)) ?? []
  expect(await said('duplicates', 'forget', second, first)).toMatch(
    /^Decision cleared\. Undo: rushes duplicates undo \S+ --library '.+'\n$/s,
  )
  expect(await said('duplicates', 'decisions')).not.toContain('alternate')
})

test('what is no distance, rule or decision is refused', async () => {
  const library = join(temporaryFolder(), 'library')
  for (const args of [
    ['list', '--distance', '11'],
    ['list', '--keep', 'nicest'],
    ['decide', 'a', 'b'],
    ['undo', 'none'],
  ]) {
    const { code, stdout, stderr } = await runRushes(['duplicates', ...args, '--library', library])
    expect([code, stdout]).toEqual([args[0] === 'undo' ? 3 : 2, ''])
    expect(stderr).not.toBe('')
  }
})
