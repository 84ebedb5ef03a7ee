DROP TABLE provider_link;
DROP TABLE passkey;
