import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openRecentLibraries } from '../../main/storage/recent-libraries.ts'
import { temporaryFolder } from '../support/library.ts'

/** Reverses a text: readable for this test, and not the text itself. */
const reversed = (text: string) => [...text].reverse().join('')
const secrets = {
  encrypt: (text: string) => Buffer.from(reversed(text)),
  decrypt: (sealed: Uint8Array) => reversed(Buffer.from(sealed).toString()),
}

test('recent libraries are listed newest first, with tokens that only the keychain can read', async () => {
  const folder = temporaryFolder()
  const recent = openRecentLibraries(folder, secrets)
  expect(await recent.list()).toEqual([])
  const url = 'https://studio.example'
  await recent.add({ url }, 'secret-token')
  await recent.add({ folder })
  await recent.add({ folder: join(folder, 'gone') })
  expect(await recent.list()).toEqual([{ folder }, { url }])
  await recent.add({ url })
  expect(await recent.list()).toEqual([{ url }, { folder }])
  expect(await recent.tokenOf(url)).toBe('secret-token')
  expect(await recent.tokenOf('https://other.example')).toBeUndefined()
  const path = join(folder, 'recent-libraries.json')
  expect(readFileSync(path, 'utf8')).not.toContain('secret-token')
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  for (let number = 0; number < 12; number++) await recent.add({ url: `https://${number}.example` })
  expect(await recent.list()).toHaveLength(10)

  const without = openRecentLibraries(folder, undefined)
  await without.add({ url }, 'other-token')
  expect(await without.tokenOf(url)).toBeUndefined()
  expect(readFileSync(path, 'utf8')).not.toContain('other-token')
  writeFileSync(path, '{')
  expect(await without.list()).toEqual([])
})
