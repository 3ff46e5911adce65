import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ended, openLibrary, temporaryFolder } from '../../support/library.ts'
import { programPath } from '../../support/program.ts'

const program = programPath('copy-trasher')
const kills = 25
const [contents, placesOfEach] = [20, 10]
/** To take all copies to the trash lasts longer than that, so most kills meet it at work. */
const longestMs = 200

function putCopies(folder: string): Map<string, string> {
  const files = new Map<string, string>()
  for (let place = 0; place < placesOfEach; place++) {
    mkdirSync(join(folder, String(place)))
    for (let index = 0; index < contents; index++)
      files.set(join(folder, String(place), `${index}.mp4`), `take ${index}`)
  }
  for (const [path, content] of files) writeFileSync(path, content)
  return files
}

function textsIn(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Map(
    entries.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'utf8')]),
  )
}

/** Has a process take copies to the trash, and kills it in the middle, or hears that it was through before. */
async function trashUntilKilled(library: string): Promise<void> {
  const child = fork(program, [library], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const end = once(child, 'exit')
  await Promise.race([once(child, 'message'), end])
  await Promise.race([wait(Math.random() * longestMs), end])
  if (child.exitCode === null) child.kill('SIGKILL')
  await end
}

test(`${kills} kills on the way to the trash lose no copy: all of them come back`, { timeout: 600_000 }, async () => {
  const [folder, takes] = [join(temporaryFolder(), 'library'), temporaryFolder()]
  const files = putCopies(takes)
  for (let kill = 0; kill < kills; kill++) {
    const before = await openLibrary({ folder })
    await ended(before.client, await before.client.duplicates.find({ folders: [takes] }))
    await before.core.close()
    await trashUntilKilled(folder)

    const { core, client } = await openLibrary({ folder })
    await core.jobs.reconcile()
    const left = new Set(textsIn(takes).values())
    expect([...new Set(files.values())].filter((content) => !left.has(content))).toEqual([])
    for (const { id } of await client.duplicates.trashed()) {
      const { job } = await client.duplicates.undo({ id })
      expect(job && (await ended(client, job))).toMatchObject({ state: 'done', failed: 0 })
    }
    expect(textsIn(takes)).toEqual(files)
    expect(textsIn(core.layout.trash)).toEqual(new Map())
    expect((await client.duplicates.exact({})).copies).toBe(contents * (placesOfEach - 1))
    await core.close()
  }
})
