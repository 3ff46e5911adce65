import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { barriers } from './barriers.ts'
import { expect, test } from './rushes.ts'
import { open } from './workflows-on-screen.ts'

test('a webhook is added in the settings, shows what it sent and that it failed, and is removed', async ({ app }) => {
  const folder = mkdtempSync(join(tmpdir(), 'watched-'))
  const answers = [500]
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(answers.shift() ?? 204).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  const shoot = async (name: string) => {
    if (process.env.RUSHES_SHOTS) await app.screenshot({ path: join(process.env.RUSHES_SHOTS, `${name}.png`) })
  }
  try {
    await open(app, '/settings')
    const part = app.getByRole('region', { name: 'Webhooks' })
    await part.scrollIntoViewIfNeeded()
    await shoot('webhooks-empty')
    const field = part.getByRole('textbox', { name: 'Address of a webhook' })
    await field.fill('file:///etc/passwd')
    await field.press('Enter')
    await expect(app.getByRole('alert').first()).toBeVisible()
    await field.fill(url)
    await field.press('Enter')
    await expect(part.getByRole('status')).toContainText('whsec_')
    await expect(part.getByText('Nothing sent yet')).toBeVisible()
    // A change of the library is an event.
    await open(app, '/settings')
    await app.getByRole('textbox', { name: 'Path of a folder on the library’s computer' }).fill(folder)
    await app.getByRole('button', { name: 'Watch', exact: true }).click()
    await expect(part.getByText('The address answered 500.').first()).toBeVisible({ timeout: 20_000 })
    await part.getByText('Last deliveries').click()
    await shoot('webhooks-failed')
    await expect(part.getByText(/^Sent today/)).toBeVisible({ timeout: 30_000 })
    expect(await barriers(app)).toEqual([])
    await shoot('webhooks-sent')
    await part.getByRole('button', { name: `Remove ${url}` }).press('Enter')
    await expect(part.getByRole('list')).toHaveCount(0)
  } finally {
    server.close()
    rmSync(folder, { recursive: true })
  }
})
