import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '../../shared/contract/index.ts'
import { bytePaths, describeFormOfTimeline, describeMediaUpload, type Operation } from './describe-bytes.ts'
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
  const paths = { ...document.paths, ...(bytePaths() as Paths) }
  describeMediaUpload(paths['/media']?.post as Operation)
  describeFormOfTimeline(paths['/timelines']?.post as Operation)
  for (const item of Object.values(paths)) describeHeaders(item as Record<string, Operation>)
  const operations = operationsOf(paths)
  for (const operation of operations) {
    describeProblems(operation)
    operation.tags = [nounOf(operation)]
  }
  const nouns = [...new Set(operations.map(nounOf))].sort()
  return { ...document, paths, tags: nouns.map((name) => ({ name })) }
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

function operationsOf(paths: Paths): Operation[] {
  return Object.values(paths).flatMap((item) =>
    methodNames.flatMap((method) => (item?.[method] ? [item[method] as Operation] : [])),
  )
}

const header = (name: string) => ({ name, in: 'header', required: false, schema: { type: 'string' } })

/**
 * A resource that can be read has an ETag, for conditional reads and changes (`conditional.ts`); a POST can be repeated
 * (`idempotency.ts`).
 */
function describeHeaders(item: Record<string, Operation | undefined>): void {
  const { get: read, post } = item
  if (post) post.parameters = [...(post.parameters ?? []), header('Idempotency-Key')]
  if (!read?.responses?.[200]?.content?.['application/json']) return
  read.parameters = [...(read.parameters ?? []), header('If-None-Match')]
  read.responses[304] = { description: 'What the caller has, by its ETag' }
  for (const write of [item.put, item.patch, item.delete]) {
    if (!write) continue
    write.parameters = [...(write.parameters ?? []), header('If-Match')]
    write.responses = { ...write.responses, 412: { description: 'Changed since it was read' } }
  }
}

/** The noun of a call, by which readers of the document find it. */
function nounOf({ operationId }: Operation): string {
  return operationId.split('.')[0] ?? ''
}

/** Errors are problem details, and any call can fail with one. */
function describeProblems(operation: Operation): void {
  const content = { [problemType]: { schema: { $ref: '#/components/schemas/Problem' } } }
  for (const [status, response] of Object.entries(operation.responses ?? {}))
    if (Number(status) >= 400) response.content = content
  operation.responses = { ...operation.responses, default: { description: 'Any other error', content } }
}
