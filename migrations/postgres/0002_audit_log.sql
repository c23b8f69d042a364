-- Who did what past the unified model. Append only: the database itself refuses to change or to delete.

CREATE TABLE audit_log (
    id            TEXT COLLATE "C" PRIMARY KEY,
    at            BIGINT NOT NULL,
    who           TEXT NOT NULL,
    api_key_id    TEXT COLLATE "C" NOT NULL,
    connection_id TEXT COLLATE "C" NOT NULL,
    action        TEXT COLLATE "C" NOT NULL,
    outcome       TEXT COLLATE "C" NOT NULL,
    operation_id  TEXT COLLATE "C",
    request_id    TEXT NOT NULL,
    detail        TEXT NOT NULL
);

CREATE INDEX audit_log_by_connection ON audit_log (connection_id, id);

CREATE FUNCTION audit_log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append only';
END
$$;

CREATE TRIGGER audit_log_stays_as_it_is BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION audit_log_is_append_only();
