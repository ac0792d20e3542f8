import type { CpuProfile, ProfileNode } from './cpu-profile.js'
import { engineParts, fileRules, type Layer } from './layer-rules.js'

/** The functions that a stack has passed through, from its root to a frame. */
interface Place {
  readonly layer: Layer
  /** Within the parsing of a procedure's input or output. */
  readonly side: 'zod in' | 'zod out' | 'zod elsewhere'
}

/**
 * Divides the time of a profile among the layers. Time counts towards the file that was running. Code of Node, of V8 and
 * without a file counts towards its caller.
 * @param times by the id of a node
 */
export function timeByLayer(profile: CpuProfile, times: ReadonlyMap<number, number>): ReadonlyMap<Layer, number> {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]))
  const sums = new Map<Layer, number>()
  const [root] = profile.nodes
  const open: [ProfileNode, Place][] = root === undefined ? [] : [[root, outside]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, parent] = next
    const part = engineParts[node.callFrame.functionName]
    const place = placeOf(node, parent)
    const layer = part === undefined ? place.layer : part
    if (layer !== null) sums.set(layer, (sums.get(layer) ?? 0) + (times.get(node.id) ?? 0))
    for (const id of node.children ?? []) {
      const child = nodes.get(id)
      if (child !== undefined) open.push([child, place])
    }
  }
  return sums
}

const outside: Place = { layer: 'HTTP and Node', side: 'zod elsewhere' }

function placeOf({ callFrame: { functionName, url } }: ProfileNode, parent: Place): Place {
  const side = sideOf(functionName, parent.side)
  if (isJson(functionName, url)) return { layer: 'JSON', side }
  const rule = fileRules.find(([pattern]) => pattern.test(url))?.[1]
  if (rule === undefined) return { layer: parent.layer, side }
  return { layer: rule === 'zod' ? side : rule, side }
}

/** tRPC's names for the two steps that parse. */
function sideOf(functionName: string, before: Place['side']): Place['side'] {
  if (functionName === 'inputValidatorMiddleware') return 'zod in'
  return functionName === 'outputValidatorMiddleware' ? 'zod out' : before
}

/** V8's own `JSON.parse` and `JSON.stringify`, which have no file. */
const isJson = (functionName: string, url: string) => url === '' && /^(JSON\.)?(stringify|parse)$/.test(functionName)
