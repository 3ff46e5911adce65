import type { ReactNode } from 'react'
import classes from './panel.module.css'

interface Props {
  title: string
  /** The page has no other headline: this is it. */
  isHeadline?: boolean
  text?: ReactNode
  /** A picture that lies dimmed behind the words. */
  poster?: string
  children?: ReactNode
}

/** Calm words where the player would be, and what to do next. */
export function Panel({ title, isHeadline = false, text, poster, children }: Props) {
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
      <div className={classes.panel}>
        <Title className={classes.title}>{title}</Title>
        {text && <div className={classes.text}>{text}</div>}
        {children && <div className={classes.actions}>{children}</div>}
      </div>
    </section>
  )
}
