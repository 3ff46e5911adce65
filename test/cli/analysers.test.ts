import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { declare } from '../support/analysers.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

test('the terminal refuses an analyser of the library, says which command allows it, and shows what would run', async () => {
  const { client, core, folder } = await openLibrary()
  const take = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(client, { paths: [take] })
  declare(core.layout.analysers, `import { writeFileSync } from 'node:fs'; writeFileSync('ran', '')`)
  await core.close()
  const home = temporaryFolder()
  const environment = { HOME: home, XDG_CONFIG_HOME: join(home, 'config'), APPDATA: home, LOCALAPPDATA: home }
  const rushes = (...args: string[]) => runRushes(['--library', folder, ...args], environment)
  const analyse = () => rushes('analyse', items[0]?.video_id ?? '', '--with', 'own')

  const refused = await analyse()
  expect(refused).toMatchObject({ code: 4, stdout: '' })
  expect(refused.stderr).toContain('“rushes analysers allow own”')
  const asked = await rushes('analysers', 'allow', 'own')
  expect(asked.code).toBe(4)
  expect(asked.stderr).toContain(process.execPath)
  expect(asked.stderr).toContain(join('analysers', 'own.mjs'))
  expect(asked.stderr.match(/SHA-256 [0-9a-f]{64}/g)).toHaveLength(3)
  expect(existsSync(join(core.layout.analysers, 'ran'))).toBe(false)

  expect((await rushes('analysers', 'allow', 'own', '--yes')).code).toBe(0)
  expect((await rushes('analysers', 'list')).stdout).toMatch(/own +own +allowed/)
  await analyse()
  expect(existsSync(join(core.layout.analysers, 'ran'))).toBe(true)
})
