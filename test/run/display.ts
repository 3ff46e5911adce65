import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { installPackages } from './debian.ts'

export type Display = { name: string | undefined; note: string; close(): void }

/**
 * A display for windows. Linux without one gets an Xvfb of its own, which ends with `close`; everywhere else the
 * display that is there is used. Throws where neither can be had.
 */
export async function openDisplay(): Promise<Display> {
  const there = process.env.DISPLAY
  if (process.platform !== 'linux' || there) {
    return { name: there, note: there ? `display ${there}` : 'the display of this machine', close: () => {} }
  }
  if (!existsSync('/usr/bin/Xvfb')) await installPackages(['xvfb'])
  return startXvfb()
}

function startXvfb(): Promise<Display> {
  return new Promise((resolve, reject) => {
    // With -displayfd it picks a free number itself and writes it there once it answers. Without -noreset it starts
    // again when the last window has gone, and refuses a window that comes meanwhile.
    const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-noreset']
    const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
    const end = () => server.kill()
    process.once('exit', end)
    server.once('error', () => reject(new Error('There is no display, and no Xvfb either: install the package xvfb.')))
    server.once('exit', (code) => reject(new Error(`Xvfb ended at once with code ${code}.`)))
    server.stdio[3]?.once('data', (number: Buffer) => {
      const name = `:${number.toString().trim()}`
      resolve({ name, note: `a display of its own (Xvfb ${name})`, close: end })
    })
  })
}
