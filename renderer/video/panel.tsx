import type { ReactNode } from 'react'
import classes from './panel.module.css'

interface Props {
  title: string
  text?: ReactNode
  /** A picture that lies dimmed behind the words. */
  poster?: string
  children?: ReactNode
}

/** Calm words where the player would be, and what to do next. */
export function Panel({ title, text, poster, children }: Props) {
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
        <h2 className={classes.title}>{title}</h2>
        {text && <div className={classes.text}>{text}</div>}
        {children && <div className={classes.actions}>{children}</div>}
      </div>
    </section>
  )
}
