import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../shared/canonical-json.ts'
import type { AnalyserProgram } from '../../../shared/contract/analysers.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import type { Analyser } from '../../media/analysers/analyser.ts'
import type { OwnProgram } from '../../media/analysers/declaration.ts'
import { programFiles } from '../../media/analysers/program-files.ts'

/**
 * [Note: consent to programs] A library may come from someone else, so a program that it declares runs only after the
 * person saw what would run and allowed it. The consent is for one library, analyser and digest, and is kept on this
 * computer: a changed declaration, program or script asks again. What the program loads by itself is its own affair.
 */
export async function describeProgram(core: Core, analyser: OwnProgram): Promise<AnalyserProgram> {
  const { name, text, argv, folder } = analyser
  const files: AnalyserProgram['files'] = []
  for (const path of await programFiles(argv, folder)) files.push({ path, sha256: await core.programHash(path) })
  const shown = { argv: [...argv], folder, files, declaration_sha256: sha256(text) }
  const digest = sha256(canonicalJson(shown))
  return { ...shown, digest, allowed: await core.consents.has(subjectOf(name), digest) }
}

/** Allows what has this digest, and nothing else, to run. @throws RushesError CONFLICT if it changed since. */
export async function allowProgram(core: Core, analyser: OwnProgram, digest: string): Promise<void> {
  const program = await describeProgram(core, analyser)
  if (program.digest !== digest) {
    throw new RushesError('CONFLICT', `The analyser “${analyser.name}” changed since it was shown. Check it again.`)
  }
  await core.consents.allow(subjectOf(analyser.name), digest)
}

/** Withdraws the consent for an analyser. */
export async function forbidProgram(core: Core, { name }: OwnProgram): Promise<void> {
  await core.consents.withdraw(subjectOf(name))
}

/**
 * Requires that an analyser ships with Rushes, or that its program, as it is now, was allowed.
 * @throws RushesError CONSENT_NEEDED
 */
export async function requireConsent(core: Core, analyser: Analyser | OwnProgram): Promise<void> {
  if (!('argv' in analyser)) return
  const { allowed, files } = await describeProgram(core, analyser)
  if (allowed) return
  const { name } = analyser
  const inMenu = 'runStage' in analyser ? 'Run' : 'Choose it in the menu Analyse, or run'
  throw new RushesError(
    'CONSENT_NEEDED',
    `The analyser “${name}” of this library would run ${files[0]?.path}, which you have not allowed. ${inMenu} ` +
      `“rushes analysers allow ${name}”, to see and allow it.`,
    { data: { analyser: name } },
  )
}

function subjectOf(name: string): string {
  return `analyser ${name}`
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
