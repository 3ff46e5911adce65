import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { wanPrompt, wanWorkflow } from '../support/generated.ts'
import { openLibrary, temporaryFolder } from '../support/library.ts'
import { ownKeys, png, putTagged, textChunk } from '../support/tagged-files.ts'

test('a workflow comes from a video that contains it, and not from files without one', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const clip = await putTagged('square.mp4', join(folder, 'Wan_00002_.mp4'), { workflow: wanWorkflow() }, ...ownKeys)
  expect(await client.workflows.fromFile({ path: clip, name: 'Mine' })).toMatchObject({
    name: 'Mine',
    definition: wanWorkflow(),
  })
  const broken = join(folder, 'broken.png')
  writeFileSync(broken, png([textChunk('prompt', wanPrompt().slice(0, -40))]))
  const text = join(folder, 'notes.txt')
  writeFileSync(text, 'no json')
  const refused: [Parameters<typeof client.workflows.fromFile>[0], string, RegExp][] = [
    [{ path: broken }, 'BAD_INPUT', /contains no workflow. Its tag “prompt” could not be parsed/],
    [{ path: text }, 'BAD_INPUT', /Not valid JSON/],
    [{ path: join(folder, 'gone.png') }, 'FILE_MISSING', /was not found/],
    [{ path: 'here.png' }, 'BAD_INPUT', /not an absolute path/],
    [{ upload: 'upload-1' }, 'NOT_FOUND', /has expired/],
    [{}, 'BAD_INPUT', /path or an upload/],
  ]
  for (const [input, code, message] of refused)
    await expect(client.workflows.fromFile(input)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
  expect((await client.workflows.list({})).total).toBe(1)
})
