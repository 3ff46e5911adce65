import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { libraryOption, windowFolder } from '../../main/desktop/library-option.ts'
import { temporaryFolder } from '../support/library.ts'

describe('the library that a window is started for', () => {
  test('is named by --library, in both spellings, among switches of Chromium', () => {
    expect(libraryOption(['--no-sandbox', '.', '--library', '/takes/day 1'])).toBe('/takes/day 1')
    expect(libraryOption(['--inspect=0', '--library=/takes', '--remote-debugging-port=0'])).toBe('/takes')
  })

  test('is not named by a switch without a value', () => {
    expect(libraryOption(['.'])).toBeUndefined()
    expect(libraryOption(['.', '--library'])).toBeUndefined()
    expect(libraryOption(['.', '--library='])).toBeUndefined()
  })

  test('has one place for its window, whatever path leads to it, and not that of another library', () => {
    const root = temporaryFolder()
    const folder = join(root, 'library')
    const link = join(root, 'link')
    mkdirSync(folder)
    symlinkSync(folder, link)
    expect(windowFolder('/data', link)).toBe(windowFolder('/data', folder))
    expect(windowFolder('/data', `${folder}-2`)).not.toBe(windowFolder('/data', folder))
  })
})
