import { readFileSync } from 'node:fs'
// Editors use the compiler's older API, which TypeScript 7 does not have.
import ts from '@typescript/typescript6'

/**
 * How long an editor takes to complete `client.resource.`, in milliseconds: in a file that was just opened, and after an
 * edit.
 */
export interface CompletionCost {
  readonly names: readonly string[]
  readonly openedMs: number
  readonly editedMs: number
}

const edits = 3

/** The libraries are read once for all programs, as an editor does. */
const documents = ts.createDocumentRegistry()

export function completionCost(program: string): CompletionCost {
  let text = readFileSync(program, 'utf8')
  let version = 0
  const host: ts.LanguageServiceHost = {
    getCompilationSettings: () => ({
      strict: true,
      module: ts.ModuleKind.NodeNext,
      target: ts.ScriptTarget.ES2023,
      skipLibCheck: true,
      types: ['node'],
    }),
    getScriptFileNames: () => [program],
    getScriptVersion: (file) => (file === program ? String(version) : '0'),
    getScriptSnapshot(file) {
      const content = file === program ? text : ts.sys.readFile(file)
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
    },
    getCurrentDirectory: ts.sys.getCurrentDirectory,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  }
  const editor = ts.createLanguageService(host, documents)
  const complete = () => {
    const start = performance.now()
    const at = text.lastIndexOf('.') + 1
    const names = editor.getCompletionsAtPosition(program, at, {})?.entries.map(({ name }) => name) ?? []
    return { names, ms: performance.now() - start }
  }
  const { names, ms: openedMs } = complete()
  const times = Array.from({ length: edits }, () => {
    text = `// edited\n${text}`
    version++
    return complete().ms
  })
  return { names, openedMs, editedMs: times.sort((a, b) => a - b)[Math.floor(edits / 2)] ?? Number.NaN }
}
