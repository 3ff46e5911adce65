import { seedIn, textIn, withoutUnknown } from './read-values.ts'
import type { GenerationDetails } from './reading.ts'

const job = /Job ID:\s*[\da-f]{8}-[\da-f-]{27}\s*$/i

/**
 * Reads the description that Midjourney writes: the prompt with its parameters (`--ar 16:9 --v 6.1`) and the id of the
 * job. Undefined without such an id. The prompt keeps its parameters, as they were typed.
 */
export function readMidjourney(description: string): GenerationDetails | undefined {
  if (!job.test(description)) return undefined
  const prompt = description.replace(job, '').trim()
  const parameter = (name: string) => new RegExp(`\\s--(?:${name})\\s+([^\\s-][^\\s]*)`).exec(prompt)?.[1]
  // Up to the next parameter; one pattern for both would overflow the stack on a long text.
  const [negative] = prompt.split(/\s--no(?=\s)/, 2)[1]?.split(/\s--/, 1) ?? []
  const [niji, version] = [parameter('niji'), parameter('v|version')]
  return withoutUnknown({
    provider: 'midjourney',
    model: niji ? `niji ${niji}` : version && `v${version}`,
    prompt: textIn(prompt),
    negative_prompt: textIn(negative?.trim()),
    seed: seedIn(parameter('seed')),
  })
}
