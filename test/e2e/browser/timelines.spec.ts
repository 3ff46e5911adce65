import type { Page } from '@playwright/test'
import { clip } from '../../support/clips.ts'
import { barriers, choose } from './barriers.ts'
import { importTogether, openTake, tiles } from './on-screen.ts'
import { expect, test } from './rushes.ts'

const frames = (app: Page) => app.getByRole('listbox', { name: 'Frames' })
const shown = (app: Page) => frames(app).getByRole('option', { selected: true })

test('a timeline of a take, by keys: its frames, which is which, similar ones and a range', async ({ app, server }) => {
  await choose(app, 'Light')
  await importTogether(server, [await clip('ten-seconds.mp4')])
  await expect(tiles(app)).toHaveCount(1)
  await openTake(app, 'ten-seconds')
  await app.keyboard.press('Shift+N')
  const dialog = app.getByRole('dialog', { name: 'New timeline' })
  await expect(dialog.getByText('About 20 frames')).toBeVisible()
  await app.keyboard.press('Tab')
  await app.keyboard.press('ControlOrMeta+a')
  await app.keyboard.type('0')
  await app.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  await app.keyboard.press('ControlOrMeta+a')
  await app.keyboard.type('2')
  await app.keyboard.press('Enter')

  await expect(app.getByRole('heading', { name: 'ten-seconds', level: 1 })).toBeVisible()
  await expect(app.getByText('20 frames').first()).toBeVisible()
  await expect(frames(app)).toBeFocused()
  await expect(shown(app)).toHaveAccessibleName(/^Frame 0, 00:00.000, 0 in the video/)
  await app.keyboard.press('ArrowRight')
  await app.keyboard.press('ArrowRight')
  await expect(shown(app)).toHaveAccessibleName(/^Frame 2, 00:01.000, 24 in the video/)
  await expect(app.getByRole('img', { name: 'Frame 2' })).toBeVisible()
  await app.keyboard.press('i')
  await app.keyboard.press('PageDown')
  await app.keyboard.press('o')
  await app.keyboard.press('End')
  await expect(shown(app)).toHaveAccessibleName(/^Frame 19/)
  await app.keyboard.press('Shift+I')
  await expect(shown(app)).toHaveAccessibleName(/^Frame 2,/)
  await app.keyboard.press('Home')
  await app.keyboard.press('l')
  await expect(shown(app)).toHaveAccessibleName(/^Frame [1-9]/)
  await app.keyboard.press('k')

  const slider = app.getByRole('slider', { name: 'Dim similar frames' })
  await slider.focus()
  await app.keyboard.press('End')
  await expect(app.getByText(/^\d+ dimmed/)).toBeVisible()
  await expect(
    frames(app)
      .getByRole('option', { name: /nearly identical to the one before/ })
      .first(),
  ).toBeVisible()

  await app.keyboard.press('Escape')
  await expect(app.getByRole('heading', { name: 'ten-seconds', level: 1 })).toBeVisible()
  await app.getByRole('link', { name: 'Timelines 1' }).click()
  const row = app.getByRole('row', { name: 'ten-seconds, 2 a second, 20 frames' })
  await row.click()
  await app.keyboard.press('Delete')
  await expect(app.getByRole('heading', { name: 'No timelines yet' })).toBeVisible()
  await app.keyboard.press('ControlOrMeta+z')
  await row.dblclick()
  await expect(frames(app)).toBeVisible()
  expect(await barriers(app)).toEqual([])
})
