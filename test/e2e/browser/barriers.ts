import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'

/**
 * Returns the violations that axe calls serious or critical, and those of contrast in the other scheme too. Leaves the
 * page in that scheme. With RUSHES_SHOTS, a folder, keeps a picture of each.
 */
export async function barriers(app: Page): Promise<string[]> {
  const found = await violations(app)
  const chosen = await app.locator('html').getAttribute('data-mantine-color-scheme')
  const other = chosen === 'light' ? 'dark' : 'light'
  // As if another window had chosen it: the focus stays.
  const key = 'mantine-color-scheme-value'
  await app.evaluate(
    ([key, newValue]) => dispatchEvent(new StorageEvent('storage', { storageArea: localStorage, key, newValue })),
    [key, other],
  )
  await expect(app.locator('html')).toHaveAttribute('data-mantine-color-scheme', other)
  return [...found, ...(await violations(app, 'color-contrast')).map((violation) => `${other}: ${violation}`)]
}

let pictures = 0

async function violations(app: Page, ...rules: string[]): Promise<string[]> {
  // Elements that fade have a lower contrast. What fades already goes on, except the dot of a running job, which has
  // no end; what begins meanwhile, such as the end of a notice, does not fade.
  await app.emulateMedia({ reducedMotion: 'reduce' })
  await app.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map((animation) => animation.finished))
  })
  const folder = process.env.RUSHES_SHOTS
  const name = `${test.info().title.replace(/\W+/g, '-').slice(0, 60)}-${++pictures}.png`
  if (folder) await app.screenshot({ path: join(folder, name) })
  // The page has no frames, for whose results axe would open another page.
  const axe = new AxeBuilder({ page: app }).setLegacyMode().options({ resultTypes: ['violations'], preload: false })
  const { violations } = await (rules.length > 0 ? axe.withRules(rules) : axe).analyze()
  await app.emulateMedia({ reducedMotion: null })
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary?.split('\n')[1]?.trim()}`),
    )
}

/** Chooses the colours of the window. */
export async function choose(app: Page, scheme: 'Dark' | 'Light' | 'Same as system'): Promise<void> {
  await app.getByRole('button', { name: 'Appearance' }).click()
  await app.getByRole('menuitemradio', { name: scheme }).click()
  await app.keyboard.press('Escape')
  await expect(app.getByRole('menu')).toBeHidden()
}
