import { type AiLabels, readLabels } from './ai-labels.ts'
import { type ContentCredentials, describeSignature, isByModel } from './credentials.ts'
import type { ParserName, RawTag } from './reading.ts'

export const evidenceKinds = ['credentials', 'source_type', 'label', 'graph', 'parameters', 'statement'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** The values of filters by evidence: any, none, or a kind. */
export const aiFilters = ['yes', 'no', ...evidenceKinds] as const
export type AiFilter = (typeof aiFilters)[number]

/** Labels of the values of such a filter. */
export const aiFilterLabels: Record<AiFilter, string> = {
  yes: 'Any evidence',
  no: 'No evidence',
  credentials: 'Content credentials',
  source_type: 'Source type',
  label: 'AIGC label',
  graph: 'Embedded graph',
  parameters: 'Parameters',
  statement: 'Stated',
}

/** A reason to show the “AI” mark on a content. */
export interface AiEvidence {
  kind: EvidenceKind
  /** A sentence for people. */
  text: string
  /** The signer of the credentials, as stated by the certificate; absent if unknown, and for other kinds. */
  signer?: string
  /** True if the signature of the credentials was verified and matches the file; absent for other kinds. */
  verified?: boolean
}

/** The sentence about a content that a person or a program called generated, though its file says nothing. */
export const statedAsGenerated = 'A person or a program stated that it is generated.'

/** The facts about a content that are evidence of its origin. */
export interface EvidenceSources {
  credentials: ContentCredentials | null
  /** The parser that found generation details; null if none did. */
  parser: ParserName | null
  /** True if the texts contain a graph. */
  hasGraph: boolean
  /** The texts of the file. */
  tags: readonly RawTag[]
  /** The statement of a person or a program, as a sentence. */
  statement?: string | undefined
}

/** Lists the evidence that a model made a content or part of it, the strongest first; empty if there is none. */
export function aiEvidenceOf(sources: EvidenceSources): AiEvidence[] {
  const { credentials, parser, hasGraph, tags, statement } = sources
  const evidence: AiEvidence[] = []
  if (credentials && isByModel(credentials)) evidence.push(credentialsEvidence(credentials))
  evidence.push(...labelEvidence(readLabels(tags)))
  if (hasGraph) evidence.push({ kind: 'graph', text: 'The file contains the graph that made it.' })
  else if (parser !== null && !labelParsers.includes(parser))
    evidence.push({ kind: 'parameters', text: 'The file contains the parameters that it was made with.' })
  if (statement !== undefined) evidence.push({ kind: 'statement', text: statement })
  return evidence
}

/** Parsers of statements that a model made a file; they find no parameters. */
const labelParsers: readonly ParserName[] = ['c2pa', 'xmp', 'aigc']

function labelEvidence({ sourceType, tool, label }: AiLabels): AiEvidence[] {
  const evidence: AiEvidence[] = []
  if (sourceType !== null) {
    const made = /composite/i.test(sourceType) ? 'parts of it were made by a model' : 'a model made it'
    evidence.push({ kind: 'source_type', text: `Its source type states that ${made}${tool ? ` (${tool})` : ''}.` })
  }
  if (label) {
    const made = label.says === 'generated' ? 'it was generated' : 'it may have been generated'
    evidence.push({
      kind: 'label',
      text: `Its AIGC label states that ${made}${label.producer ? ` (${label.producer})` : ''}.`,
    })
  }
  return evidence
}

function credentialsEvidence(credentials: ContentCredentials): AiEvidence {
  const { issuer, signature } = credentials
  const by = issuer === null ? 'Content credentials' : `Content credentials of ${issuer}`
  const text = `${by} state that a model made it. ${describeSignature(credentials)}`
  return { kind: 'credentials', text, ...(issuer !== null && { signer: issuer }), verified: signature === 'valid' }
}
