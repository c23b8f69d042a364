-- Who did what past the unified model. Append only: the database itself refuses to change or to delete.

CREATE TABLE audit_log (
    id            TEXT PRIMARY KEY,
    at            INTEGER NOT NULL,
    who           TEXT NOT NULL,
    api_key_id    TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    action        TEXT NOT NULL,
    outcome       TEXT NOT NULL,
    operation_id  TEXT,
    request_id    TEXT NOT NULL,
    detail        TEXT NOT NULL
) STRICT;

CREATE INDEX audit_log_by_connection ON audit_log (connection_id, id);

CREATE TRIGGER audit_log_stays_as_it_is BEFORE UPDATE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append only');
END;

CREATE TRIGGER audit_log_stays BEFORE DELETE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'the audit log is append only');
END;
