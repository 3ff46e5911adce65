declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface SwaggerOptions {
    spec: object
    domNode: Element | null
    deepLinking: boolean
    docExpansion: 'none'
    filter: boolean
    defaultModelsExpandDepth: number
    tryItOutEnabled: boolean
    validatorUrl: null
    requestInterceptor(request: { headers: Record<string, string> }): object
  }
  export default function SwaggerUI(options: SwaggerOptions): void
}
