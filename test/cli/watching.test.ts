import { copyFileSync, mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clip } from '../support/clips.ts'
import { putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

function openTerminal() {
  const library = join(temporaryFolder(), 'library')
  return {
    library,
    say: (...args: string[]) => runRushes([...args, '--library', library]),
    document: async (...args: string[]) =>
      JSON.parse((await runRushes([...args, '--json', '--library', library])).stdout),
  }
}

test('a folder is watched, paused, looked at again and left, by its path', async () => {
  const { say } = openTerminal()
  const folder = join(temporaryFolder(), 'takes')
  expect(await say('watch', 'add', folder)).toMatchObject({ code: 6, stderr: expect.stringContaining(folder) })
  mkdirSync(join(folder, 'day 1'), { recursive: true })
  expect((await say('watch', 'add', folder)).stdout).toBe(`Watching ${folder}\n`)
  expect((await say('watch', 'pause', folder)).stdout).toBe(`Paused ${folder}\n`)
  expect((await say('watch', 'list')).stdout).toBe(`paused  ${folder}\n`)
  await say('watch', 'resume', folder)
  expect((await say('watch', 'list')).stdout).toBe(`watched  ${folder}\n`)
  expect((await say('watch', 'remove', folder)).code).toBe(0)
  expect(await say('watch', 'remove', folder)).toMatchObject({ code: 3, stdout: '' })
  expect((await say('watch', 'list')).stdout).toContain('rushes watch add')
})

test('what was rendered over is listed, carried over, and taken back', async () => {
  const { say, document } = openTerminal()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const [old] = (await document('import', path)).items
  await say(
    'call',
    'generations.put',
    JSON.stringify({ video_id: old.video_id, provider: 'google', prompt: 'A ferry' }),
  )
  copyFileSync(await clip('portrait.mp4'), path)
  const [next] = (await document('import', path)).items
  expect((await say('versions', 'list')).stdout).toContain(`${next.video_id}  take         –       1`)
  expect(await say('versions', 'carry', next.video_id)).toMatchObject({ code: 0, stdout: 'Changed 1 version.\n' })
  expect(await say('versions', 'leave', next.video_id)).toMatchObject({ code: 3 })
  expect((await document('versions', 'list', '--all')).items).toMatchObject([{ answer: 'carried' }])
  expect((await say('versions', 'reopen', next.video_id)).code).toBe(0)
  expect((await document('versions', 'list')).total).toBe(1)
})

test('moved files are followed, read before the command ends, and one is relinked by hand', async () => {
  const { say, document } = openTerminal()
  const folder = temporaryFolder()
  const path = await putClip('square.mp4', join(folder, 'a', 'take.mp4'))
  expect((await say('import', folder)).stdout).toContain('Add --recursive')
  const [item] = (await document('import', folder, '--recursive')).items
  renameSync(join(folder, 'a'), join(folder, 'b'))
  expect((await say('import', folder, '--recursive')).stdout).toContain('1 moved')
  const { locations } = await document('show', item.video_id)
  expect(locations.map((one: { verified_at: string | null }) => one.verified_at)).not.toContain(null)
  renameSync(join(folder, 'b', 'take.mp4'), path.replace('/a/', '/b/again-'))
  const again = path.replace('/a/', '/b/again-')
  expect((await say('relink', item.video_id, again)).stdout).toBe(`take plays from ${again}\n`)
})
