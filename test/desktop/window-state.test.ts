import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { keepWindowState, readWindowState } from '../../main/desktop/window-state.ts'
import { temporaryFolder } from '../support/library.ts'

const file = () => join(temporaryFolder(), 'window.json')
const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const second = { x: 1440, y: 0, width: 1920, height: 1080 }
const place = { x: 1600, y: 80, width: 1200, height: 800 }

function kept(state: unknown): string {
  const path = file()
  writeFileSync(path, typeof state === 'string' ? state : JSON.stringify(state))
  return path
}

describe('the place of the window', () => {
  test('is found again as it was left', () => {
    const path = file()
    keepWindowState(path, { getNormalBounds: () => place, isMaximized: () => true })
    expect(readWindowState(path, [laptop, second])).toEqual({ ...place, maximized: true })
  })

  test('is forgotten when the display that showed it is gone', () => {
    expect(readWindowState(kept({ ...place, maximized: false }), [laptop])).toBeUndefined()
  })

  test('is forgotten when only a sliver could be seen, or its title bar is above the display', () => {
    expect(readWindowState(kept({ ...place, x: 1400, maximized: false }), [laptop])).toBeUndefined()
    expect(readWindowState(kept({ ...place, x: 100, y: -200, maximized: false }), [laptop])).toBeUndefined()
  })

  test('is forgotten when the file is damaged, or there is none', () => {
    expect(readWindowState(kept('{"x": 1'), [laptop])).toBeUndefined()
    expect(readWindowState(kept({ x: 0, y: 0, width: 0, height: 0, maximized: false }), [laptop])).toBeUndefined()
    expect(readWindowState(file(), [laptop])).toBeUndefined()
  })

  test('that cannot be kept disturbs nobody', () => {
    const nowhere = join(file(), 'in', 'a', 'file')
    expect(() => keepWindowState(nowhere, { getNormalBounds: () => place, isMaximized: () => false })).not.toThrow()
  })
})
