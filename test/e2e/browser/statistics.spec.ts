import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import BetterSqlite3 from 'better-sqlite3'
import { clip } from '../../support/clips.ts'
import type { Server } from '../../support/serve.ts'
import { barriers } from './barriers.ts'
import { breakUntilClick, importInOrder } from './on-screen.ts'
import { expect, test } from './rushes.ts'

/** Adds takes and runs of the last months, as other programs write them. */
function addHistory({ folder }: Server): void {
  const database = new BetterSqlite3(join(folder, 'media.db'))
  database.exec(`
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 399)
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, codec, created_at)
    SELECT 'v' || i, 'Take ' || i, '/t/' || i, 'h' || i, 40000000 + i * 900000,
      CASE WHEN i % 7 < 4 THEN 'generated' WHEN i % 7 < 6 THEN 'uploaded' ELSE 'stitched' END,
      CASE WHEN i % 5 < 3 THEN 'h264' WHEN i % 5 < 4 THEN 'hevc' ELSE 'prores' END,
      datetime('now', '-' || (i * i / 300) || ' days')
    FROM n;
    INSERT INTO video_generation (video_id, model, generation_params, started_at, completed_at)
    SELECT id, CASE WHEN substr(id, 2) % 3 = 0 THEN 'Veo 3.0' ELSE 'wan2.2_t2v_high_noise_14B_fp8_scaled' END,
      '{"cost":0.35}', '2026-03-20 10:00:00', '2026-03-20 10:01:10'
    FROM videos WHERE source_type = 'generated';
    INSERT INTO workflows (id, name, status, definition) VALUES ('w', 'Episode', 'saved', '{}');
    WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 29)
    INSERT INTO workflow_executions (id, workflow_id, status)
    SELECT 'e' || i, 'w', CASE WHEN i % 10 < 7 THEN 'completed' WHEN i % 10 < 9 THEN 'failed' ELSE 'running' END FROM n;`)
  database.close()
}

const rowOf = (app: Page, table: string, name: string) =>
  app.getByRole('table', { name: table }).getByRole('row').filter({ hasText: name })

test('each number of the statistics opens its list, in any width, by pointer and by keyboard', async ({
  app,
  server,
  context,
}, info) => {
  await app.getByRole('link', { name: 'Statistics' }).click()
  await expect(app.getByRole('heading', { name: 'No statistics yet' })).toBeVisible()
  expect(await barriers(app)).toEqual([])
  addHistory(server)
  const copy = join(info.outputPath(), 'copy.mp4')
  await copyFile(await clip('landscape.mp4'), copy)
  await importInOrder(server, [await clip('landscape.mp4'), copy])

  // Fresh without a reload, with what another program wrote.
  const sources = app.getByRole('table', { name: 'Storage by source' })
  await expect(sources.getByRole('row', { name: /^Generated 229 / })).toBeVisible()
  await expect(app.getByRole('listitem').filter({ hasText: 'Duplicates avoided' })).toContainText('not stored again')
  expect(await barriers(app)).toEqual([])

  // By keyboard: the link of a row.
  const veo = rowOf(app, 'Storage, time and cost by model', 'Veo 3.0')
  const [count = ''] = /\d+/.exec((await veo.getByRole('cell').first().textContent()) ?? '') ?? []
  await veo.getByRole('link').focus()
  await app.keyboard.press('Enter')
  await expect(app).toHaveURL(/model/)
  await expect(app.getByRole('status').filter({ hasText: `${count} takes` })).toBeVisible()
  await app.goBack()

  // By pointer: the newest bar.
  const chart = app.getByRole('img', { name: /^Takes per day/ })
  await chart.locator('.recharts-bar-rectangle path').last().click()
  await expect(app).toHaveURL(/date/)
  await app.goBack()
  // The same chart as a table.
  const card = app.getByRole('region', { name: 'Takes per day' })
  await card.getByRole('button', { name: 'Table' }).click()
  const newest = card.getByRole('row').nth(1)
  const today = await newest.getByRole('cell').first().textContent()
  await newest.getByRole('link').click()
  await expect(app.getByRole('status').filter({ hasText: `${today} takes` })).toBeVisible()
  await app.goBack()

  await rowOf(app, 'Runs', 'Failed').getByRole('link').click()
  await expect(app.getByRole('grid', { name: 'Runs' })).toBeVisible()
  await expect(app.getByRole('status').filter({ hasText: /^6$/ })).toBeVisible()
  await app.goBack()

  await app.getByRole('button', { name: '1 duplicate avoided' }).click()
  const dialog = app.getByRole('dialog', { name: '1 duplicate avoided' })
  await expect(dialog.getByRole('listitem')).toContainText('copy.mp4')
  expect(await barriers(app)).toEqual([])
  await app.keyboard.press('Escape')

  // In two windows.
  const second = await context.newPage()
  await second.goto(new URL('/statistics', app.url()).href)
  await expect(rowOf(second, 'Runs', 'Failed')).toContainText('6')
  await server.client.executions.start({ workflow_id: 'w', status: 'pending' })
  for (const page of [app, second]) await expect(rowOf(page, 'Runs', 'Pending')).toContainText('1')
  await second.close()

  await app.setViewportSize({ width: 900, height: 800 })
  expect(await barriers(app)).toEqual([])

  await breakUntilClick(app, '**/rpc/statistics/get**')
  await app.reload()
  await expect(app.getByRole('heading', { name: 'Couldn’t load the statistics' })).toBeVisible()
  await app.getByRole('button', { name: 'Try again' }).click()
  await expect(sources).toBeVisible()
})
