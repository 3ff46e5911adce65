/** An operation of the document, as far as it is changed here. */
export interface Operation {
  operationId: string
  tags?: string[]
  parameters?: object[]
  requestBody?: { content: Record<string, unknown> }
  responses?: Record<string, { description?: string; content?: Record<string, unknown> }>
}

const bytes = (type: string) => ({ [type]: { schema: { type: 'string', format: 'binary' } } })

/** The paths of bytes: not of the contract, which is JSON. */
export function bytePaths(): object {
  const found = {
    '/media/videos/{id}': ['videos.bytes', 'Get the bytes of a video', 'video/*'],
    '/media/proxies/{id}': ['proxies.bytes', 'Get the bytes of a video’s proxy', 'video/mp4'],
    '/media/posters/{id}': ['previews.poster', 'Get the poster of a video', 'image/jpeg'],
    '/media/storyboards/{id}': ['previews.storyboard', 'Get the storyboard of a video', 'image/jpeg'],
    '/media/images/{id}': ['images.bytes', 'Get the bytes of an image', 'image/*'],
    '/media/image-previews/{id}': ['images.preview', 'Get a small picture of an image', 'image/jpeg'],
    '/media/bundles/{job}': ['bundles.bytes', 'Get the exported bundle of a job', 'application/zip'],
    '/media/timelines/{id}/frames/{sequence}': ['timelines.frame', 'Get a frame of a timeline', 'image/jpeg'],
    '/api/timelines/{id}/frames/{sequence}': ['timelines.frameBytes', 'Get a frame of a timeline', 'image/jpeg'],
    '/api/media/{id}/content': ['media.content', 'Get the bytes of media', 'video/*'],
    '/api/media/{id}/poster': ['media.poster', 'Get the poster of a video, or a small picture', 'image/jpeg'],
  } as const
  const paths = Object.entries(found).map(([path, [operationId, summary, type]]) => [
    path,
    {
      servers: [{ url: '' }],
      get: { operationId, summary, parameters: byteParametersOf(path), responses: byteResponses(type) },
    },
  ])
  return {
    ...Object.fromEntries(paths),
    '/uploads': uploadPath,
    '/api/media/uploads': { servers: [{ url: '' }], ...tusStart },
    '/api/media/uploads/{id}': { servers: [{ url: '' }], ...tusUpload },
    '/api/openapi.json': { servers: [{ url: '' }], get: description },
    '/api/docs': { servers: [{ url: '' }], get: page },
  }
}

/** Adds to the call that takes a path what the same address takes as bytes (`media.ts`). */
export function describeMediaUpload(operation: Operation): void {
  const parameters = [
    { name: 'name', in: 'query', schema: { type: 'string' }, description: 'The file name, for a body of raw bytes' },
    { name: 'virtual', in: 'query', schema: { type: 'boolean' }, description: 'Only computes the id; stores nothing' },
  ]
  const files = { type: 'array', items: { type: 'string', format: 'binary' } }
  const form = { 'multipart/form-data': { schema: { type: 'object', properties: { file: files } } } }
  const content = { ...operation.requestBody?.content, ...bytes('application/octet-stream'), ...form }
  const known = operation.responses?.[200]
  operation.parameters = [...(operation.parameters ?? []), ...parameters]
  operation.requestBody = { ...operation.requestBody, content }
  operation.responses = {
    ...operation.responses,
    200: { ...known, description: 'The library has the content; its record' },
    201: { ...known, description: 'A new content; its record. Of several files, all of them as `items`' },
    207: { description: 'Several files, of which some were refused: a record or an `error` for each, as `items`' },
  }
}

const byteHeaders = [
  { name: 'Range', in: 'header', schema: { type: 'string' }, description: 'One range of bytes (RFC 9110)' },
  { name: 'If-None-Match', in: 'header', schema: { type: 'string' } },
]

function byteParametersOf(path: string) {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  return [...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })), ...byteHeaders]
}

function byteResponses(type: string) {
  return {
    200: { description: 'The whole file', content: bytes(type) },
    206: { description: 'The range', content: bytes(type) },
    304: { description: 'The file that the caller has' },
    416: { description: 'The file is shorter' },
  }
}

const header = (name: string, required: boolean) => ({ name, in: 'header', required, schema: { type: 'string' } })
const tusResumable = header('Tus-Resumable', true)
const uploadId = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

const tusStart = {
  post: {
    operationId: 'media.startUpload',
    summary: 'Begin an upload that can be resumed (tus 1.0); `Location` is where its bytes go, by PATCH',
    parameters: [tusResumable, header('Upload-Length', true), header('Upload-Metadata', true)],
    responses: { 201: { description: 'Begun' } },
  },
}

const tusUpload = {
  head: {
    operationId: 'media.getUpload',
    summary: 'Get how many bytes of an upload have arrived; one that is complete is recorded',
    parameters: [uploadId, tusResumable],
    responses: { 200: { description: '`Upload-Offset`; `Content-Location` is the record of a complete upload' } },
  },
  patch: {
    operationId: 'media.resumeUpload',
    summary: 'Send the next bytes of an upload',
    parameters: [uploadId, tusResumable, header('Upload-Offset', true)],
    requestBody: { required: true, content: bytes('application/offset+octet-stream') },
    responses: { 204: { description: '`Upload-Offset`; `Content-Location` is the record of a complete upload' } },
  },
  delete: {
    operationId: 'media.cancelUpload',
    summary: 'Remove an upload that is not complete',
    parameters: [uploadId, tusResumable],
    responses: { 204: { description: 'Removed' } },
  },
}

const description = {
  operationId: 'api.describe',
  summary: 'Get this document',
  responses: { 200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } } },
}

const page = {
  operationId: 'api.docs',
  summary: 'Get a page to read this document and try its calls',
  security: [],
  responses: { 200: { description: 'The page', content: { 'text/html': { schema: { type: 'string' } } } } },
}

/** Adds to the call that extracts frames the form that brings them (`frames.ts`). */
export function describeFormOfTimeline(operation: Operation): void {
  const form = {
    type: 'object',
    properties: {
      timeline: { type: 'string', description: 'JSON: the fields of `timelines.createFromFiles`, frames without path' },
    },
    additionalProperties: { type: 'string', format: 'binary', description: 'The JPEG of the frame of this sequence' },
    required: ['timeline'],
  }
  const content = { ...operation.requestBody?.content, 'multipart/form-data': { schema: form } }
  operation.requestBody = { ...operation.requestBody, content }
  operation.responses = { ...operation.responses, 201: { description: 'A timeline of the frames in the form' } }
}

const uploadPath = {
  servers: [{ url: '' }],
  post: {
    operationId: 'uploads.receive',
    summary: 'Upload a file, to be imported by `imports.start`',
    parameters: [
      { name: 'name', in: 'query', required: true, schema: { type: 'string' }, description: 'Its file name' },
    ],
    requestBody: { required: true, content: bytes('application/octet-stream') },
    responses: {
      200: {
        description: 'The name of the upload, for `uploads` of `imports.start`',
        content: { 'application/json': { schema: { type: 'object', properties: { upload: { type: 'string' } } } } },
      },
    },
  },
}
