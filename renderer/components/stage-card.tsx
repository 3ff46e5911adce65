import type { ReactNode } from 'react'
import classes from './stage-card.module.css'

interface Props {
  title: string
  /** True if the title is the h1 of the page. */
  isHeadline?: boolean
  text?: ReactNode
  /** Picture shown dimmed behind the text. */
  poster?: string
  children?: ReactNode
}

/** Replaces the player when a take cannot be played: a message and the next step. */
export function StageCard({ title, isHeadline = false, text, poster, children }: Props) {
  const Title = isHeadline ? 'h1' : 'h2'
  return (
    <section className={classes.stage} aria-label={title}>
      {poster && (
        <img
          className={classes.poster}
          src={poster}
          alt=""
          onError={(event) => {
            event.currentTarget.hidden = true
          }}
        />
      )}
      <div className={classes.card}>
        <Title>{title}</Title>
        {text && <div className={classes.text}>{text}</div>}
        {children && <div className={classes.actions}>{children}</div>}
      </div>
    </section>
  )
}
