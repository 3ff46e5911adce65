import type { EmbeddedReading } from '../../shared/contract/embedded.ts'
import type { Generation } from '../../shared/contract/generations.ts'
import type { VideoUse } from '../../shared/contract/workflows.ts'
import { isByModel } from '../../shared/generation/credentials.ts'
import { formatBytes } from '../../shared/units.ts'
import { table } from './table.ts'

interface Making {
  generation: Generation | null
  embedded: EmbeddedReading | null
  uses: VideoUse[]
}

/** How a video was made, as text; empty where nobody knows. */
export function howMade({ generation, embedded, uses }: Making): string {
  const params = Object.entries(generation?.generation_params ?? {}).map(([name, value]) => [name, show(value)])
  const facts = [
    ['provider', generation?.provider],
    ['model', generation?.model],
    ['prompt', generation?.prompt],
    ...params,
    ...uses.map((use) => [use.role, `${use.workflow_name} (${use.workflow_id}), node ${use.node_id} ${use.node_type}`]),
    ...(embedded?.inputs ?? []).map(({ name, video_id }) => ['made from', video_id ? `${name} (${video_id})` : name]),
    ['read by', embedded?.parser && `${embedded.parser} ${embedded.parser_version}, ${embedded.read_at} UTC`],
    ...(embedded?.tags ?? []).map(({ key, path, length }) => ['raw', `${key}, ${formatBytes(length)} in ${path}`]),
    ['credentials', embedded?.credentials && credentialWords(embedded.credentials)],
    ...(embedded?.notes ?? []).map((note) => ['note', note]),
  ]
  const known = facts.flatMap(([name, value]) => (name && value ? [[name, value.replaceAll(/\s*\n\s*/g, ' ')]] : []))
  return known.length === 0 ? '' : `how it was made\n${table(known)}`
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function credentialWords(credentials: NonNullable<EmbeddedReading['credentials']>): string {
  if (credentials.manifest === null) return 'a manifest that cannot be read'
  const signed = credentials.issuer ? `signed by ${credentials.issuer}, not verified` : 'nobody known signed them'
  return [credentials.generator, isByModel(credentials) && 'made by a model', signed].filter(Boolean).join(' · ')
}
