import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { declare } from '../support/analysers.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

test('the terminal makes a timeline, saves checkpoints, compares them, and prunes and restores a branch', async () => {
  const { client, folder } = await openLibrary()
  const { items } = await importAll(client, { paths: [await putClip('landscape.mp4', `${temporaryFolder()}/a.mp4`)] })
  const rushes = async (...args: string[]) => await runRushes([...args, '--library', folder])
  const json = async (...args: string[]) => JSON.parse((await rushes(...args, '--json')).stdout)

  const video = items[0]?.video_id ?? ''
  const { timeline_id, checkpoint_id } = await json('timelines', 'create', video, '--fps', '5')
  expect((await rushes('timelines', 'create', video, '--fps', '5')).stdout).toMatch(
    /^Already there: .*, 5 frames, root/,
  )
  expect(await rushes('timelines', 'create', video, '--fps', '0')).toMatchObject({ code: 2 })
  expect((await rushes('timelines', 'frames', timeline_id, '--from', '3')).stdout.split('\n')).toHaveLength(4)

  const saved = join(temporaryFolder(), 'frames')
  await rushes('timelines', 'frames', timeline_id, '--from', '1', '--to', '2', '--save', saved)
  expect(readdirSync(saved)).toEqual(['00000001.jpg', '00000002.jpg'])
  expect(readFileSync(join(saved, '00000001.jpg')).subarray(0, 2).toString('hex')).toBe('ffd8')

  const output = join(temporaryFolder(), 'output.json')
  const save = async (content: unknown, ...args: string[]) => {
    writeFileSync(output, JSON.stringify(content))
    const saved = await rushes('checkpoints', 'save', timeline_id, '--stage', 'detect', '--output', output, ...args)
    return saved.stdout.trim()
  }
  const loose = await save({ boxes: [1, 2] }, '--parent', checkpoint_id, '--config', '{"threshold":0.3}')
  const strict = await save(
    { boxes: [1] },
    '--parent',
    checkpoint_id,
    '--config',
    '{"threshold":0.4}',
    '--scenario',
    'strict',
  )
  const large = join(temporaryFolder(), 'large.json')
  writeFileSync(large, '')
  truncateSync(large, 200 * 2 ** 20)
  expect(await rushes('checkpoints', 'save', timeline_id, '--stage', 'detect', '--output', large)).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/large\.json is larger than 3\d/),
  })
  expect((await rushes('checkpoints', 'diff', loose, strict)).stdout).toBe(
    'settings threshold: 0.3 → 0.4\ndetect boxes[1]: 2 → –\n',
  )
  expect((await rushes('checkpoints', 'stage', strict, 'detect')).stdout).toBe('{\n  "boxes": [\n    1\n  ]\n}\n')
  const script = 'console.log(JSON.stringify({ output: process.argv[2].length > 0 }))'
  const argv = [process.execPath, 'detect.mjs', '{frames}']
  declare(join(folder, 'analysers'), script, { name: 'detect', reads: 'frames', argv })
  await rushes('analysers', 'allow', 'detect', '--yes')
  const ran = await rushes('checkpoints', 'run', strict, '--with', 'detect')
  expect((await client.checkpoints.get({ id: ran.stdout.trim() })).parent_id).toBe(strict)

  const pruned = await rushes('checkpoints', 'prune', strict, '--yes')
  expect(pruned.stdout).toMatch(/^Pruned 2 checkpoints, .* of their own, scenarios “strict”\. Undo: rushes call/)
  expect((await client.checkpoints.tree({ timeline_id })).total).toBe(2)
  expect((await rushes('checkpoints', 'restore', strict)).stdout).toBe('Restored 2 checkpoints.\n')
})
