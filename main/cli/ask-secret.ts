import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { RushesError } from '../../shared/errors.ts'
import { say } from './output.ts'

/**
 * Returns the passphrase or private key of an encrypted copy: from `RUSHES_BACKUP_PASSPHRASE`, else asked for without
 * showing what is typed.
 * @throws RushesError BAD_INPUT if neither is possible
 */
export async function askSecret(what: string): Promise<string> {
  const { RUSHES_BACKUP_PASSPHRASE } = process.env
  if (RUSHES_BACKUP_PASSPHRASE) return RUSHES_BACKUP_PASSPHRASE
  if (!process.stdin.isTTY)
    throw new RushesError('BAD_INPUT', `${what} is encrypted. Set RUSHES_BACKUP_PASSPHRASE to its passphrase or key.`)
  say(`Passphrase or private key of ${what}:`)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const questions = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  return await questions.question('').finally(() => questions.close())
}
