-- Instants are milliseconds since 1970 in UTC. JSON is TEXT, so that digits and the order of keys
-- stay exactly as they were written. Ids sort by time, byte for byte.

CREATE TABLE connection (
    id            TEXT PRIMARY KEY,
    name          TEXT   NOT NULL,
    connector     TEXT   NOT NULL,
    settings      TEXT   NOT NULL,
    defaults      TEXT   NOT NULL,
    aliases       TEXT   NOT NULL,
    health        TEXT   NOT NULL,
    health_detail TEXT,
    health_at     INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL
) STRICT;

-- Owners are connections, and fixed words such as `webhooks`: no foreign key.
CREATE TABLE wrapped_key (
    owner   TEXT PRIMARY KEY,
    wrapped BLOB NOT NULL
) STRICT;

CREATE TABLE secret (
    connection_id TEXT NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
    field         TEXT NOT NULL,
    sealed        BLOB NOT NULL,
    PRIMARY KEY (connection_id, field)
) STRICT;

CREATE TABLE api_key (
    id            TEXT PRIMARY KEY,
    name          TEXT   NOT NULL,
    role          TEXT   NOT NULL,
    scopes        TEXT   NOT NULL,
    connections   TEXT,
    secret_sha256 BLOB  NOT NULL,
    created_at    INTEGER NOT NULL,
    expires_at    INTEGER,
    revoked_at    INTEGER
) STRICT;

-- No foreign keys: operations outlive their connection and their API key as history.
CREATE TABLE operation (
    id              TEXT PRIMARY KEY,
    connection_id   TEXT NOT NULL,
    api_key_id      TEXT NOT NULL,
    resource        TEXT NOT NULL,
    command         TEXT   NOT NULL,
    basis           TEXT,
    reference       TEXT NOT NULL,
    status          TEXT NOT NULL,
    epoch           INTEGER NOT NULL,
    attempts        TEXT   NOT NULL, -- one JSON object per line, so that an attempt is appended without reading
    due_at          INTEGER,
    lease_until     INTEGER,
    wake_at         INTEGER,          -- when a worker may take it next: the later of due_at and lease_until; NULL: never
    record_id       TEXT,
    held_record     TEXT, -- the target, while it is unsettled
    record          TEXT,
    changes         TEXT   NOT NULL,
    warnings        TEXT   NOT NULL,
    failure         TEXT,
    idempotency_key TEXT,
    fingerprint     TEXT   NOT NULL,
    request_id      TEXT   NOT NULL,
    created_at      INTEGER NOT NULL,
    settled_at      INTEGER           -- NULL: unsettled
) STRICT;
-- These three decide every race between submissions.
CREATE UNIQUE INDEX operation_key ON operation (api_key_id, idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE UNIQUE INDEX operation_reference ON operation (connection_id, reference);
CREATE UNIQUE INDEX operation_hold ON operation (connection_id, resource, held_record) WHERE held_record IS NOT NULL;
-- Small whatever the history: only unsettled operations stand in them.
CREATE INDEX operation_wake ON operation (wake_at) WHERE wake_at IS NOT NULL;
-- settled_at, always NULL in this index, stands first because SQLite then prefers it to longer ones.
CREATE INDEX operation_unsettled ON operation (settled_at, connection_id) WHERE settled_at IS NULL;
CREATE INDEX operation_list ON operation (connection_id, id);

CREATE TABLE webhook_endpoint (
    id            TEXT PRIMARY KEY,
    url           TEXT   NOT NULL,
    description   TEXT,
    filter        TEXT   NOT NULL,
    enabled       INTEGER NOT NULL,  -- 0 or 1
    sealed_secret BLOB  NOT NULL,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL
) STRICT;

-- The last sequence given to an event of a record.
CREATE TABLE record_sequence (
    connection_id TEXT NOT NULL,
    resource      TEXT NOT NULL,
    resource_id   TEXT NOT NULL,
    last          INTEGER NOT NULL,
    PRIMARY KEY (connection_id, resource, resource_id)
) STRICT;

CREATE TABLE event (
    id            TEXT PRIMARY KEY,
    type          TEXT   NOT NULL,
    sequence      INTEGER NOT NULL,
    connection_id TEXT NOT NULL,
    body          TEXT   NOT NULL,
    created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE delivery (
    id               TEXT PRIMARY KEY,
    event_id         TEXT NOT NULL REFERENCES event (id),
    event_type       TEXT   NOT NULL,
    endpoint_id      TEXT NOT NULL REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    state            TEXT NOT NULL,
    attempts         INTEGER NOT NULL,
    due_at           INTEGER,
    lease_generation INTEGER NOT NULL,
    lease_until      INTEGER,
    wake_at          INTEGER,          -- when it may be claimed next; NULL: never, or its endpoint is disabled
    is_test          INTEGER NOT NULL, -- 0 or 1
    created_at       INTEGER NOT NULL
) STRICT;
CREATE INDEX delivery_wake ON delivery (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX delivery_endpoint ON delivery (endpoint_id, id);
CREATE INDEX delivery_event ON delivery (event_id);

CREATE TABLE delivery_attempt (
    delivery_id     TEXT NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
    number          INTEGER NOT NULL,
    started_at      INTEGER NOT NULL,
    duration_ms     INTEGER NOT NULL,
    status          INTEGER,
    error           TEXT,
    request_headers TEXT   NOT NULL,
    response_body   TEXT,
    PRIMARY KEY (delivery_id, number)
) STRICT;
