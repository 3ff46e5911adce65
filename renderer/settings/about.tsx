import { useQuery } from '@tanstack/react-query'
import { api } from '../client.ts'
import styles from './settings-page.module.css'

/** The connections to other computers, and data that stays on this one. */
export function Privacy() {
  return (
    <section className={styles.part} aria-labelledby="privacy">
      <h2 id="privacy">Privacy</h2>
      <p>
        Rushes sends nothing to its makers. It connects to other computers only for a bucket that you allowed, a library
        on the network that you opened, webhooks that you set up, and the keys of token issuers that you named.
      </p>
      <p>
        Logs and crash reports stay on this computer. Tokens and keys are in the system’s keychain or in files that only
        you can read, never in the library. “rushes doctor --report” writes a report without names, paths or texts.
      </p>
    </section>
  )
}

/** The version of Rushes and its licences. */
export function About() {
  const { data } = useQuery(api.library.get.queryOptions())
  return (
    <section className={styles.part} aria-labelledby="about">
      <h2 id="about">About</h2>
      <p>
        Rushes {data?.version}. Proprietary, all rights reserved; third-party packages keep their own licences. FFmpeg,
        in the decoder, is a program of its own under the GPL.
      </p>
      <p>The licences of everything inside come with the application: Help › Licences.</p>
    </section>
  )
}
