#!/bin/sh
# Against running services: every selector of the dashboard and of the alert rules finds series.
# Needs Prometheus (promtool and prometheus), curl, and a stack that was given some traffic (this script gives it some).
#
#   ./bursar up -d && deploy/check-observability.sh
#
# Addresses: BURSAR_INGEST_URL, BURSAR_AGGREGATOR_URL, BURSAR_GATE_URL; management: MANAGEMENT (host:port host:port host:port of
# ingest, aggregator, gate); token: BURSAR_TOKEN, else .bursar/admin.token. A Prometheus of its own listens on PROMETHEUS_PORT.
set -eu

here=$(CDPATH='' cd "$(dirname "$0")" && pwd)
ingest=${BURSAR_INGEST_URL:-http://127.0.0.1:8471}
aggregator=${BURSAR_AGGREGATOR_URL:-http://127.0.0.1:8472}
gate=${BURSAR_GATE_URL:-http://127.0.0.1:8473}
management=${MANAGEMENT:-127.0.0.1:9471 127.0.0.1:9472 127.0.0.1:9473}
port=${PROMETHEUS_PORT:-19090}
token=${BURSAR_TOKEN:-$(cat "${BURSAR_HOME:-$here/..}/.bursar/admin.token")}
work=$(mktemp -d)
prometheus=

finish() {
  [ -z "$prometheus" ] || kill "$prometheus" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

for tool in promtool prometheus curl; do
  command -v "$tool" >/dev/null || { echo "$tool is needed (Debian: apt-get install prometheus curl)" >&2; exit 2; }
done

send() {
  method=$1 url=$2 type=$3 body=$4
  curl -sS -o "$work/answer" -w '%{http_code}' -X "$method" -H "Authorization: Bearer $token" -H "Content-Type: $type" \
    --data "$body" "$url" >"$work/status" || { echo "no answer from $url" >&2; exit 1; }
}

expect() {
  case " $1 " in
    *" $(cat "$work/status") "*) ;;
    *) echo "$2: $(cat "$work/status") $(cat "$work/answer")" >&2; exit 1 ;;
  esac
}

echo "rules"
promtool check config --syntax-only "$here/prometheus/prometheus.yml"
promtool check rules "$here/prometheus/alerts.yml"
promtool test rules "$here/prometheus/alerts_test.yml"

echo "traffic: what the metrics are about has to happen once"
run=$(date +%s)-$$
event() {
  id=$1 sequence=$2 provider=$3 model=$4 input=$5
  printf '{"specversion":"1.0","type":"dev.bursar.usage.v1","source":"observability/%s","id":"%s","sequence":"%s",' \
    "$run" "$id" "$sequence"
  printf '"datacontenttype":"application/json","data":{"provider":"%s","model":"%s","principal":"observability-%s",' \
    "$provider" "$model" "$run"
  printf '"team":"observability","usage":{"input":%s,"output":50}}}' "$input"
}
send PUT "$aggregator/api/v1/budgets/observability-$run" application/json \
  "{\"match\":{\"principal\":\"observability-$run\"},\"limit\":{\"usd\":\"0.02\"},\"window\":{\"calendar\":\"day\"},\"alerts\":[\"0.1\"]}"
expect "200 201" "a budget"
send POST "$ingest/api/v1/usage" application/cloudevents+json "$(event priced 1 anthropic claude-sonnet-4-5 1000)"
expect 202 "priced usage"
send POST "$ingest/api/v1/usage" application/cloudevents+json "$(event priced 1 anthropic claude-sonnet-4-5 2000)"
expect 202 "the same event with other content"
send POST "$ingest/api/v1/usage" application/cloudevents+json "$(event priced 2 anthropic claude-sonnet-4-5 3000)"
expect 202 "a newer version of the event"
send POST "$ingest/api/v1/usage" application/cloudevents+json "$(event unpriced 1 nobody no-such-model 10)"
expect 202 "unpriced usage"
send POST "$ingest/api/v1/usage" application/cloudevents+json "$(event rejected 1 anthropic claude-sonnet-4-5 -1)"
expect 422 "usage that makes no sense"
ask() {
  send POST "$gate/access/v1/evaluation" application/json \
    "{\"subject\":{\"type\":\"agent\",\"id\":\"observability-$run\"},\"action\":{\"name\":\"llm_call\"},\"resource\":{\"type\":\"model\",\"id\":\"anthropic/claude-sonnet-4-5\"},\"context\":{\"input_tokens\":$1,\"max_output_tokens\":10,\"hold\":$2}}"
  expect 200 "a decision"
}
ask 10 false
ask 1000000 false
ask 10 true

echo "selectors"
# shellcheck disable=SC2086 # three words on purpose
set -- $management
sed -e "s/ingest:9471/$1/" -e "s/aggregator:9472/$2/" -e "s/gate:9473/$3/" -e 's/: 5s/: 1s/' \
  "$here/prometheus/prometheus.yml" >"$work/prometheus.yml"
cp "$here/prometheus/alerts.yml" "$work/"
prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/data" --web.listen-address="127.0.0.1:$port" \
  --log.level=warn >"$work/prometheus.log" 2>&1 &
prometheus=$!
# Dashboard and rules as text: quotes in the dashboard are escaped.
grep -ohE '(bursar_[a-z_]+(\{[^}]*\})?|up\{[^}]*\})' "$here/grafana/dashboards/bursar.json" "$here/prometheus/alerts.yml" |
  sed -e 's/\\"/"/g' | sort -u >"$work/selectors"

found() {
  promtool query instant "http://127.0.0.1:$port" "count($1)" 2>/dev/null | grep -q '=>'
}
deadline=$(($(date +%s) + 60))
while :; do
  : >"$work/missing"
  while read -r selector; do
    found "$selector" || echo "$selector" >>"$work/missing"
  done <"$work/selectors"
  [ -s "$work/missing" ] && [ "$(date +%s)" -lt "$deadline" ] || break
  sleep 2
done
while read -r selector; do
  if grep -qxF "$selector" "$work/missing"; then echo "  MISSING $selector"; else echo "  ok      $selector"; fi
done <"$work/selectors"
echo "$(grep -c . "$work/selectors") selectors, $(grep -c . "$work/missing" || true) without series"
[ ! -s "$work/missing" ]
