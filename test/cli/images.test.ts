import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { infotext } from '../support/generated.ts'
import { temporaryFolder } from '../support/library.ts'
import { putPicture } from '../support/pictures.ts'
import { png, textChunk } from '../support/tagged-files.ts'
import { runRushes } from '../support/terminal.ts'

test('images are listed, removed, and brought back by the call that is printed, in the terminal', async () => {
  const folder = temporaryFolder()
  const run = (...args: string[]) => runRushes([...args, '--library', join(folder, 'library')])
  expect((await run('images', 'list')).stdout).toContain('No images.')
  const pictures = ['first', 'last'].map((name, index) => putPicture(join(folder, `${name}.png`), 1 + index * 60))
  for (const picture of pictures) await run('import', picture)
  const listed = async () =>
    JSON.parse((await run('images', 'list', '--json')).stdout).items as { id: string; name: string }[]
  const [last, first] = await listed()
  expect((await run('images', 'list', '--limit', '1')).stdout).toMatch(/320×180 +png .* last\n1 more; see --limit\./)
  const { stdout } = await run('images', 'remove', first?.id ?? '', 'nobody')
  expect(stdout).toMatch(/^Removed 1 image\. Undo: rushes call images\.restore '/)
  expect((await listed()).map(({ id }) => id)).toEqual([last?.id])
  expect(await run('images', 'remove', first?.id ?? '')).toMatchObject({ code: 3, stdout: '' })
  expect((await run('call', 'images.restore', /'(.*?)'/.exec(stdout)?.[1] ?? '')).code).toBe(0)
  expect((await listed()).map(({ name }) => name)).toEqual(['last', 'first'])
})

test('an image is found by its prompt and shown with how it was made, in the terminal', async () => {
  const folder = temporaryFolder()
  const run = (...args: string[]) => runRushes([...args, '--library', join(folder, 'library')])
  const path = join(folder, 'Still.png')
  writeFileSync(path, png([textChunk('parameters', infotext)]))
  await run('import', path)
  const found = await run('images', 'list', '--search', 'ferry rain', '--model', 'dream', '--json')
  const [image] = JSON.parse(found.stdout).items as { id: string }[]
  expect((await run('images', 'list', '--search', 'snow')).stdout).toBe('No matching images.\n')
  const { stdout } = await run('images', 'show', image?.id ?? '')
  expect(stdout).toMatch(/^prompt +A ferry at dusk/m)
  expect(stdout).toMatch(/^ai +The file contains the parameters/m)
  const said = async (...args: string[]) => (await run(...args)).stdout
  expect(await said('lineage', image?.id ?? '')).toMatch(/^Still \([0-9a-f]{16}\)\n\nNo known sources/)
  const saved = await said('generation', 'set', image?.id ?? '', '--model', 'other', '--parameters', '{"seed": 3}')
  expect(await said('images', 'show', image?.id ?? '')).toMatch(
    /^model +other\nprompt +A ferry at dusk[\s\S]*\nseed +3\n/m,
  )
  const undo = (line: string) =>
    said('call', /rushes call (\S+)/.exec(line)?.[1] ?? '', /'(.*?)'/.exec(line)?.[1] ?? '')
  await undo(saved)
  expect(await said('images', 'show', image?.id ?? '')).toBe(stdout)
  await undo(await said('generation', 'remove', image?.id ?? ''))
  expect(await said('images', 'show', image?.id ?? '')).toBe(stdout)
})

test('images are rated, tagged, labelled and noted in the terminal, and each printed call undoes that', async () => {
  const folder = temporaryFolder()
  const run = (...args: string[]) => runRushes([...args, '--library', join(folder, 'library')])
  await run('import', putPicture(join(folder, 'pier.png')))
  const read = async () => JSON.parse((await run('images', 'list', 'pier', '--json')).stdout).items[0]
  const before = await read()
  const steps = [
    ['rate', before.id, '--stars', '4'],
    ['tag', before.id, '--add', 'night'],
    ['colour', before.id, '--set', 'red'],
    ['note', before.id, 'The first frame'],
  ]
  const printed: string[] = []
  for (const step of steps) printed.push((await run('images', ...step)).stdout)
  expect(await read()).toMatchObject({ rating: 4, tags: ['night'], colour: 'red', note: 'The first frame' })
  expect((await run('images', 'list', 'rating:5')).stdout).toBe('No matching images.\n')
  for (const line of printed) {
    const [, call = '', input = ''] = /Undo: rushes call (\S+) '(.*?)'/.exec(line) ?? []
    expect((await run('call', call, input)).code).toBe(0)
  }
  expect(await read()).toEqual(before)
  expect(await run('images', 'rate', 'nobody', '--stars', '3')).toMatchObject({ code: 3, stdout: '' })
})
