import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'

interface DebouncedText {
  text: string
  /** Takes what is typed, and sends it at once, or with what follows within `pauseMs`. */
  type: (text: string) => void
  /** Empties the field, and sends that at once. */
  clear: () => void
  /** Sends at once what was typed last. */
  flush: () => void
}

/** Letters that follow one another faster are sent together. A person sees results within 50 ms as immediate. */
const pauseMs = 50

/** Holds the text of a search field whose `value` is in the address, and sends changes as they are typed. */
export function useDebouncedText(value: string, send: (text: string) => void): DebouncedText {
  const [text, setText] = useState(value)
  // The text that the address has, and those that were sent to it since; the oldest first.
  const sent = useRef([value])
  // The address also changes without typing: back, forward, or a link. What was sent before the newest letters may
  // arrive after them, and must not replace them.
  useEffect(() => {
    const arrived = sent.current.lastIndexOf(value)
    sent.current = arrived < 0 ? [value] : sent.current.slice(arrived)
    if (arrived < 0) setText(value)
  }, [value])
  const sendNow = (next: string) => {
    sent.current.push(next)
    send(next)
  }
  const sendSoon = useDebouncedCallback(sendNow, { delay: pauseMs, maxWait: pauseMs, leading: true })
  return {
    text,
    type: (next) => {
      setText(next)
      sendSoon(next)
    },
    clear: () => {
      sendSoon.cancel()
      setText('')
      sendNow('')
    },
    flush: sendSoon.flush,
  }
}
