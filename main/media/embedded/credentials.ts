import { X509Certificate } from 'node:crypto'
import { decode } from 'cborg'
import { z } from 'zod'
import type {
  ContentCredentials,
  CredentialAction,
  CredentialIngredient,
} from '../../../shared/generation/credentials.ts'
import { type LabelledBox, readJumbf } from './jumbf.ts'

/** The credentials of a file whose manifest cannot be read: that it has one is worth keeping. */
export const unreadableCredentials: ContentCredentials = {
  manifest: null,
  title: null,
  generator: null,
  issuer: null,
  actions: [],
  ingredients: [],
}

/**
 * Claims and assertions have some kilobytes; their pictures are in other boxes. Decoding takes up to 200 times as much.
 */
export const longestContentBytes = 128 * 1024
/** Steps back in the history of one file. */
const maxParents = 10

/**
 * Reads the content credentials (C2PA 2.2) in a store of manifests, which is JUMBF: the active manifest, which is the
 * last one, with the actions on the files that it was edited from.
 */
export function readCredentials(store: Buffer): ContentCredentials {
  try {
    const manifests = readJumbf(store)?.children ?? []
    const active = manifests.at(-1)
    return active ? withParents(readManifest(active), manifests) : unreadableCredentials
  } catch {
    return unreadableCredentials
  }
}

/** Adds the actions of the manifests of parents: an edited file was made by whatever made its parent. */
function withParents(active: ContentCredentials, manifests: readonly LabelledBox[]): ContentCredentials {
  const actions = [...active.actions]
  const seen = new Set([active.manifest])
  let current = active
  for (let step = 0; step < maxParents; step++) {
    const parent = current.ingredients.find(({ relationship }) => relationship === 'parentOf')?.manifest
    const manifest = parent && !seen.has(parent) && manifests.find(({ label }) => label === parent)
    if (!manifest) break
    seen.add(parent)
    current = readManifest(manifest)
    actions.push(...current.actions)
  }
  return { ...active, actions }
}

const text = z.string().nullable().catch(null)
const tool = z.union([z.string(), z.object({ name: z.string(), version: z.string().optional() }).transform(named)])
const claimSchema = z.object({
  'dc:title': text,
  claim_generator: text,
  claim_generator_info: z
    .union([tool, z.array(tool).transform((tools) => tools[0] ?? null)])
    .nullable()
    .catch(null),
})
const actionSchema = z.object({
  action: z.string(),
  softwareAgent: tool.nullable().catch(null),
  digitalSourceType: text,
  when: text,
})
const manifestLink = z.object({ url: z.string() }).nullable().catch(null)
const ingredientSchema = z.object({
  'dc:title': text,
  'dc:format': text,
  relationship: text,
  c2pa_manifest: manifestLink,
  activeManifest: manifestLink,
})

function readManifest(manifest: LabelledBox): ContentCredentials {
  const childOf = (label: RegExp) => manifest.children.find((box) => label.test(box.label))
  const claim = claimSchema.parse(contentOf(childOf(/^c2pa\.claim(\.v\d+)?$/)) ?? {})
  const assertions = childOf(/^c2pa\.assertions$/)?.children ?? []
  return {
    manifest: manifest.label,
    title: claim['dc:title'],
    generator: claim.claim_generator_info ?? claim.claim_generator,
    issuer: issuerOf(contentOf(childOf(/^c2pa\.signature$/))),
    actions: assertions.filter(({ label }) => /^c2pa\.actions(\.|$|__)/.test(label)).flatMap(actionsOf),
    ingredients: assertions.filter(({ label }) => /^c2pa\.ingredient(\.|$|__)/.test(label)).flatMap(ingredientOf),
  }
}

function actionsOf(assertion: LabelledBox): CredentialAction[] {
  const { actions } = z.object({ actions: z.array(z.unknown()).catch([]) }).parse(contentOf(assertion) ?? {})
  return actions.flatMap((action) => {
    const read = actionSchema.safeParse(action)
    if (!read.success) return []
    const { softwareAgent, digitalSourceType, when } = read.data
    const source_type = digitalSourceType?.split('/').at(-1) ?? null
    return [{ action: read.data.action, tool: softwareAgent, source_type, when }]
  })
}

function ingredientOf(assertion: LabelledBox): CredentialIngredient[] {
  const read = ingredientSchema.safeParse(contentOf(assertion))
  if (!read.success) return []
  const { relationship, activeManifest, c2pa_manifest } = read.data
  const url = (activeManifest ?? c2pa_manifest)?.url ?? ''
  const manifest = /\/c2pa\/([^/]+)/.exec(url)?.[1] ?? null
  return [{ title: read.data['dc:title'], format: read.data['dc:format'], relationship, manifest }]
}

/** Returns the value in the first CBOR or JSON box of a superbox. */
function contentOf(box: LabelledBox | undefined): unknown {
  const content = box?.contents.find(({ type }) => type === 'cbor' || type === 'json')
  if (!content || content.data.length > longestContentBytes) return undefined
  return content.type === 'json' ? JSON.parse(content.data.toString('utf8')) : decodeCbor(content.data)
}

/** Decodes tagged values as plain ones: a date as its text, a signature as the list of its fields. */
const anyTag = new Proxy({}, { get: () => (decodeTagged: () => unknown) => decodeTagged() })

function decodeCbor(bytes: Buffer): unknown {
  return plain(decode(bytes, { useMaps: true, tags: anyTag }))
}

/** Turns maps into objects; the keys of a signature's header are numbers. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (!(value instanceof Map)) return value
  return Object.fromEntries([...value].map(([key, inner]) => [String(key), plain(inner)]))
}

const certificates = '33'

/**
 * Returns the signer from the certificate in the header of a COSE signature (RFC 9360): the organisation, else the
 * name.
 */
function issuerOf(signature: unknown): string | null {
  if (!Array.isArray(signature)) return null
  const [head, openHead] = signature
  const heads = [head instanceof Uint8Array && head.length > 0 ? decodeCbor(Buffer.from(head)) : head, openHead]
  for (const one of heads) {
    const chain = Object(one)[certificates] ?? Object(one).x5chain
    const certificate = Array.isArray(chain) ? chain[0] : chain
    if (certificate instanceof Uint8Array) return subjectOf(certificate)
  }
  return null
}

function subjectOf(certificate: Uint8Array): string | null {
  try {
    const { subject } = new X509Certificate(certificate)
    const fieldOf = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(subject)?.[1]
    return fieldOf('O') ?? fieldOf('CN') ?? null
  } catch {
    return null
  }
}

function named({ name, version }: { name: string; version?: string | undefined }): string {
  return version ? `${name} ${version}` : name
}
