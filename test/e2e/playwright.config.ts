import { defineConfig } from '@playwright/test'
import { setConfigFolder } from '../support/config-folder.ts'

setConfigFolder()
// Without a locale of UTF-8, files with names outside ASCII cannot be dropped on Chromium.
process.env.LC_ALL ??= 'C.UTF-8'

/** Chromium has to run without its sandbox as root, as in a container. */
const isRoot = process.getuid?.() === 0
const chromium = process.env.RUSHES_TEST_CHROMIUM

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  // Each test has a process and a library for itself, and waits for pages and previews a quarter of its time.
  workers: '150%',
  // Tests that pass only then are listed in the summary: each is a defect, of the test or of Rushes.
  retries: 1,
  // These end what hangs: a busy machine is no failure.
  timeout: 300_000,
  expect: { timeout: 120_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: { screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'chromium',
      testMatch: 'browser/**/*.spec.ts',
      use: {
        browserName: 'chromium',
        viewport: { width: 1440, height: 900 },
        launchOptions: {
          ...(chromium ? { executablePath: chromium } : {}),
          args: isRoot ? ['--no-sandbox'] : [],
        },
      },
    },
    // Windows share one display and its focus.
    { name: 'electron', testMatch: 'electron/**/*.spec.ts', workers: '100%' },
  ],
})
