import { useQuery } from '@tanstack/react-query'
import { api } from '../client.ts'
import styles from './settings-page.module.css'

/** The version of Rushes, its licence, and what leaves this computer. */
export function About() {
  const { data } = useQuery(api.library.get.queryOptions())
  return (
    <section className={styles.part} aria-labelledby="about">
      <h2 id="about">About</h2>
      <p>Rushes {data?.version}. Proprietary, all rights reserved; third-party packages keep their own licences.</p>
      <p>
        Rushes sends nothing to its makers. It connects to other computers only for a bucket that you allowed, a library
        on the network that you opened, and the keys of token issuers that you named.
      </p>
    </section>
  )
}
