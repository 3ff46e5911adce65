import type { ReactNode } from 'react'
import type { EmbeddedReading } from '../../../shared/contract/embedded.ts'
import type { ContentUse } from '../../../shared/contract/workflows.ts'
import { passFacts } from '../../../shared/generation/pass-facts.ts'
import { FactList } from '../fact-list.tsx'
import { Code, Section } from '../section.tsx'
import { AiMark } from './ai-mark.tsx'
import { CredentialsSection } from './credentials.tsx'
import classes from './embedded.module.css'
import { EmbeddedInputs } from './embedded-inputs.tsx'
import { ParserLine } from './embedded-reading.tsx'
import { type Details, generationFacts } from './generation-facts.ts'
import { Prompt } from './prompt.tsx'
import { texts } from './texts.ts'
import { UseCard } from './workflow-use.tsx'

interface HowMadeProps {
  fileHash: string
  /** Null if there are none. */
  details: Details | null
  /** Null if the file was not read. */
  reading: EmbeddedReading | null
  uses: readonly Omit<ContentUse, 'file_hash'>[]
  /** Buttons and hints below the details. */
  children?: ReactNode
}

/** Shows the history of a take or an image: prompt, settings, workflows, inputs and credentials. */
export function HowMade({ fileHash, details, reading, uses, children }: HowMadeProps) {
  const readBy = reading && (reading.parser !== null || reading.tags.length > 0) && (
    <ParserLine fileHash={fileHash} reading={reading} />
  )
  const passes = passFacts(details?.generation_params?.passes)
  return (
    <>
      <AiMark evidence={reading?.ai_evidence ?? []} />
      {details?.prompt && <Prompt>{details.prompt}</Prompt>}
      {(details || readBy) && (
        <FactList
          facts={[...(details ? generationFacts(details) : []), ...(readBy ? [[texts.readBy, readBy] as const] : [])]}
        />
      )}
      {passes.length > 0 && (
        <Section title={texts.passes}>
          <FactList facts={passes} />
        </Section>
      )}
      {details?.error && <Code kind="error">{details.error}</Code>}
      {reading && reading.notes.length > 0 && (
        <ul className={classes.notes} aria-label={texts.readingProblems}>
          {reading.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {children}
      <Uses title={texts.workflow} uses={uses.filter(({ role }) => role === 'output')} />
      <EmbeddedInputs fileHash={fileHash} inputs={reading?.inputs ?? []} />
      {reading?.credentials && <CredentialsSection credentials={reading.credentials} />}
      <Uses title={texts.usedIn} uses={uses.filter(({ role }) => role !== 'output')} />
    </>
  )
}

function Uses({ title, uses }: { title: string; uses: HowMadeProps['uses'] }) {
  if (uses.length === 0) return null
  return (
    <Section title={title}>
      {uses.map((use) => (
        <UseCard key={`${use.workflow_id} ${use.node_id} ${use.execution_id}`} use={use} />
      ))}
    </Section>
  )
}
