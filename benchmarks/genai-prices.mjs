// Recorded responses understood and priced by @pydantic/genai-prices, per second of processor time.
import { readFileSync } from 'node:fs'
import { calcPrice, extractUsage, findProvider } from '@pydantic/genai-prices'

const rows = readFileSync(process.argv[2], 'utf8')
  .split('\n')
  .filter(line => line)
  .map(line => JSON.parse(line))
  .map(row => ({
    provider: findProvider({ providerId: row.provider }),
    id: row.provider,
    api: row.api,
    text: JSON.stringify(row.response),
    body: row.response,
  }))
const at = new Date('2026-08-21T12:00:00Z')
let failed = 0

function price(row, body) {
  try {
    const { model, usage } = extractUsage(row.provider, body, row.api)
    calcPrice(usage, model ?? 'unnamed', { providerId: row.id, timestamp: at })
  } catch {
    failed++
  }
}

function round(seconds, work) {
  const start = process.cpuUsage()
  let done = 0
  let used = 0
  while (used < seconds * 1e6) {
    for (const row of rows) work(row)
    done += rows.length
    const now = process.cpuUsage(start)
    used = now.user + now.system
  }
  return (done * 1e6) / used
}

function perSecond(work) {
  round(4, work)
  const rates = Array.from({ length: 5 }, () => round(1, work)).sort((a, b) => a - b)
  return Math.round(rates[2]).toLocaleString('en-US')
}

for (const row of rows) price(row, row.body)
const refused = failed
const parsed = perSecond(row => price(row, JSON.parse(row.text)))
const already = perSecond(row => price(row, row.body))
console.log(`genai-prices  ${rows.length} rows (${refused} it can't read): parsed, understood, priced ${parsed} /s; already parsed ${already} /s`)
