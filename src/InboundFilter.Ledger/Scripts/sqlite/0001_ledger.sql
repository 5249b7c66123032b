-- Times are milliseconds since 1970 in UTC. Addresses are 16 octets, IPv4 mapped into IPv6, so that they sort and a
-- network is a range. Ids are ten characters of Crockford's base 32.

CREATE TABLE ledger (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    name      TEXT    NOT NULL,               -- of this very file: another one counts revisions anew
    revision  INTEGER NOT NULL                -- of the last change of a block or grant
);

CREATE TABLE decisions (
    id             INTEGER PRIMARY KEY,
    reference      TEXT    NOT NULL,
    time_ms        INTEGER NOT NULL,
    session        TEXT    NOT NULL,
    address        BLOB    NOT NULL,
    reverse_name   TEXT,
    confirmation   TEXT,
    as_number      INTEGER,
    isp_domain     TEXT,
    country        TEXT,
    helo           TEXT,
    mail_from      TEXT,
    sender_domain  TEXT,
    recipients     TEXT    NOT NULL,          -- each between line feeds
    code           TEXT,
    disposition    TEXT    NOT NULL,
    status         TEXT    NOT NULL,
    spoken_at      TEXT    NOT NULL,
    decided_at     TEXT    NOT NULL,
    reply          TEXT    NOT NULL,
    evidence       TEXT    NOT NULL,
    snapshot       INTEGER NOT NULL,
    elapsed_us     INTEGER NOT NULL,
    message_id     TEXT,
    from_address   TEXT,
    verdicts       TEXT    NOT NULL           -- JSON: [check, stage, finding, microseconds, code, enforcement, evidence], the last ones left out when absent
);

-- Keys that come in no order would touch a page of their own for each decision once the table has outgrown the cache. So they are
-- kept by buckets of 65,536 decisions: writing stays within the newest, and looking up asks each bucket once.
CREATE UNIQUE INDEX decisions_reference ON decisions (id >> 16, reference);
CREATE INDEX decisions_address ON decisions (id >> 16, address);
CREATE INDEX decisions_sender_domain ON decisions (id >> 16, sender_domain) WHERE sender_domain IS NOT NULL;
CREATE INDEX decisions_message_id ON decisions (id >> 16, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX decisions_time ON decisions (time_ms);

CREATE TABLE evidence (
    id                      TEXT    PRIMARY KEY NOT NULL,
    kind                    TEXT    NOT NULL,
    time_ms                 INTEGER NOT NULL,
    address                 BLOB,
    as_number               INTEGER,
    isp_domain              TEXT,
    domain                  TEXT,
    domain_authenticated    INTEGER NOT NULL,
    sender                  TEXT,
    decision                TEXT,
    summary                 TEXT    NOT NULL,
    authentication_results  TEXT,
    header                  BLOB    NOT NULL,
    sample                  BLOB    NOT NULL
);
CREATE INDEX evidence_time ON evidence (time_ms);
CREATE INDEX evidence_address ON evidence (address, time_ms);
CREATE INDEX evidence_as ON evidence (as_number, time_ms) WHERE as_number IS NOT NULL;
CREATE INDEX evidence_isp ON evidence (isp_domain, time_ms) WHERE isp_domain IS NOT NULL;
CREATE INDEX evidence_domain ON evidence (domain, time_ms) WHERE domain IS NOT NULL;
CREATE INDEX evidence_sender ON evidence (sender, time_ms) WHERE sender IS NOT NULL;
CREATE INDEX evidence_decision ON evidence (decision) WHERE decision IS NOT NULL;

CREATE TABLE evidence_fingerprints (
    kind      TEXT NOT NULL,
    value     TEXT NOT NULL,
    evidence  TEXT NOT NULL REFERENCES evidence (id) ON DELETE CASCADE,
    PRIMARY KEY (kind, value, evidence)
) WITHOUT ROWID;
CREATE INDEX evidence_fingerprints_evidence ON evidence_fingerprints (evidence);

CREATE TABLE blocks (
    id            TEXT    PRIMARY KEY NOT NULL,
    subject_kind  TEXT    NOT NULL,
    subject       TEXT    NOT NULL,
    code          TEXT    NOT NULL,
    reason        TEXT    NOT NULL,
    since_ms      INTEGER NOT NULL,
    until_ms      INTEGER,
    proof         TEXT,
    by_whom       TEXT    NOT NULL,
    repetition    INTEGER NOT NULL,
    state         TEXT    NOT NULL,
    ended_ms      INTEGER,
    ended_by      TEXT,
    version       INTEGER NOT NULL,
    revision      INTEGER NOT NULL
);
CREATE UNIQUE INDEX blocks_active ON blocks (subject_kind, subject, code) WHERE state = 'active';
CREATE UNIQUE INDEX blocks_revision ON blocks (revision);
CREATE INDEX blocks_subject ON blocks (subject_kind, subject, since_ms);
CREATE INDEX blocks_since ON blocks (since_ms);
CREATE INDEX blocks_until ON blocks (until_ms) WHERE state = 'active';
CREATE INDEX blocks_ended ON blocks (ended_ms) WHERE ended_ms IS NOT NULL;

-- Evidence is named, not referred to: a block that was put away may outlive it.
CREATE TABLE block_evidence (
    block     TEXT NOT NULL REFERENCES blocks (id) ON DELETE CASCADE,
    evidence  TEXT NOT NULL,
    PRIMARY KEY (block, evidence)
) WITHOUT ROWID;
CREATE INDEX block_evidence_evidence ON block_evidence (evidence);

CREATE TABLE grants (
    id            TEXT    PRIMARY KEY NOT NULL,
    subject_kind  TEXT    NOT NULL,
    subject       TEXT    NOT NULL,
    reason        TEXT    NOT NULL,
    by_whom       TEXT    NOT NULL,
    created_ms    INTEGER NOT NULL,
    until_ms      INTEGER,
    request       TEXT,
    revoked_ms    INTEGER,
    revoked_by    TEXT,
    version       INTEGER NOT NULL,
    revision      INTEGER NOT NULL
);
CREATE UNIQUE INDEX grants_revision ON grants (revision);
CREATE INDEX grants_subject ON grants (subject_kind, subject);
CREATE INDEX grants_created ON grants (created_ms);

CREATE TABLE requests (
    id            TEXT    PRIMARY KEY NOT NULL,
    created_ms    INTEGER NOT NULL,
    decision      TEXT,
    subject_kind  TEXT,
    subject       TEXT,
    contact       TEXT    NOT NULL,
    statement     TEXT    NOT NULL,
    proof         TEXT,
    state         TEXT    NOT NULL,
    changed_ms    INTEGER NOT NULL,
    version       INTEGER NOT NULL
);
CREATE INDEX requests_state ON requests (state, changed_ms);
CREATE INDEX requests_changed ON requests (changed_ms);
CREATE INDEX requests_decision ON requests (decision) WHERE decision IS NOT NULL;

CREATE TABLE request_messages (
    id           INTEGER PRIMARY KEY,
    request      TEXT    NOT NULL REFERENCES requests (id) ON DELETE CASCADE,
    time_ms      INTEGER NOT NULL,
    from_sender  INTEGER NOT NULL,
    author       TEXT    NOT NULL,
    text         TEXT    NOT NULL
);
CREATE INDEX request_messages_request ON request_messages (request);

CREATE TABLE counters (
    subject_kind        TEXT    NOT NULL,
    subject             TEXT    NOT NULL,
    hour                INTEGER NOT NULL,     -- since 1970
    messages            INTEGER NOT NULL,
    refused             INTEGER NOT NULL,
    unknown_recipients  INTEGER NOT NULL,
    complaints          INTEGER NOT NULL,
    spam                INTEGER NOT NULL,
    faults              INTEGER NOT NULL,
    PRIMARY KEY (subject_kind, subject, hour)
) WITHOUT ROWID;
CREATE INDEX counters_hour ON counters (hour);

CREATE TABLE audit (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    time_ms     INTEGER NOT NULL,
    who         TEXT    NOT NULL,
    action      TEXT    NOT NULL,
    target      TEXT    NOT NULL,
    before      TEXT,
    after       TEXT
);
CREATE INDEX audit_target ON audit (target);

CREATE TABLE notices (
    id            TEXT    PRIMARY KEY NOT NULL,
    kind          TEXT    NOT NULL,
    time_ms       INTEGER NOT NULL,
    subject_kind  TEXT    NOT NULL,
    subject       TEXT    NOT NULL,
    receiver      TEXT,
    text          TEXT    NOT NULL,
    was_sent      INTEGER NOT NULL
);
CREATE INDEX notices_time ON notices (time_ms);
CREATE INDEX notices_subject ON notices (subject_kind, subject, time_ms);
CREATE INDEX notices_receiver ON notices (receiver, time_ms) WHERE receiver IS NOT NULL;
