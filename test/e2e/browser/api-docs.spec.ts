import { expect, test } from './rushes.ts'

test('the page of the API asks for a token, shows the document and tries a call, by keyboard', async ({
  browser,
  server,
}) => {
  const page = await browser.newPage()
  const asked = new Set<string>()
  const complaints: string[] = []
  page.on('request', (request) => void asked.add(new URL(request.url()).origin))
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  const { origin, searchParams } = new URL(server.address)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.goto(`${origin}/api/docs`)
    await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? 'dark-mode' : '')
  }
  expect(complaints).toEqual([])
  const field = page.getByLabel('Token')
  await field.fill('wrong')
  await field.press('Enter')
  await expect(page.getByRole('status')).toContainText('Open Rushes at the address')
  await field.fill(searchParams.get('key') ?? '')
  await field.press('Enter')
  const noun = page.locator('#operations-tag-library').getByRole('button')
  await noun.press('Enter', { timeout: 60_000 })
  const operation = page.locator('[id^="operations-library-library"]').first()
  await operation.getByRole('button').first().press('Enter')
  await operation.getByRole('button', { name: 'Execute' }).press('Enter')
  await expect(operation.locator('.live-responses-table')).toContainText('"videos"')
  await expect(page.getByLabel('Token')).toHaveAttribute('type', 'password')
  expect([...asked]).toEqual([origin])
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toContain(
    searchParams.get('key') ?? '',
  )
})
