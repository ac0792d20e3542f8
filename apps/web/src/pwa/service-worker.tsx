'use client'

import { useEffect } from 'react'
import { loadTheRest, useSettled } from '../shell/later'

/** Starts the service worker, which lets the app open offline, and tells it which files this page has loaded. */
export function ServiceWorker() {
  const isSettled = useSettled()
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return
    // Browsers refuse this for pages without https. Then the app needs the network to open.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined)
  }, [])
  useEffect(() => {
    if (!isSettled) return
    const load = () => void loadTheRest().then(tellFiles)
    load()
    // The files that could not be loaded without a network.
    addEventListener('online', load)
    return () => removeEventListener('online', load)
  }, [isSettled])
  return null
}

async function tellFiles(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  const { active } = await navigator.serviceWorker.ready
  const files = performance.getEntriesByType('resource').map(({ name }) => name)
  active?.postMessage({ files: files.filter((name) => name.includes('/_next/static/')) })
}
