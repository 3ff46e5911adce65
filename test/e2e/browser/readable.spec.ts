import { clip } from '../../support/clips.ts'
import type { Server } from '../../support/serve.ts'
import { barriers } from './barriers.ts'
import { addRows, importInOrder } from './on-screen.ts'
import { expect, test } from './rushes.ts'
import { textFaults } from './text-faults.ts'

/** Fills a library, and lists the address of each view. */
async function addressesOf(server: Server): Promise<string[]> {
  const { client } = server
  await importInOrder(server, [await clip('ten-seconds.webm'), await clip('landscape.mp4')])
  const [take] = (await client.videos.list({})).items
  const ids = take ? [take.id] : []
  await client.videos.rate({ ratings: [{ ids, rating: 4 }] })
  await client.tags.change({ changes: [{ ids, add: ['Night', 'a tag of several words'] }] })
  addRows(server, 60)
  const pages = ['images', 'workflows', 'executions', 'analyses', 'processing', 'timelines', 'duplicates', 'versions']
  return [
    '/',
    `/videos/${take?.id}`,
    `/videos/${take?.id}/lineage`,
    ...[...pages, 'history', 'trash', 'settings'].map((page) => `/${page}`),
  ]
}

test('no view cuts a text off or has texts that overlap, at any width, and axe finds nothing', async ({
  app,
  server,
}) => {
  test.slow()
  for (const address of await addressesOf(server)) {
    await app.goto(new URL(address, app.url()).href)
    await expect(app.getByRole('main')).toBeVisible()
    await expect(app.getByLabel('Loading', { exact: true })).toHaveCount(0)
    const faults: string[] = []
    for (const width of [900, 1280, 1920]) {
      await app.setViewportSize({ width, height: 800 })
      faults.push(...(await textFaults(app)).map((fault) => `${width} px: ${fault}`))
    }
    faults.push(...(await barriers(app)))
    expect.soft(faults, address).toEqual([])
  }
  await app.setContent('<p style="overflow: hidden; width: 9ch; white-space: nowrap">Too long a text</p>')
  expect(await textFaults(app)).toEqual([expect.stringContaining('cut off: “Too long a text”')])
  await app.setContent('<select style="width: 60px"><option>Largest picture, then oldest</option></select>')
  expect(await textFaults(app)).toEqual([expect.stringContaining('cut off: “Largest picture')])
  await app.setContent('<div style="border: 1px solid; width: 99px"><p role="alert">No disk</p></div>')
  expect(await textFaults(app)).toEqual(['at the edge: “No disk”'])
  await app.setContent('<b>One</b> <i style="margin-left: -20px">Other</i>')
  expect(await textFaults(app)).toEqual(['overlap: “One” and “Other”'])
})
