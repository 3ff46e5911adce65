import type { GenerationReading } from './reading.ts'

/** What was done to a video, as its manifest says. */
export interface CredentialAction {
  /** `c2pa.created`, `c2pa.edited`… */
  action: string
  /** The program, or the model, that did it. */
  tool: string | null
  /** What kind of source it was: the last part of the IPTC's address, `trainedAlgorithmicMedia`. */
  source_type: string | null
  /** RFC 3339. */
  when: string | null
}

/** A file that went into it, as its manifest says. */
export interface CredentialIngredient {
  title: string | null
  /** A media type. */
  format: string | null
  /** `parentOf`, `componentOf`, `inputTo`. */
  relationship: string | null
  /** The label of the ingredient's own manifest, where it had one: by that it is known again. */
  manifest: string | null
}

/**
 * The content credentials (C2PA) of a video as its manifest states them. Nobody has checked the signature: that the bytes are
 * those which the issuer signed is not shown by this.
 */
export interface ContentCredentials {
  /** The label of the manifest, unique in the world. Null where there is a manifest that cannot be read; the rest is empty then. */
  manifest: string | null
  title: string | null
  /** The program that wrote it. */
  generator: string | null
  /** Who signed it, as the certificate says. */
  issuer: string | null
  actions: CredentialAction[]
  ingredients: CredentialIngredient[]
}

/** Whether a model made it, or part of it: the IPTC's digital source types of that kind. */
export function isByModel({ actions }: ContentCredentials): boolean {
  return actions.some(({ source_type }) => /algorithmicmedia/i.test(source_type ?? ''))
}

/** What credentials alone say of how a model made a video; null where they name no model. */
export function readCredentialsOfModel(credentials: ContentCredentials | null): GenerationReading | null {
  if (!credentials || !isByModel(credentials)) return null
  const { issuer, generator, actions } = credentials
  const model = actions.find(({ source_type }) => source_type !== null)?.tool
  const provider = issuer ?? generator ?? 'unknown'
  const details = { provider, ...(model && { model }) }
  return { parser: 'c2pa', details, definition: null, output_node: null, inputs: [], notes: [] }
}
