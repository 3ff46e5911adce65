interface SendOptions {
  signal: AbortSignal
  /** Bytes that have left so far. */
  onProgress(bytes: number): void
}

/** The `message` of an error that the library answered with; what a proxy in between says is no sentence for people. */
function sentenceIn(text: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null && 'message' in answer ? String(answer.message) : undefined
  } catch {
    return undefined
  }
}

/**
 * Streams a file from the disk to the library and answers with the name that it has there. XMLHttpRequest, because `fetch` does
 * not tell how far an upload is.
 */
export function sendFile(file: File, { signal, onProgress }: SendOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/uploads?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.addEventListener('progress', (event) => onProgress(Math.min(event.loaded, file.size)))
    request.addEventListener('load', () => {
      if (request.status < 300) resolve((JSON.parse(request.responseText) as { upload: string }).upload)
      else
        reject(new Error(sentenceIn(request.responseText) ?? `${file.name} was not taken in (HTTP ${request.status}).`))
    })
    const broken = `${file.name} could not be sent. Check that Rushes is still running, then drop it again.`
    request.addEventListener('error', () => reject(new Error(broken)))
    request.addEventListener('abort', () => reject(new Error('The upload was stopped.')))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    if (signal.aborted) reject(new Error('The upload was stopped.'))
    else request.send(file)
  })
}
