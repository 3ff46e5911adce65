import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '../../shared/contract/index.ts'
import { problemSchema, problemType } from './problem.ts'

type Document = Awaited<ReturnType<OpenAPIGenerator['generate']>>
type Paths = NonNullable<Document['paths']>

/** The description of all routes for programs, computed when first needed. */
export interface ApiDescription {
  /** Returns the OpenAPI document: the routes of the contract under `/api`, and those that send and receive bytes. */
  document(): Promise<Document>
  /** Lists the methods that a path has; none if nothing is served there. */
  methodsOf(path: string): Promise<string[]>
}

/** Describes the API of this version of Rushes. */
export function describeApi(version: string): ApiDescription {
  let described: Promise<Document> | undefined
  const document = () => {
    described ??= createDocument(version)
    return described
  }
  return {
    document,
    async methodsOf(path) {
      const routes = routesOf(await document()).filter(({ pattern }) => pattern.test(path))
      return [...new Set(routes.flatMap(({ methods }) => methods))]
    },
  }
}

async function createDocument(version: string): Promise<Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(contract, {
    info: { title: 'Rushes', version },
    servers: [{ url: '/api' }],
    security: [{ key: [] }],
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: problemSchema as never },
    },
    customErrorResponseBodySchema: { $ref: '#/components/schemas/Problem' } as never,
  })
  const paths = { ...document.paths, ...bytePaths() }
  describeMediaUpload(paths['/media']?.post as Operation)
  for (const operation of operationsOf(paths)) describeProblems(operation)
  return { ...document, paths }
}

function routesOf({ paths = {} }: Document): { pattern: RegExp; methods: string[] }[] {
  return Object.entries(paths).map(([path, item]) => {
    const whole = (item?.servers?.[0]?.url ?? '/api') + path
    const pattern = new RegExp(`^${whole.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{\w+\}/g, '[^/]+')}$`)
    return {
      pattern,
      methods: methodNames.filter((method) => item && method in item).map((name) => name.toUpperCase()),
    }
  })
}

const methodNames = ['get', 'post', 'put', 'patch', 'delete'] as const

interface Operation {
  parameters?: object[]
  requestBody?: { content: Record<string, unknown> }
  responses?: Record<string, { description?: string; content?: Record<string, unknown> }>
}

function operationsOf(paths: Paths): Operation[] {
  return Object.values(paths).flatMap((item) =>
    methodNames.flatMap((method) => (item?.[method] ? [item[method] as Operation] : [])),
  )
}

/** Errors are problem details, and any call can fail with one. */
function describeProblems(operation: Operation): void {
  const content = { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } }
  for (const [status, response] of Object.entries(operation.responses ?? {}))
    if (Number(status) >= 400) response.content = content
  operation.responses = { ...operation.responses, default: { description: 'Any other error', content } }
}

const bytes = (type: string) => ({ [type]: { schema: { type: 'string', format: 'binary' } } })

/** The paths of bytes: not of the contract, which is JSON. */
function bytePaths(): Paths {
  const found = {
    '/media/videos/{id}': ['videos.bytes', 'Get the bytes of a video', 'video/*'],
    '/media/proxies/{id}': ['proxies.bytes', 'Get the bytes of a video’s proxy', 'video/mp4'],
    '/media/posters/{id}': ['previews.poster', 'Get the poster of a video', 'image/jpeg'],
    '/media/storyboards/{id}': ['previews.storyboard', 'Get the storyboard of a video', 'image/jpeg'],
    '/media/images/{id}': ['images.bytes', 'Get the bytes of an image', 'image/*'],
    '/media/image-previews/{id}': ['images.preview', 'Get a small picture of an image', 'image/jpeg'],
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
  const resumable = { servers: [{ url: '' }], ...tusPaths }
  return { ...Object.fromEntries(paths), '/uploads': uploadPath, '/api/media/uploads': resumable } as Paths
}

/** Adds to the call that takes a path what the same address takes as bytes (`media.ts`). */
function describeMediaUpload(operation: Operation): void {
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

const tusPaths = {
  post: {
    operationId: 'media.startUpload',
    summary: 'Begin an upload that can be resumed (tus 1.0); `Location` is where its bytes go, by PATCH',
    parameters: ['Tus-Resumable', 'Upload-Length', 'Upload-Metadata'].map((name) => ({
      name,
      in: 'header',
      required: true,
      schema: { type: 'string' },
    })),
    responses: { 201: { description: 'Begun' } },
  },
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
