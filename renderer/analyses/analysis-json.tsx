import { useMemo } from 'react'
import type { Lane } from '../../shared/contract/analyses.ts'
import { formatCount } from '../../shared/units.ts'
import { CopyText } from '../components/copy-text.tsx'
import { Hint } from '../components/panel.tsx'
import { Code, Section } from '../components/section.tsx'
import { texts } from './texts.ts'

/** Ranges that are written out; an analysis can have 100,000. */
const mostShown = 50

/** An analysis as JSON, as the REST API gives it. Copies all of it and shows the first ranges. */
export function AnalysisJson({ lane }: { lane: Lane }) {
  const text = useMemo(
    () => JSON.stringify({ ...lane, ranges: lane.ranges?.slice(0, mostShown) ?? null }, null, 2),
    [lane],
  )
  const all = useMemo(() => JSON.stringify(lane, null, 2), [lane])
  const left = (lane.ranges?.length ?? 0) - mostShown
  return (
    <Section title="JSON">
      <CopyText what="JSON" text={all} shown={texts.characters(formatCount(all.length))} />
      <Code>{text}</Code>
      {left > 0 && (
        <Hint>
          {formatCount(left, texts.moreRange)} {texts.inTheCopy}
        </Hint>
      )}
    </Section>
  )
}
