/** The little Markdown that our own pages are written in, as HTML: headings, paragraphs, lists, tables, code. */

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char)

/** Code, emphasis and links inside a line. */
export function inLine(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith('`') && part.length > 1
        ? `<code>${escaped(part.slice(1, -1))}</code>`
        : escaped(part)
            .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_whole, words: string, target: string) =>
              linked(words, target),
            )
            .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
            .replace(/\*([^*]+)\*/g, '<em>$1</em>'),
    )
    .join('')
}

/** Only pages of ours are linked: files of the repository are named. */
const linked = (words: string, target: string): string =>
  /^(https:|\/)/.test(target) ? `<a href="${target}">${words}</a>` : words

const cells = (row: string): string[] =>
  row
    .replace(/^\||\|\s*$/g, '')
    .split('|')
    .map((cell) => inLine(cell.trim()))

/** A whole text; what looks like HTML in it is shown as text. */
export function renderMarkdown(text: string): string {
  const blocks = text.replaceAll('\r', '').split(/(^```[\s\S]*?^```$)/m)
  return blocks
    .map((block) =>
      block.startsWith('```')
        ? `<pre><code>${escaped(block.replace(/^```.*\n/, '').replace(/```$/, ''))}</code></pre>`
        : block
            .split(/\n{2,}/)
            .filter((part) => part.trim() !== '')
            .map((part) => paragraph(part.replace(/^\n+|\n+$/g, '')))
            .join('\n'),
    )
    .join('\n')
}

function paragraph(text: string): string {
  const heading = /^(#{1,4}) (.+)$/.exec(text)
  if (heading) {
    const level = heading[1]?.length ?? 1
    return `<h${level}>${inLine(heading[2] ?? '')}</h${level}>`
  }
  const lines = text.split('\n')
  if (/^\|/.test(text)) return table(lines)
  if (/^([-*]|\d+\.) /.test(text)) return list(lines)
  return `<p>${inLine(lines.join(' '))}</p>`
}

function table([head = '', , ...rows]: string[]): string {
  const line = (row: string, cell: 'th' | 'td'): string =>
    `<tr>${cells(row)
      .map((one) => `<${cell}>${one}</${cell}>`)
      .join('')}</tr>`
  const body = rows.map((row) => line(row, 'td')).join('')
  return `<table><thead>${line(head, 'th')}</thead><tbody>${body}</tbody></table>`
}

function list(lines: string[]): string {
  const items: string[] = []
  for (const line of lines) {
    const item = /^([-*]|\d+\.) (.*)$/.exec(line)
    if (item) items.push(item[2] ?? '')
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  const tag = /^\d/.test(lines[0] ?? '') ? 'ol' : 'ul'
  return `<${tag}>${items.map((item) => `<li>${inLine(item)}</li>`).join('')}</${tag}>`
}
