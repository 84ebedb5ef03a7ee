-- A record opened in an emergency is a tie that ends within the hour: of which classes, and when it was reviewed.
-- Both are nothing for every other tie.

ALTER TABLE tie ADD COLUMN classes SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE tie ADD COLUMN reviewed_at BIGINT;
