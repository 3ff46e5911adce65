import { join } from 'node:path'
import { expect, test } from 'vitest'
import { putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

test('takes are rated, tagged, listed by both and put back by the call that was printed, in the terminal', async () => {
  const folder = temporaryFolder()
  const run = (...args: string[]) => runRushes([...args, '--library', join(folder, 'library')])
  const said = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(...args)
    expect([args, code, stderr]).toEqual([args, 0, expect.any(String)])
    return stdout
  }
  await putClip('landscape.mp4', join(folder, 'takes', 'Ferry.mp4'))
  await putClip('portrait.mp4', join(folder, 'takes', 'Pier.mp4'))
  await said('import', join(folder, 'takes'))
  const { items } = JSON.parse(await said('list', '--json'))
  const idOf = (name: string) => items.find((video: { name: string }) => video.name === name).id
  const [ferry, pier] = [idOf('Ferry'), idOf('Pier')]

  const rated = await said('rate', ferry, pier, '--stars', '4')
  expect(rated).toMatch(/^Rated 2 videos\. Undo: rushes call videos\.rate '/)
  expect(await said('rate', ferry, '--stars', '4')).toBe('Rated 0 videos.\n')
  const tagged = await said('tag', ferry, '--add', 'Golden hour', '--add', "o'brien")
  expect(tagged).toMatch(/^Changed the tags of 1 video\. Undo: rushes call tags\.change '/)
  expect(await said('tags')).toBe("1  Golden hour\n1  o'brien\n")
  expect(await said('tags', '--search', 'x')).toBe('No tags.\n')
  expect(await said('show', ferry)).toMatch(/rating +★★★★\ntags +Golden hour, o'brien\n/)
  await said('colour', ferry, '--set', 'red')
  await said('note', ferry, 'Second reel')
  expect(await said('show', ferry)).toMatch(/label +red\nnote +Second reel\n/)
  expect(await said('list', '--tag', 'GOLDEN hour', '--min-rating', '4')).toMatch(
    /★★★★ +Ferry +Golden hour, o'brien\n$/,
  )
  expect(await said('list', '--untagged')).toContain('Pier')
  expect(await said('list', 'rating:>=4 -tag:"golden hour"')).toMatch(/★★★★ +Pier *\n$/)
  expect(await said('list', '--unrated')).toContain('No videos')
  for (const filter of ['--workflow', '--model']) expect(await said('list', filter, 'nothing')).toContain('No videos')

  const inputOf = (text: string) => /'(\{.*\})'/.exec(text)?.[1]?.replaceAll("'\\''", "'") ?? ''
  await said('call', 'tags.change', inputOf(tagged))
  await said('call', 'videos.rate', inputOf(rated))
  expect(await said('tags')).toBe('No tags.\n')
  expect((JSON.parse(await said('list', '--unrated', '--json')) as { total: number }).total).toBe(2)

  for (const [args, code] of [
    [['rate', 'nobody', '--stars', '3'], 3],
    [['rate', ferry, '--stars', '6'], 2],
    [['rate', ferry], 2],
    [['tag', ferry], 2],
    [['tag', ferry, '--add', '  '], 2],
    [['tag', 'nobody', '--add', 'x'], 3],
  ] as const) {
    expect([args, (await run(...args)).code]).toEqual([args, code])
  }
  expect(await said('rate', ferry, '--stars', 'none')).toBe('Rated 0 videos.\n')
})
