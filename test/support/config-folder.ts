import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Gives this process, and those that it starts, an empty folder for settings and the trash of the system until it
 * ends: those of the person who runs the tests stay out of them. A folder that is set already is kept.
 */
export function setConfigFolder(): void {
  if (process.env.RUSHES_CONFIG) return
  const folder = mkdtempSync(join(tmpdir(), 'rushes-test-config-'))
  process.env.RUSHES_CONFIG = folder
  process.env.XDG_DATA_HOME = join(folder, 'data')
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
}
