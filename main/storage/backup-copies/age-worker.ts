import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Decrypter, Encrypter } from 'age-encryption'
import { RushesError, systemCode } from '../../../shared/errors.ts'
import { answerRequests, lowerPriority } from '../../threads/worker.ts'
import { privateFile } from '../make-folder.ts'
import type { AgeRequest } from './age.ts'

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>

lowerPriority()
answerRequests(async (request: AgeRequest): Promise<undefined> => {
  const source = Readable.toWeb(createReadStream(request.from)) as Bytes
  const converted = request.kind === 'encrypt' ? await encrypt(request, source) : await decrypt(request, source)
  const sink = createWriteStream(request.to, { flags: 'wx', mode: privateFile })
  await pipeline(Readable.fromWeb(converted as Parameters<typeof Readable.fromWeb>[0]), sink).catch((error) => {
    if (request.kind === 'encrypt' || systemCode(error) !== undefined) throw error
    throw new RushesError('FILE_UNREADABLE', `The encrypted copy ${request.name} is damaged.`, { cause: error })
  })
  return undefined
})

async function encrypt({ passphrase, recipient }: AgeRequest & { kind: 'encrypt' }, source: Bytes) {
  const encrypter = new Encrypter()
  if (recipient !== undefined) encrypter.addRecipient(recipient)
  else encrypter.setPassphrase(passphrase ?? '')
  return await encrypter.encrypt(source)
}

async function decrypt({ secret, name }: AgeRequest & { kind: 'decrypt' }, source: Bytes) {
  const decrypter = new Decrypter()
  try {
    if (isIdentity(secret)) decrypter.addIdentity(secret)
    else decrypter.addPassphrase(secret)
    return await decrypter.decrypt(source)
  } catch (error) {
    if (systemCode(error) !== undefined) throw error
    const message = `The passphrase or key does not open ${name}, or its beginning is damaged. Nothing was changed.`
    throw new RushesError('BAD_INPUT', message, { cause: error })
  }
}

function isIdentity(secret: string): boolean {
  return /^AGE-SECRET-KEY-/i.test(secret)
}
