import { useQuery } from '@tanstack/react-query'
import { api } from '../client.ts'
import styles from './settings-page.module.css'
import { texts } from './texts.ts'

/** The connections to other computers, and data that stays on this one. */
export function Privacy() {
  return (
    <section className={styles.part} aria-labelledby="privacy">
      <h2 id="privacy">{texts.privacy}</h2>
      <p>{texts.nothingIsSent}</p>
      <p>{texts.logsStayHere}</p>
    </section>
  )
}

/** The version of Rushes and its licences. */
export function About() {
  const { data } = useQuery(api.library.get.queryOptions())
  return (
    <section className={styles.part} aria-labelledby="about">
      <h2 id="about">{texts.about}</h2>
      <p>{texts.versionAndLicence(data?.version ?? '')}</p>
      <p>{texts.licencesIncluded}</p>
    </section>
  )
}
