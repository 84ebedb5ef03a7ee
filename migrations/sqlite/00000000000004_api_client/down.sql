DROP TABLE api_assertion;
DROP TABLE api_credential;
DROP TABLE api_client;
