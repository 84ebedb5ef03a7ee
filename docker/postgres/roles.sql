-- The role that CRiiS signs in as. It owns its own database and is no superuser.
CREATE ROLE criis LOGIN;
CREATE DATABASE criis OWNER criis;
REVOKE ALL ON DATABASE criis FROM PUBLIC;
