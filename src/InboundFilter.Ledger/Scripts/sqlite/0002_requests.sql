-- The sender's side of requests: the form, the status link, proofs of control, answers by mail.

ALTER TABLE requests ADD COLUMN code        TEXT;
ALTER TABLE requests ADD COLUMN about_kind  TEXT;
ALTER TABLE requests ADD COLUMN about       TEXT;
ALTER TABLE requests ADD COLUMN joined      TEXT;               -- the request it was joined to
ALTER TABLE requests ADD COLUMN name        TEXT;
ALTER TABLE requests ADD COLUMN role        TEXT;
ALTER TABLE requests ADD COLUMN wants_mail  INTEGER NOT NULL DEFAULT 0;
ALTER TABLE requests ADD COLUMN language    TEXT;
ALTER TABLE requests ADD COLUMN secret_hash TEXT;               -- SHA-256 in hex

CREATE UNIQUE INDEX requests_one_open ON requests (about_kind, about) WHERE joined IS NULL AND about IS NOT NULL AND state IN ('open', 'waiting');
CREATE INDEX requests_joined ON requests (joined) WHERE joined IS NOT NULL;
CREATE INDEX request_messages_ours ON request_messages (time_ms) WHERE from_sender = 0;

CREATE TABLE request_proofs (
    request     TEXT    NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    kind        TEXT    NOT NULL,
    domain      TEXT    NOT NULL,
    token       TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    changed_ms  INTEGER NOT NULL,
    PRIMARY KEY (request, kind, domain)
) WITHOUT ROWID;

CREATE TABLE request_mails (
    id        TEXT    PRIMARY KEY NOT NULL,
    request   TEXT    NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    kind      TEXT    NOT NULL,
    receiver  TEXT    NOT NULL,
    time_ms   INTEGER NOT NULL,
    message   INTEGER UNIQUE                                    -- of request_messages; an answer is mailed once
);
CREATE INDEX request_mails_request ON request_mails (request);
CREATE INDEX request_mails_time ON request_mails (time_ms);
