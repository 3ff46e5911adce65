import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

async function libraryWith(name: Parameters<typeof putClip>[0]) {
  const library = await openLibrary()
  const { items } = await importAll(library.client, { paths: [await putClip(name, join(temporaryFolder(), name))] })
  return { ...library, id: items[0]?.video_id ?? '' }
}

test('videos are analysed from the terminal, with what is set, and the second time are cached', async () => {
  const { folder, id, client } = await libraryWith('marked.mp4')
  const args = [
    'analyse',
    id,
    '--with',
    'scenes',
    '--set',
    'threshold=0.9',
    '--set',
    'min_seconds=0',
    '--library',
    folder,
  ]
  expect(await runRushes(args)).toMatchObject({ code: 0, stdout: '1 analysed, 0 cached, 0 failed\n' })
  const [lane] = await client.analyses.ofVideo({ id })
  expect(lane).toMatchObject({ config: { config: { threshold: 0.9 } }, metadata: { cuts: 3 } })
  expect(await runRushes(args)).toMatchObject({ code: 0, stdout: '0 analysed, 1 cached, 0 failed\n' })
  const unknown = await runRushes(['analyse', id, '--with', 'scenes', '--set', 'thresold=1', '--library', folder])
  expect(unknown).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'thresold is not a setting; the settings are threshold, min_seconds.\n',
  })
  const failed = await runRushes(['analyse', 'nobody', '--with', 'scenes', '--json', '--library', folder])
  expect(failed).toMatchObject({ code: 6, stderr: '1 file could not be read or analysed.\n' })
  expect(JSON.parse(failed.stdout).items).toMatchObject([{ outcome: 'failed', error: { code: 'NOT_FOUND' } }])
})

test('videos are made of others from the terminal', async () => {
  const { folder, id, client } = await libraryWith('sound.mp4')
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runRushes([...args, '--json', '--library', folder])
    expect([stderr, code]).toEqual(['', 0])
    const { path, video_id } = JSON.parse(stdout) as { path: string; video_id: string }
    expect(readFileSync(path).length).toBeGreaterThan(0)
    return video_id
  }
  const part = await run('extract', id, '--from', '0.2', '--to', '0:00.6')
  expect(await client.videos.get({ id: part })).toMatchObject({ frame_count: 10, name: 'sound, 0.2–0.6 s' })
  const whole = await run('stitch', part, id)
  expect(await client.videos.get({ id: whole })).toMatchObject({ source_type: 'stitched' })
  const small = await run('convert', id, '--format', 'mov', '--height', '90')
  expect(await client.videos.get({ id: small })).toMatchObject({ resolution: '160x90' })
  expect(await run('extract-audio', id)).toBeNull()
  const again = await runRushes(['extract', id, '--from', '0.2', '--to', '0.6', '--library', folder])
  expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining(`Already cached: ${part} `) })
  const late = await runRushes(['extract', id, '--from', '5', '--to', '6', '--library', folder])
  expect(late).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('ends at 1 s') })
  const wrong = await runRushes(['extract', id, '--from', 'soon', '--to', '6', '--library', folder])
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('Expected seconds') })
})
