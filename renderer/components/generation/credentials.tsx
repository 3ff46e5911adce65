import { BadgeCheck } from 'lucide-react'
import type { EmbeddedReading } from '../../../shared/contract/embedded.ts'
import { describeSignature, isByModel } from '../../../shared/generation/credentials.ts'
import { FactList } from '../fact-list.tsx'
import { Icon } from '../icon.tsx'
import { Hint } from '../panel.tsx'
import { Section } from '../section.tsx'
import classes from './embedded.module.css'
import { actionLabel } from './embedded-labels.ts'

type Credentials = NonNullable<EmbeddedReading['credentials']>

/** The content credentials of a take or an image, as its file states them. */
export function CredentialsSection({ credentials }: { credentials: Credentials }) {
  const { manifest, generator, issuer, actions } = credentials
  const facts: [string, string][] = [
    ...(generator ? [['Program', generator] as [string, string]] : []),
    ...(issuer ? [['Signed by', issuer] as [string, string]] : []),
    ...(actions.length > 0 ? [['Actions', actions.map(actionLabel).join('; ')] as [string, string]] : []),
  ]
  return (
    <Section title="Content credentials (C2PA)">
      <div className={classes.credentials}>
        <p className={classes.state}>
          <Icon of={BadgeCheck} size={14} />
          {manifest === null
            ? 'This file’s credentials can’t be read.'
            : isByModel(credentials)
              ? 'They state that a model made this.'
              : 'They state where this comes from.'}
        </p>
        <FactList facts={facts} />
        <Hint>
          {describeSignature(credentials)} Converting drops the credentials; the original file is never changed.
        </Hint>
      </div>
    </Section>
  )
}
