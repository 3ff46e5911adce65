import type { Page } from '@playwright/test'

/**
 * Drops real files and folders from disk in the middle of the page, as a file manager does: the page sees true entries
 * and, in the desktop window, true paths. `hover` runs while they are held over the page.
 */
export async function dropFiles(
  page: Page,
  paths: string[],
  hover: () => Promise<void> = async () => {},
): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const size = await page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }))
  const event = { x: size.width / 2, y: size.height / 2, data: { items: [], files: paths, dragOperationsMask: 1 } }
  await session.send('Input.dispatchDragEvent', { type: 'dragEnter', ...event })
  await session.send('Input.dispatchDragEvent', { type: 'dragOver', ...event })
  await hover()
  await session.send('Input.dispatchDragEvent', { type: 'drop', ...event })
  await session.detach()
}
