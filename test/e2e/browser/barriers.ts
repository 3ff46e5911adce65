import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Returns the violations that axe calls serious or critical, contrast included. */
export async function barriers(app: Page): Promise<string[]> {
  // Elements that fade in have a lower contrast until they are there.
  await app.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
  const { violations } = await new AxeBuilder({ page: app }).analyze()
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
