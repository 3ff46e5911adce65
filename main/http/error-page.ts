import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** The policy of the page below: nothing is loaded, and a form leads back to this server only. */
export const errorPagePolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const style = `
  :root { color-scheme: light dark }
  body { display: grid; place-items: center; min-height: 100vh; margin: 0; font: 14px/1.5 Inter, system-ui, sans-serif;
    background: light-dark(#f4f5f7, #0d0e11); color: light-dark(#1c1f26, #e8eaf0) }
  main { box-sizing: border-box; width: min(440px, 100vw); padding: 24px }
  h1 { margin: 0 0 8px; font-size: 18px }
  h2 { margin: 24px 0 8px; font-size: 14px }
  ul { padding: 0; list-style: none }
  li { display: flex; justify-content: space-between; align-items: center; gap: 12px; margin: 8px 0 }
  p { margin: 0 0 16px; color: light-dark(#4d5568, #a9afbd) }
  form { display: flex; align-items: end; gap: 8px }
  label { display: grid; gap: 4px }
  label, input { flex: 1; min-width: 0 }
  input, button { box-sizing: border-box; height: 34px; padding: 0 12px; border: 1px solid light-dark(#c4c9d3, #3a3f4a);
    border-radius: 7px; background: light-dark(#fff, #1a1d23); color: inherit; font: inherit }
  button { font-weight: 600; white-space: nowrap }
  .primary { border-color: transparent; background: #f2a53c; color: #241602 }
`

/** Returns a page of its own, without scripts and files. */
export function page(title: string, contents: HtmlEscapedString | Promise<HtmlEscapedString>) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>Rushes</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${contents}
        </main>
      </body>
    </html>`
}

/** Returns the page for a person who opens an address that fails; `isLocked` asks for the key of the server. */
export function errorPage(message: string, isLocked: boolean) {
  return page(
    'Rushes',
    html`<p>${message}</p>
      ${
        isLocked
          ? html`<form>
              <input name="key" aria-label="Key" placeholder="Key" autocomplete="off" required autofocus />
              <button class="primary">Open</button>
            </form>`
          : ''
      }`,
  )
}
