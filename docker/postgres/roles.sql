-- Two roles, neither a superuser. The operator owns database and tables: it migrates them and takes
-- away what is past its time. The other serves; `criis migrate` grants it what serving takes, which is
-- only to add to the audit ledger.
\set operator_password `cat "${CRIIS_OPERATOR_PASSWORD_FILE:-/run/secrets/criis_operator_password}"`
CREATE ROLE criis_operator LOGIN PASSWORD :'operator_password';
CREATE ROLE criis LOGIN;
CREATE DATABASE criis OWNER criis_operator;
REVOKE ALL ON DATABASE criis FROM PUBLIC;
GRANT CONNECT ON DATABASE criis TO criis;
