import { expect, type Page } from '@playwright/test'

/** Real files and folders from disk, held over the middle of a page as by a file manager. */
export interface HeldFiles {
  /** Holds the files over the page until it shows where to drop them; a file manager repeats `dragover` as well. */
  enter(): Promise<void>
  over(): Promise<void>
  drop(): Promise<void>
}

/** Takes files and folders in the hand: the page sees true entries and, in the desktop window, true paths. */
export async function holdFiles(page: Page, paths: string[]): Promise<HeldFiles> {
  const session = await page.context().newCDPSession(page)
  const size = await page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }))
  const event = { x: size.width / 2, y: size.height / 2, data: { items: [], files: paths, dragOperationsMask: 1 } }
  const send = async (type: 'dragEnter' | 'dragOver' | 'drop') => {
    await session.send('Input.dispatchDragEvent', { type, ...event })
  }
  return {
    async enter() {
      await send('dragEnter')
      await expect
        .poll(async () => {
          await send('dragOver')
          return await page.getByText(/^Drop (videos|workflows) here$/).isVisible()
        })
        .toBe(true)
    },
    over: () => send('dragOver'),
    drop: () => send('drop'),
  }
}

/** Drops files and folders in the middle of the page, once it has said that it takes them: no hand is faster. */
export async function dropFiles(page: Page, paths: string[]): Promise<void> {
  const held = await holdFiles(page, paths)
  await held.enter()
  await held.over()
  await held.drop()
}
