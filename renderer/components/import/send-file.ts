import { passHeaders } from '../../client.ts'
import { texts } from './texts.ts'

interface SendOptions {
  signal: AbortSignal
  /** Called with the number of bytes sent so far. */
  onProgress(bytes: number): void
}

/** Returns the `message` of an error of the library; undefined for the answer of a proxy in between. */
function sentenceIn(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null && 'message' in answer ? String(answer.message) : undefined
  } catch {
    return undefined
  }
}

/**
 * Uploads a file and returns its name in the library. Uses XMLHttpRequest, because `fetch` does not report the progress
 * of an upload.
 */
export function sendFile(file: File, { signal, onProgress }: SendOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/uploads?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    for (const [name, value] of Object.entries(passHeaders)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', (event) => onProgress(Math.min(event.loaded, file.size)))
    request.addEventListener('load', () => {
      if (request.status < 300) resolve((JSON.parse(request.responseText) as { upload: string }).upload)
      else reject(new Error(sentenceIn(request.responseText) ?? texts.couldNotBeUploaded(file.name, request.status)))
    })
    const broken = texts.sendFileText(file.name)
    request.addEventListener('error', () => reject(new Error(broken)))
    request.addEventListener('abort', () => reject(new Error(texts.uploadCancelled)))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    if (signal.aborted) reject(new Error(texts.uploadCancelled))
    else request.send(file)
  })
}
