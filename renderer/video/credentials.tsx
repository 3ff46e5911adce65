import { BadgeCheck } from 'lucide-react'
import type { EmbeddedReading } from '../../shared/contract/embedded.ts'
import { isByModel } from '../../shared/generation/credentials.ts'
import { FactList } from '../components/fact-list.tsx'
import { Icon } from '../components/icon.tsx'
import { Section } from '../components/section.tsx'
import classes from './reading.module.css'
import { actionWords } from './reading-words.ts'

type Credentials = NonNullable<EmbeddedReading['credentials']>

/** What the content credentials of a take state, and what must not be done to it. */
export function CredentialsSection({ credentials }: { credentials: Credentials }) {
  const { manifest, generator, issuer, actions } = credentials
  const facts: [string, string][] = [
    ...(generator ? [['Program', generator] as [string, string]] : []),
    ...(issuer ? [['Signed by', issuer] as [string, string]] : []),
    ...(actions.length > 0 ? [['Done', actions.map(actionWords).join('; ')] as [string, string]] : []),
  ]
  return (
    <Section title="Content credentials (C2PA)">
      <div className={classes.credentials}>
        <p>
          <Icon of={BadgeCheck} size={14} />
          {manifest === null
            ? 'The file has some that cannot be read.'
            : isByModel(credentials)
              ? 'They say that a model made it.'
              : 'They say where it comes from.'}
        </p>
        <FactList facts={facts} />
        <p className={classes.hint}>
          The signature is not verified here. A copy in another format loses them; the file itself is never changed.
        </p>
      </div>
    </Section>
  )
}
