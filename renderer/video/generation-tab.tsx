import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { VideoDetails } from '../../shared/contract/videos.ts'
import { passFacts } from '../../shared/generation/pass-facts.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { errorMessage } from '../components/error-message.ts'
import { FactList } from '../components/fact-list.tsx'
import { Buttons, Hint } from '../components/panel.tsx'
import { Code, Quote, Section } from '../components/section.tsx'
import { useOpenWorkflow } from '../components/workflows/open-workflow.ts'
import { workflowFromTake } from '../components/workflows/workflow-actions.ts'
import { CredentialsSection } from './credentials.tsx'
import readings from './embedded.module.css'
import { EmbeddedInputs } from './embedded-inputs.tsx'
import { ParserLine } from './embedded-reading.tsx'
import { generationFacts } from './generation-facts.ts'
import { GenerationForm } from './generation-form.tsx'
import classes from './generation-tab.module.css'
import { UseCard } from './workflow-use.tsx'

/** The generation details of a take: model, prompt, and the workflows that made or used it. */
export function GenerationTab({ video }: { video: VideoDetails }) {
  const generation = useQuery(api.generations.get.queryOptions({ input: { video_id: video.id } }))
  const uses = useQuery(api.workflows.ofVideo.queryOptions({ input: { video_id: video.id } }))
  const reading = useQuery(api.embedded.get.queryOptions({ input: { video_id: video.id } })).data
  const [editedId, setEditedId] = useState<string>()
  const open = useOpenWorkflow()
  const error = generation.error ?? uses.error
  if (error) return <Hint>{errorMessage(error)}</Hint>
  if (generation.data === undefined || !uses.data) return null
  const known = generation.data
  const passes = passFacts(known?.generation_params?.passes)
  if (editedId === video.id)
    return <GenerationForm key={video.id} video={video} generation={known} onClose={() => setEditedId(undefined)} />
  const made = uses.data.filter(({ role }) => role === 'output')
  const used = uses.data.filter(({ role }) => role !== 'output')
  const readBy = reading && (reading.parser !== null || reading.tags.length > 0) && (
    <ParserLine videoId={video.id} reading={reading} />
  )
  return (
    <div className={classes.column}>
      {known?.prompt && <Quote>{known.prompt}</Quote>}
      {(known || readBy) && (
        <FactList
          facts={[...(known ? generationFacts(known) : []), ...(readBy ? [['Read by', readBy] as const] : [])]}
        />
      )}
      {passes.length > 0 && (
        <Section title="Passes">
          <FactList facts={passes} />
        </Section>
      )}
      {known?.error && <Code kind="error">{known.error}</Code>}
      {!known && (
        <Hint>
          No generation details in this file. Rushes reads them from ComfyUI, Wan2GP, Forge and SwarmUI files at import.
          Sora, Veo, Kling and Runway don’t embed them.
        </Hint>
      )}
      {reading && reading.notes.length > 0 && (
        <ul className={readings.notes} aria-label="Reading problems">
          {reading.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      <Buttons>
        <Button onClick={() => setEditedId(video.id)}>{known ? 'Edit' : 'Add details'}</Button>
        {known && (
          <Button onClick={() => void workflowFromTake(video.id).then((id) => open(id))}>
            New workflow from this take
          </Button>
        )}
      </Buttons>
      {made.length > 0 && (
        <Section title="Workflow">
          {made.map((use) => (
            <UseCard key={`${use.workflow_id} ${use.node_id}`} use={use} />
          ))}
        </Section>
      )}
      <EmbeddedInputs inputs={reading?.inputs ?? []} />
      {reading?.credentials && <CredentialsSection credentials={reading.credentials} />}
      {used.length > 0 && (
        <Section title="Used in">
          {used.map((use) => (
            <UseCard key={`${use.workflow_id} ${use.node_id}`} use={use} />
          ))}
        </Section>
      )}
    </div>
  )
}
