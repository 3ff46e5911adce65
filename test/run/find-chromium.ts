import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { ask, projectFolder } from './command.ts'
import { installPackages } from './debian.ts'

export type Browser = { path: string; version: string; origin: string }

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

/** Lists the paths of installed browsers, in the order in which they are tried. */
function installedPaths(): string[] {
  if (process.platform === 'darwin') {
    return ['/Applications', join(process.env.HOME ?? '', 'Applications')].flatMap((folder) => [
      join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
      join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
    ])
  }
  if (process.platform === 'win32') {
    return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .flatMap((name) => process.env[name] ?? [])
      .flatMap((folder) => [
        join(folder, 'Google/Chrome/Application/chrome.exe'),
        join(folder, 'Chromium/Application/chrome.exe'),
      ])
  }
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  return folders.filter(Boolean).flatMap((folder) => names.map((name) => join(folder, name)))
}

/**
 * The browser at a path, or undefined where there is none that starts: a wrapper or a download may lack its libraries.
 */
async function tryBrowser(path: string, origin: string): Promise<Browser | undefined> {
  if (!existsSync(path)) return undefined
  // On Windows `--version` opens a window instead of printing.
  if (process.platform === 'win32') return { path, version: '', origin }
  const answer = await ask(path, ['--version'], { timeLimitMs: 30_000 })
  const version = answer.output.match(/\d+\.\d+\.\d+\.\d+/)?.[0]
  return answer.ok && version ? { path, version, origin } : undefined
}

async function findInstalled(): Promise<Browser | undefined> {
  for (const path of new Set(installedPaths())) {
    const browser = await tryBrowser(path, 'installed on this machine')
    if (browser) return browser
  }
  return undefined
}

async function findDownloaded(): Promise<Browser | undefined> {
  const path = chromium.executablePath()
  const origin = "Playwright's own download"
  const there = await tryBrowser(path, origin)
  if (there) return there
  console.log("No Chrome or Chromium is installed here; trying Playwright's own download.")
  const script = join(projectFolder, 'node_modules/@playwright/test/cli.js')
  await ask(process.execPath, [script, 'install', 'chromium'], { timeLimitMs: 5 * 60_000 })
  return tryBrowser(path, origin)
}

async function findPackaged(): Promise<Browser | undefined> {
  if (!(await installPackages(['chromium']))) return undefined
  return tryBrowser('/usr/bin/chromium', 'just installed as the package “chromium”')
}

/**
 * A browser for the tests: an installed one, else Playwright's own download, else (as root on Debian or Ubuntu) the
 * package of the distribution. `RUSHES_TEST_CHROMIUM` names another.
 */
export async function findChromium(): Promise<Browser | undefined> {
  const named = process.env.RUSHES_TEST_CHROMIUM
  if (named) return tryBrowser(named, 'named by RUSHES_TEST_CHROMIUM')
  return (await findInstalled()) ?? (await findDownloaded()) ?? (await findPackaged())
}
