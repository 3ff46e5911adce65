import type { EmbeddedReading } from '../../../shared/contract/embedded.ts'
import classes from './embedded.module.css'
import { texts } from './texts.ts'

/** The “AI” mark of a content with its evidence; nothing without any. */
export function AiMark({ evidence }: { evidence: EmbeddedReading['ai_evidence'] }) {
  if (evidence.length === 0) return null
  return (
    <section className={classes.mark} aria-label="AI">
      <span className={classes.badge} aria-hidden>
        {texts.ai}
      </span>
      <ul>
        {evidence.map(({ kind, text }) => (
          <li key={`${kind} ${text}`}>{text}</li>
        ))}
      </ul>
    </section>
  )
}
