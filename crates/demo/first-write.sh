curl -sS -w '\n' "$GATEWAY/v1/connections/$SAP/purchase-orders" \
  -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' \
  -H 'Idempotency-Key: my-first-order' -d @crates/demo/order.json
curl -sS -w '\n' "$GATEWAY/v1/operations?limit=1" -H "Authorization: Bearer $KEY"
