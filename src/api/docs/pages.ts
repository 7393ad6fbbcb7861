import type { ApiDocument } from './api-document.ts'

const frame = (title: string, head: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>${head}</head>
<body>${body}</body></html>
`

const listStyle = `<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; padding: 0 1rem }
li { margin: .6rem 0 }
</style>`

/** What there is to read. */
export function indexPage(documents: readonly ApiDocument[]): string {
  const items = documents.map(
    ({ family, title, published, postman }) => `<li><a href="/docs/${family}/">${title}</a>:
<a href="/docs/${family}/openapi.json">OpenAPI</a>${
      published ? `, <a href="/docs/${family}/published.json">as the vendor published it</a>` : ''
    }${postman ? `, <a href="/docs/${family}/postman.json">Postman collection</a>` : ''}</li>`,
  )
  return frame(
    'Trapeza: documentation',
    listStyle,
    `<h1>Documentation</h1><ul>${items.join('\n')}
<li><a href="/docs/plugins/">Plugins of tills</a>: operations, hooks, exceptions, examples</li>
<li>How near each operation is to the real service: <a href="/docs/parity">iikoCloud</a>,
<a href="/docs/parity/server">iikoServer</a>,
<a href="/docs/parity/biz">iiko.biz</a></li></ul>`,
  )
}

/** Swagger UI over `openapi.json` beside the page. */
export const swaggerPage = (title: string): string =>
  frame(
    title,
    '<link rel="stylesheet" href="../swagger-ui/swagger-ui.css">',
    `<div id="swagger"></div>
<script src="../swagger-ui/swagger-ui-bundle.js"></script><script src="./start.js"></script>`,
  )
