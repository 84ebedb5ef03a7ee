//! Every endpoint through HTTP, on the kind of database that `CRIIS_TEST_DATABASE` names.

mod contact;
