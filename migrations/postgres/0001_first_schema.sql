-- Instants are milliseconds since 1970 in UTC. JSON is TEXT, so that digits and the order of keys
-- stay exactly as they were written. Ids sort by time, byte for byte (hence COLLATE "C").

CREATE TABLE connection (
    id            TEXT COLLATE "C" PRIMARY KEY,
    name          TEXT   NOT NULL,
    connector     TEXT   NOT NULL,
    settings      TEXT   NOT NULL,
    defaults      TEXT   NOT NULL,
    aliases       TEXT   NOT NULL,
    health        TEXT   NOT NULL,
    health_detail TEXT,
    health_at     BIGINT NOT NULL,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL
);

-- Owners are connections, and fixed words such as `webhooks`: no foreign key.
CREATE TABLE wrapped_key (
    owner   TEXT COLLATE "C" PRIMARY KEY,
    wrapped BYTEA NOT NULL
);

CREATE TABLE secret (
    connection_id TEXT COLLATE "C" NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
    field         TEXT COLLATE "C" NOT NULL,
    sealed        BYTEA NOT NULL,
    PRIMARY KEY (connection_id, field)
);

CREATE TABLE api_key (
    id            TEXT COLLATE "C" PRIMARY KEY,
    name          TEXT   NOT NULL,
    role          TEXT   NOT NULL,
    scopes        TEXT   NOT NULL,
    connections   TEXT,
    secret_sha256 BYTEA  NOT NULL,
    created_at    BIGINT NOT NULL,
    expires_at    BIGINT,
    revoked_at    BIGINT
);

-- No foreign keys: operations outlive their connection and their API key as history.
CREATE TABLE operation (
    id              TEXT COLLATE "C" PRIMARY KEY,
    connection_id   TEXT COLLATE "C" NOT NULL,
    api_key_id      TEXT COLLATE "C" NOT NULL,
    resource        TEXT COLLATE "C" NOT NULL,
    command         TEXT   NOT NULL,
    basis           TEXT,
    reference       TEXT COLLATE "C" NOT NULL,
    status          TEXT COLLATE "C" NOT NULL,
    epoch           BIGINT NOT NULL,
    attempts        TEXT   NOT NULL, -- one JSON object per line, so that an attempt is appended without reading
    due_at          BIGINT,
    lease_until     BIGINT,
    wake_at         BIGINT,          -- when a worker may take it next: the later of due_at and lease_until; NULL: never
    record_id       TEXT COLLATE "C",
    held_record     TEXT COLLATE "C", -- the target, while it is unsettled
    record          TEXT,
    changes         TEXT   NOT NULL,
    warnings        TEXT   NOT NULL,
    failure         TEXT,
    idempotency_key TEXT COLLATE "C",
    fingerprint     TEXT   NOT NULL,
    request_id      TEXT   NOT NULL,
    created_at      BIGINT NOT NULL,
    settled_at      BIGINT           -- NULL: unsettled
);
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
    id            TEXT COLLATE "C" PRIMARY KEY,
    url           TEXT   NOT NULL,
    description   TEXT,
    filter        TEXT   NOT NULL,
    enabled       BIGINT NOT NULL,  -- 0 or 1
    sealed_secret BYTEA  NOT NULL,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL
);

-- The last sequence given to an event of a record.
CREATE TABLE record_sequence (
    connection_id TEXT COLLATE "C" NOT NULL,
    resource      TEXT COLLATE "C" NOT NULL,
    resource_id   TEXT COLLATE "C" NOT NULL,
    last          BIGINT NOT NULL,
    PRIMARY KEY (connection_id, resource, resource_id)
);

CREATE TABLE event (
    id            TEXT COLLATE "C" PRIMARY KEY,
    type          TEXT   NOT NULL,
    sequence      BIGINT NOT NULL,
    connection_id TEXT COLLATE "C" NOT NULL,
    body          TEXT   NOT NULL,
    created_at    BIGINT NOT NULL
);

CREATE TABLE delivery (
    id               TEXT COLLATE "C" PRIMARY KEY,
    event_id         TEXT COLLATE "C" NOT NULL REFERENCES event (id),
    event_type       TEXT   NOT NULL,
    endpoint_id      TEXT COLLATE "C" NOT NULL REFERENCES webhook_endpoint (id) ON DELETE CASCADE,
    state            TEXT COLLATE "C" NOT NULL,
    attempts         BIGINT NOT NULL,
    due_at           BIGINT,
    lease_generation BIGINT NOT NULL,
    lease_until      BIGINT,
    wake_at          BIGINT,          -- when it may be claimed next; NULL: never, or its endpoint is disabled
    is_test          BIGINT NOT NULL, -- 0 or 1
    created_at       BIGINT NOT NULL
);
CREATE INDEX delivery_wake ON delivery (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX delivery_endpoint ON delivery (endpoint_id, id);
CREATE INDEX delivery_event ON delivery (event_id);

CREATE TABLE delivery_attempt (
    delivery_id     TEXT COLLATE "C" NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
    number          BIGINT NOT NULL,
    started_at      BIGINT NOT NULL,
    duration_ms     BIGINT NOT NULL,
    status          BIGINT,
    error           TEXT,
    request_headers TEXT   NOT NULL,
    response_body   TEXT,
    PRIMARY KEY (delivery_id, number)
);
