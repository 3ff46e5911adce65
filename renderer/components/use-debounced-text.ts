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
  const sent = useRef(value)
  // The address also changes without typing: back, forward, or a link.
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])
  const sendNow = (next: string) => {
    sent.current = next
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
