import { filterDomain } from '../../src/filters/filter-store.js'
import { testOwnerConditions } from '../owner-conditions.js'

const page = { limit: 200, after: null } as const

testOwnerConditions({
  domain: filterDomain,
  fields: { title: 'Hers', query: 'today' },
  everything: [
    page,
    { ...page, after: { createdAt: '9999-01-01T00:00:00.000Z', id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' } },
  ],
})
