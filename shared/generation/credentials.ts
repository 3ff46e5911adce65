import type { GenerationReading } from './reading.ts'

/** An action on a video, as stated by its manifest. */
export interface CredentialAction {
  /** `c2pa.created`, `c2pa.edited`… */
  action: string
  /** The program or model that performed it. */
  tool: string | null
  /** The IPTC's digital source type, `trainedAlgorithmicMedia`. */
  source_type: string | null
  /** RFC 3339. */
  when: string | null
}

/** A file that went into a video, as stated by its manifest. */
export interface CredentialIngredient {
  title: string | null
  /** A media type. */
  format: string | null
  /** `parentOf`, `componentOf`, `inputTo`. */
  relationship: string | null
  /** The label of the ingredient's own manifest, which identifies it; null if it had none. */
  manifest: string | null
}

/**
 * The content credentials (C2PA) of a file as stated by its manifest. Rushes has no list of trusted signers: a valid
 * signature proves that the file is unchanged since it was signed, not who the issuer is.
 */
export interface ContentCredentials {
  /** The label of the manifest, globally unique. Null if the manifest cannot be read; the rest is then empty. */
  manifest: string | null
  title: string | null
  /** The program that wrote it. */
  generator: string | null
  /** The signer, as stated by the certificate. */
  issuer: string | null
  actions: CredentialAction[]
  ingredients: CredentialIngredient[]
  /** True if the signature matches the file; absent if it was not verified. */
  signature?: 'valid' | 'invalid'
  /** Why the signature was not verified; absent if it was, and in readings of earlier versions. */
  unverified?: UnverifiedReason
}

/** The library that verifies signatures cannot read the format, would take too much memory, or failed on the file. */
export const unverifiedReasons = ['format', 'size', 'failed'] as const
export type UnverifiedReason = (typeof unverifiedReasons)[number]

/** The result of verifying a signature. */
export type SignatureState = Pick<ContentCredentials, 'signature' | 'unverified'>

const unverifiedWords: Record<UnverifiedReason, string> = {
  format: 'the library that verifies signatures doesn’t read this format',
  size: 'the file is too large for the library that verifies signatures',
  failed: 'the library that verifies signatures couldn’t read the file',
}

/** Returns a sentence about the signature of credentials, and why it is not verified. */
export function describeSignature({ signature, unverified }: SignatureState): string {
  if (signature === 'valid')
    return 'The signature is valid: the file is unchanged since it was signed. Who the signer is isn’t verified.'
  if (signature === 'invalid') return 'The signature doesn’t match: the file was changed after it was signed.'
  return unverified
    ? `The signature is not verified: ${unverifiedWords[unverified]}.`
    : 'The signature is not verified.'
}

/** Returns whether a model made the file or part of it, by the IPTC's digital source type. */
export function isByModel({ actions }: ContentCredentials): boolean {
  return actions.some(({ source_type }) => /trainedAlgorithmicMedia$/i.test(source_type ?? ''))
}

/**
 * Returns the generation details of a file: those of its texts, unless they only say that a model made it and its
 * credentials say by which. Null without any, and if a model made only a part, as of an edited photo.
 */
export function withCredentials(
  reading: GenerationReading | null,
  credentials: ContentCredentials | null,
): GenerationReading | null {
  const isLabel = reading?.parser === 'xmp' || reading?.parser === 'aigc'
  return reading && !isLabel ? reading : (readCredentialsOfModel(credentials) ?? reading)
}

function readCredentialsOfModel(credentials: ContentCredentials | null): GenerationReading | null {
  const made = credentials?.actions.find(({ source_type }) => /^trainedAlgorithmicMedia$/i.test(source_type ?? ''))
  if (!credentials || !made) return null
  const provider = credentials.issuer ?? credentials.generator ?? 'unknown'
  const details = { provider, ...(made.tool && { model: made.tool }) }
  return { parser: 'c2pa', details, definition: null, output_node: null, inputs: [], notes: [] }
}
