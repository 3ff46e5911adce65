import { join } from 'node:path'
import { inject } from 'vitest'

/** The path of a program that a test starts in a process of its own: `rushes`, or one of `support/programs/`. */
export function programPath(name: string): string {
  return join(inject('programs'), `${name}.js`)
}

/**
 * Never called: `npm test -- --changed` follows imports, and nothing else says that these tests depend on the terminal.
 */
export const dependsOn = () => import('../../main/cli/cli.ts')
