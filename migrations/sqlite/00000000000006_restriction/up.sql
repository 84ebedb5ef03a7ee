-- What ties one member of staff to one person, or parts them: restrictions and whom they name, people who are
-- given, records named for an audit, declarations of one's own. A row of kind 1 has no staff: the record is restricted.

CREATE TABLE tie (
    id BLOB NOT NULL PRIMARY KEY,
    person_id BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    staff_id BLOB,
    kind SMALLINT NOT NULL,
    since BIGINT NOT NULL,
    until BIGINT,
    recorded_by BLOB NOT NULL,
    tag BLOB NOT NULL
);

CREATE INDEX tie_person ON tie (person_id);
CREATE INDEX tie_staff ON tie (staff_id, kind);
CREATE INDEX tie_kind ON tie (kind);
