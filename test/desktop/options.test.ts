import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { optionOf, windowFolder, withoutOptions } from '../../main/desktop/options.ts'
import { temporaryFolder } from '../support/library.ts'

test('a start with other options keeps those of Chromium and drops ours', () => {
  const argv = ['--no-sandbox', '.', '--library', '/takes', '--restore-backup=media.db', '--inspect=0']
  expect(optionOf(argv, 'restore-backup')).toBe('media.db')
  expect(withoutOptions(argv)).toEqual(['--no-sandbox', '.', '--inspect=0'])
})

describe('the library that a window is started for', () => {
  test('is named by --library, in both spellings, among switches of Chromium', () => {
    expect(optionOf(['--no-sandbox', '.', '--library', '/takes/day 1'], 'library')).toBe('/takes/day 1')
    expect(optionOf(['--inspect=0', '--library=/takes', '--remote-debugging-port=0'], 'library')).toBe('/takes')
  })

  test('is not named by a switch without a value', () => {
    expect(optionOf(['.'], 'library')).toBeUndefined()
    expect(optionOf(['.', '--library'], 'library')).toBeUndefined()
    expect(optionOf(['.', '--library='], 'library')).toBeUndefined()
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
