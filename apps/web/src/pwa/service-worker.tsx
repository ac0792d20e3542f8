'use client'

import { useEffect } from 'react'

/** Starts the service worker, which lets the app open offline, and tells it which files this page has loaded already. */
export function ServiceWorker() {
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    // Where the page is not served by https, browsers refuse. Then the app needs the network to open.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined)
    const tell = async () => {
      const { active } = await navigator.serviceWorker.ready
      const files = performance.getEntriesByType('resource').map(({ name }) => name)
      active?.postMessage({ files: files.filter((name) => name.includes('/_next/static/')) })
    }
    const timer = setTimeout(() => void tell(), laterMs)
    return () => clearTimeout(timer)
  }, [])
  return null
}

/** The page has loaded what it needs by then. */
const laterMs = 2_000
