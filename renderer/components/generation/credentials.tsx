import { BadgeCheck } from 'lucide-react'
import type { EmbeddedReading } from '../../../shared/contract/embedded.ts'
import { describeSignature, isByModel } from '../../../shared/generation/credentials.ts'
import { FactList } from '../fact-list.tsx'
import { Icon } from '../icon.tsx'
import { Hint } from '../panel.tsx'
import { Section } from '../section.tsx'
import classes from './embedded.module.css'
import { actionLabel } from './embedded-labels.ts'
import { texts } from './texts.ts'

type Credentials = NonNullable<EmbeddedReading['credentials']>

/** The content credentials of a take or an image, as its file states them. */
export function CredentialsSection({ credentials }: { credentials: Credentials }) {
  const { manifest, generator, issuer, actions } = credentials
  const facts: [string, string][] = [
    ...(generator ? [[texts.program, generator] as [string, string]] : []),
    ...(issuer ? [[texts.signedBy, issuer] as [string, string]] : []),
    ...(actions.length > 0 ? [[texts.actions, actions.map(actionLabel).join('; ')] as [string, string]] : []),
  ]
  return (
    <Section title={texts.contentCredentialsC2pa}>
      <div className={classes.credentials}>
        <p className={classes.state}>
          <Icon of={BadgeCheck} size={14} />
          {manifest === null
            ? texts.thisFilesCredentialsCant
            : isByModel(credentials)
              ? texts.credentialsSectionText
              : texts.theyStateWhereThis}
        </p>
        <FactList facts={facts} />
        <Hint>{texts.credentialsSectionHint(describeSignature(credentials))}</Hint>
      </div>
    </Section>
  )
}
