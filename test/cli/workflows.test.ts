import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

/** With blanks, an escape and a number that a round trip through JSON.parse would change. */
const definition = `{\n "nodes": [ {"id": "a", "type": "Sora2Video", "config": {"prompt": "f\\u00fcr", "seed": 12345678901234567890, "cfg": 7.50}} ],\n\t"connections": []\n}\r\n`

function terminal() {
  const folder = temporaryFolder()
  const library = join(folder, 'library')
  const run = (...args: string[]) => runRushes([...args, '--library', library])
  async function said(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await run(...args)
    expect([args, stderr, code]).toEqual([args, '', 0])
    return stdout
  }
  const document = async (...args: string[]) => JSON.parse(await said(...args, '--json'))
  return { folder, run, said, document }
}

test('a workflow goes through the terminal from a file to a file, byte for byte, with its takes and runs', async () => {
  const { folder, run: attempt, said, document } = terminal()
  writeFileSync(join(folder, 'Episode 1.json'), definition)
  const clip = await putClip('square.mp4', join(folder, 'Ferry.mp4'))
  const video = (await document('import', clip)).items[0].video_id
  const { id } = await document('workflows', 'import', join(folder, 'Episode 1.json'))
  expect(await said('workflows', 'export', id)).toBe(definition)
  expect(await said('workflows', 'rename', id, 'Pilot')).toContain('Pilot')
  expect(await document('workflows', 'save', id)).toMatchObject({ name: 'Pilot', status: 'saved' })

  const edited = await said('workflows', 'edit', id, '--description', 'rain')
  const [, entry = ''] = /^Saved Pilot\. Undo: rushes undo (\d+) --library '/.exec(edited) ?? []
  await said('undo', entry)
  expect(await document('workflows', 'show', id)).toMatchObject({ description: null })

  const run = (await said('executions', 'start', id)).trim()
  expect(await said('workflows', 'associate', id, video, 'a', '--execution', run)).toContain('Sora2Video')
  const ended = await document('executions', 'finish', run, '--status', 'failed', '--error', 'quota exceeded')
  expect(ended).toMatchObject({ status: 'failed', error: 'quota exceeded', completed_at: expect.any(String) })
  expect(await said('executions', 'show', run)).toMatch(/failed.*quota exceeded.*Ferry/s)
  expect(await document('executions', 'list', '--workflow', id, '--status', 'failed')).toMatchObject({ total: 1 })
  expect(await said('workflows', 'list', '--search', 'pil')).toMatch(/saved +1 +1 +1 +failed +Pilot/)
  expect(await said('workflows', 'show', id)).toMatch(/output +a +Sora2Video +Ferry/)

  const copy = await document('workflows', 'duplicate', id)
  expect(copy).toMatchObject({ name: 'Pilot copy', status: 'draft', definition, videos: [] })
  expect(await said('workflows', 'remove', id)).toContain(`rushes call workflows.restore '{"ids":["${id}"]}'`)
  expect(await document('workflows', 'list')).toMatchObject({ total: 1, items: [{ id: copy.id }] })
  expect(await document('list')).toMatchObject({ total: 1 })
  expect(await said('trash', 'list')).toMatch(new RegExp(`workflow:${id} .* Pilot +–\\n1 item, 0 B`))
  const restored = await attempt('trash', 'restore', `workflow:${id}`, 'workflow:nope', '--json')
  expect(restored).toMatchObject({ code: 3, stdout: expect.stringContaining('"workflow:nope"') })
  expect(restored.stderr).toContain('workflow:nope')
  await said('workflows', 'remove', id)
  const { backup } = await document('backup', 'create')
  expect(await said('trash', 'empty', '--yes')).toBe('Deleted 1 item for good.\n')
  expect(await said('backup', 'restore', backup.name, '--yes')).toMatch(
    /^Restored .*\. The database before it is media-replaced-/,
  )
  expect(await document('trash', 'list')).toMatchObject({ total: 1 })

  // Another program may have chosen the id.
  const database = new BetterSqlite3(join(folder, 'library', 'media.db'))
  database.prepare('UPDATE workflows SET id = ?').run("o'brien")
  database.close()
  const [, undo = ''] = /Undo: rushes (.*)/.exec(await said('workflows', 'remove', "o'brien")) ?? []
  const words = execFileSync('sh', ['-c', `printf '%s\\n' ${undo}`], { encoding: 'utf8' })
  expect(words).toBe(`call\nworkflows.restore\n{"ids":["o'brien"]}\n--library\n${join(folder, 'library')}\n`)
})

test('a workflow is made a template, and a start from it changes only the values that are set', async () => {
  const { folder, said, document } = terminal()
  writeFileSync(join(folder, 'Pilot.json'), definition)
  const { id } = await document('workflows', 'import', join(folder, 'Pilot.json'))
  expect(await said('workflows', 'template', id, '--ask', 'Prompt=a.prompt', 'Seed=a.seed')).toMatch(
    /^“Pilot” is a template that asks for 2 values\. .*\n?.*Undo: rushes /,
  )
  expect(await said('workflows', 'template', id)).toMatch(/Seed +integer +a\.seed +12345678901234567890/)
  const shot = await document('workflows', 'start', id, '--set', 'Prompt=rain = fog', 'Seed=7', '--name', 'Shot 1')
  expect(shot.definition).toBe(definition.replace('f\\u00fcr', 'rain = fog').replace('12345678901234567890', '7'))
  expect(await said('workflows', 'list', '--templates')).toMatch(/template +1 .*Pilot/)
  expect(await said('workflows', 'template', id, '--off')).toMatch(/^“Pilot” is a workflow again\./)
})

test('what is wrong ends in one sentence and the exit code of its kind', async () => {
  const { folder, run } = terminal()
  writeFileSync(join(folder, 'notes.json'), 'Dear diary')
  const calls: [number, string, string[]][] = [
    [2, 'definition: ', ['workflows', 'import', join(folder, 'notes.json')]],
    [6, 'gone.json', ['workflows', 'import', join(folder, 'gone.json')]],
    [3, 'nobody', ['workflows', 'show', 'nobody']],
    [3, 'nobody', ['workflows', 'remove', 'nobody']],
    [3, 'nobody', ['executions', 'finish', 'nobody']],
    [3, 'media-gone.db', ['backup', 'restore', 'media-gone.db', '--yes']],
    [2, 'final', ['executions', 'finish', 'nobody', '--status', 'final']],
    [2, 'director', ['workflows', 'associate', 'w', 'v', 'n', '--role', 'director']],
  ]
  for (const [expected, sentence, args] of calls) {
    const { code, stdout, stderr } = await run(...args)
    expect([args, code, stdout, stderr]).toEqual([args, expected, '', expect.stringMatching(/^[^\n]+\n$/)])
    expect(stderr).toContain(sentence)
  }
})
