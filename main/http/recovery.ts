import { dirname, relative } from 'node:path'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { backupReasonLabels } from '../../shared/backup-names.ts'
import type { Backup, DatabaseContents } from '../../shared/contract/backups.ts'
import { messageOf, RushesError } from '../../shared/errors.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import {
  type Choices,
  type CopyInFolder,
  damagedTables,
  listChoices,
  listCopiesIn,
  type Salvaged,
  salvageLibrary,
} from '../recover-library.ts'
import { restoreBackup } from '../restore-backup.ts'
import { fetchCopyFile } from '../services/backups/fetch-copy.ts'
import { isSame } from './access.ts'
import type { AppEnv } from './caller-of-request.ts'
import { errorPage, errorPagePolicy, page } from './error-page.ts'
import { securityHeaders } from './security-headers.ts'
import { requireKnownSite } from './sites.ts'

interface Recovery {
  /** The folder of the library. */
  folder: string
  /** Why it could not be opened. */
  reason: string
  /** The key that a browser has to name, and the hosts of the server; left out in the window. */
  access?: { key: string; hosts: () => readonly string[] }
  /** The sentence that says how Rushes goes on after a restore. */
  next: string
  /** Called when a backup was restored and the answer was sent. */
  onRestored(name: string): void
}

/**
 * Creates the app that is served in place of a library whose database is damaged: it restores a backup, or salvages the
 * readable rows first. It is plain HTML, because nothing of the library is open that the page could ask.
 */
export function createRecovery({ folder, reason, access, next, onRestored }: Recovery): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  let salvaged: Salvaged | undefined
  let copies: Copies | undefined
  app.use(securityHeaders)
  if (access) app.use(requireKnownSite(async () => [], access.hosts))
  const show = async (failure?: string) =>
    choicesPage({ reason, choices: await listChoices(folder), salvaged, copies, failure, key: access?.key })
  // Without a referrer, a browser does not say which page its form is from, and is refused as another site.
  const policy = { 'content-security-policy': errorPagePolicy, 'referrer-policy': 'same-origin' }

  app.get('*', async (context) => {
    if (access && !isSame(context.req.query('key'), access.key))
      return context.html(errorPage('Open Rushes at the address that “rushes serve” printed.', true), 403, policy)
    return context.html(await show(), 200, policy)
  })
  app.post('*', async (context) => {
    const form = await context.req.parseBody()
    if (access && !isSame(String(form.key), access.key)) throw new RushesError('FORBIDDEN', 'The key is missing.')
    try {
      if (context.req.path === '/salvage') salvaged = await salvageLibrary(folder, new Date())
      else if (context.req.path === '/copies') copies = await copiesIn(String(form.folder).trim())
      else if (context.req.path === '/fetch') await fetchCopyFile(folder, String(form.path), String(form.secret ?? ''))
      else {
        const name = String(form.name)
        await restoreBackup(folder, name, new Date())
        setTimeout(() => onRestored(name), answeredMs)
        return context.html(page('The backup is restored', html`<p>${next}</p>`), 200, policy)
      }
      return context.html(await show(), 200, policy)
    } catch (error) {
      return context.html(await show(messageOf(error)), 500, policy)
    }
  })
  app.onError((error, context) => context.html(errorPage(messageOf(error), false), 500, policy))
  return app
}

/** Time for the last answer to reach the page. */
const answeredMs = 500

/** Copies of backups in a folder that the person named. */
interface Copies {
  folder: string
  items: CopyInFolder[]
}

async function copiesIn(folder: string): Promise<Copies> {
  return { folder, items: await listCopiesIn(folder) }
}

interface Shown {
  reason: string
  choices: Choices
  salvaged: Salvaged | undefined
  copies: Copies | undefined
  failure: string | undefined
  key: string | undefined
}

function choicesPage({ reason, choices, salvaged, copies, failure, key }: Shown) {
  const { backups, good, canSalvage, copiesFolder = '' } = choices
  const others = backups.filter(({ name }) => name !== good?.backup.name && name !== salvaged?.name)
  return page(
    'The library’s database is damaged',
    html`
      <p>${reason}</p>
      <p>Media files are not affected. The damaged database is kept in the folder “backups” when you replace it.</p>
      ${failure === undefined ? '' : html`<p role="alert"><strong>${failure}</strong></p>`}
      <h2>Restore a backup</h2>
      ${good ? html`<p>The newest good one: ${describe(good.backup)}, ${count(good.contents)}.</p>${form('/restore', 'Restore this backup', good.backup.name, key, 'primary')}` : html`<p>There is no good backup.</p>`}
      <h2>Fetch a copy</h2>
      ${copiesPart(copies, { folder: copies?.folder ?? copiesFolder, known: backups, key })}
      <h2>Salvage what is readable</h2>
      ${salvaged ? salvagedPart(salvaged, key) : canSalvage ? html`<p>Copies all readable rows to a new database. You see what it contains before you use it. The history starts anew.</p>${form('/salvage', 'Salvage readable rows', '', key)}` : html`<p>The database is missing or empty.</p>`}
      ${others.length > 0 ? html`<details><summary>Other backups</summary><ul>${others.map((backup) => html`<li>${describe(backup)}${form('/restore', `Restore`, backup.name, key)}</li>`)}</ul></details>` : ''}
    `,
  )
}

function copiesPart(
  copies: Copies | undefined,
  { folder, known, key }: { folder: string; known: readonly Backup[]; key: string | undefined },
) {
  const ask = html`<p>Lists the copies of backups in a folder of this computer, as on another disk. One that you fetch is a backup again.</p>
    <form method="post" action="/copies">
      <label>Folder <input name="folder" required value="${folder}" /></label>
      ${keyField(key)}
      <button>List copies</button>
    </form>`
  if (!copies) return ask
  if (copies.items.length === 0)
    return html`${ask}<p role="status">There are no copies of backups in ${copies.folder}.</p>`
  const isHere = new Set(known.map(({ name }) => name))
  return html`${ask}<ul>${copies.items.map(
    (
      copy,
    ) => html`<li>${copy.created_at} UTC (${backupReasonLabels[copy.reason].toLowerCase()})${folderOf(copy, copies.folder)}
      ${isHere.has(copy.name) ? 'is a backup here' : fetchForm(copy, key)}</li>`,
  )}</ul>`
}

/** Names the folder of a copy that is in one inside the listed folder: that of a library, which may be another. */
function folderOf({ path }: CopyInFolder, listed: string): string {
  const folder = relative(listed, dirname(path))
  return folder === '' ? '' : `, in ${folder}`
}

function fetchForm({ path, is_encrypted }: CopyInFolder, key: string | undefined) {
  const secret = html`<label>Passphrase or private key <input type="password" name="secret" required /></label>`
  return html`<form method="post" action="/fetch">
    <input type="hidden" name="path" value="${path}" />
    ${is_encrypted ? secret : ''}
    ${keyField(key)}
    <button>Fetch</button>
  </form>`
}

function keyField(key: string | undefined) {
  return key === undefined ? '' : html`<input type="hidden" name="key" value="${key}" />`
}

function salvagedPart(salvaged: Salvaged, key: string | undefined) {
  const lost = damagedTables(salvaged)
  return html`<p>
      Salvaged ${count(salvaged.contents)}.
      ${lost.length > 0 ? `Rows were lost in: ${lost.join(', ')}.` : 'No table lost rows.'}
    </p>
    ${form('/restore', 'Use the salvaged database', salvaged.name, key)}`
}

function form(action: string, label: string, name: string, key: string | undefined, look = '') {
  return html`<form method="post" action="${action}">
    <input type="hidden" name="name" value="${name}" />
    ${keyField(key)}
    <button class="${look}">${label}</button>
  </form>`
}

function describe({ created_at, reason, size_bytes }: Backup): string {
  return `${created_at} UTC (${backupReasonLabels[reason].toLowerCase()}, ${formatBytes(size_bytes)})`
}

function count({ videos, images, workflows, executions }: DatabaseContents): string {
  return `${formatCount(videos, 'take')}, ${formatCount(images, 'image')}, ${formatCount(workflows, 'workflow')} and ${formatCount(executions, 'run')}`
}
