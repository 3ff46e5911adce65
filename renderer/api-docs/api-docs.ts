import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js'
import 'swagger-ui-dist/swagger-ui.css'
import '@fontsource-variable/inter'
import './api-docs.css'

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const followScheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', followScheme)
followScheme()

const field = document.querySelector<HTMLInputElement>('#token')
const hint = document.querySelector<HTMLElement>('#hint')
let isShown = false

/** Shows the document once there is a token, which the server requires for it too. */
async function show(token: string): Promise<void> {
  if (isShown || !hint) return
  const response = await fetch('/api/openapi.json', { headers: { authorization: `Bearer ${token}` } })
  const answer = await response.json()
  hint.textContent = response.ok ? '' : answer.detail
  if (!response.ok || isShown) return
  isShown = true
  SwaggerUI({
    spec: answer,
    domNode: document.querySelector('#api'),
    deepLinking: true,
    docExpansion: 'none',
    filter: true,
    defaultModelsExpandDepth: -1,
    tryItOutEnabled: true,
    validatorUrl: null,
    // The token stays in the field: it is in no storage, and the page sends it to this server only.
    requestInterceptor(request) {
      request.headers.authorization = `Bearer ${field?.value.trim()}`
      return request
    },
  })
}

field?.addEventListener('change', () => {
  void show(field.value.trim())
})
field?.focus()
