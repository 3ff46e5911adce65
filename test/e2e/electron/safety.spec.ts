import { expect, type Frame, type Page } from '@playwright/test'
import { test } from '../../support/desktop.ts'

test('the page cannot be led elsewhere', async ({ desktop: { page, app } }) => {
  const address = page.url()
  for (const elsewhere of ['https://example.org/', 'file:///etc/hostname', 'rushes://other/', 'data:text/html,hello']) {
    await page.evaluate((url) => window.location.assign(url), elsewhere)
    await expect.poll(() => page.evaluate(() => document.readyState)).toBe('complete')
    expect(page.url()).toBe(address)
  }
  expect(await page.evaluate(() => window.open('https://example.org/'))).toBeNull()
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('the page gets no permission but full screen and writing to the clipboard', async ({ desktop: { page } }) => {
  expect(await page.evaluate(() => Notification.requestPermission())).toBe('denied')
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'camera', 'microphone', 'midi'] as PermissionName[]
    return await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
  })
  expect(new Set(states)).toEqual(new Set(['denied']))
  await page.evaluate(() => navigator.clipboard.writeText('00:01.000'))
})

test('nothing but our own host answers under our scheme', async ({ desktop: { app } }) => {
  const statuses = await app.evaluate(async ({ net }) => {
    const ask = async (url: string) => (await net.fetch(url)).status
    return [await ask('rushes://app/'), await ask('rushes://other/'), await ask('rushes://app.example.org/')]
  })
  expect(statuses).toEqual([200, 404, 404])
})

/** Asks the contract on a port that the page in `where` sends to its own window; no answer within a second is none. */
async function isAnswered(where: Page | Frame, to: 'self' | 'parent' = 'self'): Promise<boolean> {
  return await where.evaluate(async (target) => {
    const { port1, port2 } = new MessageChannel()
    const answer = new Promise<boolean>((resolve) => {
      port1.onmessage = () => resolve(true)
      setTimeout(() => resolve(false), 1000)
    })
    window[target].postMessage('rushes:port', '*', [port2])
    port1.postMessage(JSON.stringify({ i: '1', p: { u: '/library/get' } }))
    return await answer
  }, to)
}

test('the contract answers our page, and no window that is not ours', async ({ desktop: { page, app } }) => {
  await expect.poll(() => isAnswered(page)).toBe(true)

  const opened = app.waitForEvent('window')
  await app.evaluate(async ({ app: electronApp, BrowserWindow }) => {
    const preload = `${electronApp.getAppPath()}/out/preload/preload.cjs`
    const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
    await stranger.loadURL('data:text/html,<title>stranger</title>')
  })
  const stranger = await opened
  await expect(stranger).toHaveTitle('stranger')
  expect(await stranger.evaluate(() => 'rushes' in window)).toBe(true)
  expect(await isAnswered(stranger)).toBe(false)
})

test('the contract does not answer our own window while it shows a page of another origin', async ({ desktop }) => {
  const { page, app } = desktop
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.loadURL('data:text/html,<title>elsewhere</title>'),
  )
  await expect(page).toHaveTitle('elsewhere')
  expect(await page.evaluate(() => 'rushes' in window)).toBe(true)
  expect(await isAnswered(page)).toBe(false)
})

test('a frame inside our page has no bridge, gets no answer, and none through the page around it', async ({
  desktop: { page },
}) => {
  const frame = await page.evaluateHandle(() => document.body.appendChild(document.createElement('iframe')))
  const inside = await frame.asElement()?.contentFrame()
  if (!inside) throw new Error('The frame did not load.')
  expect(await inside.evaluate(() => 'rushes' in window)).toBe(false)
  expect(await isAnswered(inside)).toBe(false)
  expect(await isAnswered(inside, 'parent')).toBe(false)
})
