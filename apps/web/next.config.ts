import { join } from 'node:path'
import type { NextConfig } from 'next'

const config: NextConfig = {
  output: 'standalone',
  // The packages of this workspace are traced into the output too.
  outputFileTracingRoot: join(import.meta.dirname, '../..'),
  poweredByHeader: false,
  // `pnpm check` type-checks the whole workspace at once; a second time here would only cost.
  typescript: { ignoreBuildErrors: true },
  // No page shows an image that would have to be resized, so the endpoint that fetches and resizes them is off.
  images: { unoptimized: true },
  // Messages are compiled on the server (src/texts/compiled.ts), so this formatter, which has no parser, is enough.
  turbopack: { resolveAlias: { 'use-intl/format-message': 'use-intl/format-message/format-only' } },
}

export default config
