import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf, RushesError, systemCode } from '../../shared/errors.ts'
import { configFolder } from './library-folder.ts'

/**
 * [Note: proofs] Undo moves files back out of the library, and a restarted import may move files into it. What it moves
 * is a row of the database, which may come from someone else. So such a row carries a proof that this person wrote it
 * on this computer: an HMAC with a secret that never leaves the configuration folder. Without a valid proof, files
 * outside the library are left alone.
 */
export function prove(text: string): string {
  return createHmac('sha256', readSecret()).update(text).digest('hex')
}

/** Returns whether `prove` returned `proof` for this text, for this person on this computer. */
export function isProven(text: string, proof: unknown): boolean {
  if (typeof proof !== 'string') return false
  const [given, expected] = [Buffer.from(proof), Buffer.from(prove(text))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** Returns the secret, which is created when first needed. @throws RushesError FILE_UNREADABLE */
function readSecret(): Buffer {
  const path = join(configFolder(), 'secret')
  try {
    mkdirSync(configFolder(), { recursive: true, mode: 0o700 })
    writeFileSync(path, randomBytes(32), { flag: 'wx', mode: 0o600, flush: true })
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return readFileSync(path)
    const advice = 'Set RUSHES_CONFIG to a folder that you can write to.'
    throw new RushesError('FILE_UNREADABLE', `${path} could not be created: ${messageOf(error)}. ${advice}`, {
      cause: error,
    })
  }
  return readFileSync(path)
}
