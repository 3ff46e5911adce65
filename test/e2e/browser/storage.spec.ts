import { createServer, type Server } from 'node:http'
import { startFauxqs } from 'fauxqs'
import { barriers } from './barriers.ts'
import { expect, test } from './rushes.ts'
import { open } from './workflows-on-screen.ts'

// The server finds its keys in its environment, which is this one.
process.env.AWS_ACCESS_KEY_ID = 'test-key'
process.env.AWS_SECRET_ACCESS_KEY = 'test-secret'

test('a bucket is set in the settings, and the test says what is wrong', async ({ app }) => {
  const s3 = await startFauxqs({ port: 0, logger: false, host: '127.0.0.1' })
  const refusing: Server = createServer((_, response) => {
    response.writeHead(403, { 'content-type': 'application/xml' })
    response.end('<Error><Code>InvalidAccessKeyId</Code></Error>')
  })
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve))
  try {
    await open(app, '/settings')
    const part = app.getByRole('region', { name: 'Object storage' })
    await part.getByRole('button', { name: 'Use a bucket…' }).press('Enter')
    const form = part.getByRole('form', { name: 'Bucket' })
    await form.getByRole('textbox', { name: 'Bucket' }).fill('media')
    await form.getByRole('textbox', { name: 'Endpoint' }).fill(`http://127.0.0.1:${s3.port}`)
    await form.getByRole('textbox', { name: 'Prefix' }).fill('no-slash')
    await form.getByRole('checkbox', { name: /^Path-style/ }).check()
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form.getByRole('alert')).toContainText('ends with a slash')
    await form.getByRole('textbox', { name: 'Prefix' }).fill('rushes/')
    await form.getByRole('combobox', { name: 'New takes', exact: true }).selectOption('Also in the bucket')
    expect(await barriers(app)).toEqual([])
    await form.getByRole('button', { name: 'Save' }).click()
    const steps = part.getByRole('list', { name: 'Connection test' })
    const runTest = part.getByRole('button', { name: 'Test connection' })
    await expect(part).toContainText('new takes and previews go there')
    await runTest.press('Enter')
    await expect(steps.getByRole('listitem').last()).toContainText('there is no bucket “media”')
    s3.createBucket('media')
    await runTest.press('Enter')
    await expect(steps.getByText('Reading a range')).toBeVisible()
    expect(await barriers(app)).toEqual([])

    await part.getByRole('button', { name: 'Change…' }).click()
    const { port } = refusing.address() as { port: number }
    await form.getByRole('textbox', { name: 'Endpoint' }).fill(`http://127.0.0.1:${port}`)
    await form.getByRole('button', { name: 'Save' }).click()
    await runTest.press('Enter')
    await expect(steps).toContainText('does not know the access key')
  } finally {
    refusing.close()
    refusing.closeAllConnections()
    void s3.stop()
  }
})
