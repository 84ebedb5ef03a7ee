//! The tables, by hand, checked against both databases by a test.

diesel::table! {
    /// A service user's key, wrapped by an epoch key.
    person (id) {
        id -> crate::sql::Id,
        wrapped_key -> Binary,
        epoch -> Integer,
        registered -> Bool,
        created_at -> BigInt,
    }
}

diesel::table! {
    /// Everything recorded about people, present versions: one noun and class a row, one sealed payload.
    record (id) {
        id -> crate::sql::Id,
        person_id -> crate::sql::Id,
        noun -> SmallInt,
        class -> SmallInt,
        version -> Integer,
        layout -> SmallInt,
        happened_at -> BigInt,
        service_id -> Nullable<crate::sql::Id>,
        staff_id -> Nullable<crate::sql::Id>,
        open -> Bool,
        recorded_at -> BigInt,
        recorded_by -> crate::sql::Id,
        sealed -> Binary,
    }
}

diesel::table! {
    /// Earlier versions of records, their sealed bytes copied.
    revision (record_id, version) {
        record_id -> crate::sql::Id,
        person_id -> crate::sql::Id,
        noun -> SmallInt,
        class -> SmallInt,
        version -> Integer,
        layout -> SmallInt,
        happened_at -> BigInt,
        service_id -> Nullable<crate::sql::Id>,
        staff_id -> Nullable<crate::sql::Id>,
        open -> Bool,
        recorded_at -> BigInt,
        recorded_by -> crate::sql::Id,
        sealed -> Binary,
        superseded_at -> BigInt,
    }
}

diesel::table! {
    /// Contracts, services and staff, sealed under the organisation key.
    organisation (id) {
        id -> crate::sql::Id,
        noun -> SmallInt,
        parent_id -> Nullable<crate::sql::Id>,
        version -> Integer,
        open -> Bool,
        recorded_at -> BigInt,
        recorded_by -> crate::sql::Id,
        sealed -> Binary,
    }
}

diesel::table! {
    /// Earlier versions of contracts, services and staff.
    organisation_revision (record_id, version) {
        record_id -> crate::sql::Id,
        noun -> SmallInt,
        parent_id -> Nullable<crate::sql::Id>,
        version -> Integer,
        open -> Bool,
        recorded_at -> BigInt,
        recorded_by -> crate::sql::Id,
        sealed -> Binary,
        superseded_at -> BigInt,
    }
}

diesel::table! {
    /// A role that a member of staff holds in a service, or in the organisation.
    membership (id) {
        id -> crate::sql::Id,
        staff_id -> crate::sql::Id,
        service_id -> Nullable<crate::sql::Id>,
        role -> SmallInt,
        since -> BigInt,
        until -> Nullable<BigInt>,
        tag -> Binary,
    }
}

diesel::table! {
    /// How a member of staff signs in; the name is found by its keyed hash.
    credential (staff_id) {
        staff_id -> crate::sql::Id,
        name_hash -> Binary,
        version -> Integer,
        sealed_password -> Binary,
        active -> Bool,
        tag -> Binary,
    }
}

diesel::table! {
    /// Sign-in sessions; refresh tokens as keyed hashes.
    session (id) {
        id -> crate::sql::Id,
        staff_id -> crate::sql::Id,
        refresh_hash -> Binary,
        previous_hash -> Nullable<Binary>,
        rotated_at -> BigInt,
        created_at -> BigInt,
        ended_at -> Nullable<BigInt>,
        stepped_up_at -> Nullable<BigInt>,
        sealed_origin -> Binary,
        tag -> Binary,
    }
}

diesel::table! {
    /// What ties one member of staff to one person, or parts them; a restriction itself has no staff.
    tie (id) {
        id -> crate::sql::Id,
        person_id -> crate::sql::Id,
        staff_id -> Nullable<crate::sql::Id>,
        kind -> SmallInt,
        since -> BigInt,
        until -> Nullable<BigInt>,
        recorded_by -> crate::sql::Id,
        tag -> Binary,
        classes -> SmallInt,
        reviewed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    /// A sign-in that is under way, or a one-time link: found by its id, proved by its hashed secret, and used
    /// once.
    ceremony (id) {
        id -> crate::sql::Id,
        staff_id -> Nullable<crate::sql::Id>,
        kind -> SmallInt,
        token_hash -> Binary,
        sealed -> Binary,
        created_at -> BigInt,
        expires_at -> BigInt,
        used_at -> Nullable<BigInt>,
        tag -> Binary,
    }
}

diesel::table! {
    /// The secret of a member of staff's authenticator app, and the last step whose code was accepted.
    totp (staff_id) {
        staff_id -> crate::sql::Id,
        version -> Integer,
        sealed -> Binary,
        last_step -> BigInt,
        enrolled_at -> BigInt,
        tag -> Binary,
    }
}

diesel::table! {
    /// Passkeys, found by the keyed hash of the id that their authenticator chose.
    passkey (id) {
        id -> crate::sql::Id,
        staff_id -> crate::sql::Id,
        credential_hash -> Binary,
        version -> Integer,
        sealed -> Binary,
        registered_at -> BigInt,
        used_at -> Nullable<BigInt>,
        suspected_at -> Nullable<BigInt>,
        tag -> Binary,
    }
}

diesel::table! {
    /// Who somebody at the organisation's identity provider is here, by the keyed hash of their subject there.
    provider_link (subject_hash) {
        subject_hash -> Binary,
        staff_id -> crate::sql::Id,
        linked_at -> BigInt,
        tag -> Binary,
    }
}

diesel::table! {
    /// Recovery codes as keyed hashes, each usable once.
    recovery_code (code_hash) {
        code_hash -> Binary,
        staff_id -> crate::sql::Id,
        made_at -> BigInt,
        used_at -> Nullable<BigInt>,
        tag -> Binary,
    }
}

diesel::table! {
    /// Where somebody has signed in from lately, as keyed hashes: nobody elsewhere can have them wait there.
    familiar (key_hash) {
        key_hash -> Binary,
        last_at -> BigInt,
    }
}

diesel::table! {
    /// What an API client may; its name is sealed in `organisation`.
    api_client (id) {
        id -> crate::sql::Id,
        scopes -> Text,
        services -> Binary,
        per_minute -> Integer,
        expires_at -> BigInt,
        revoked_at -> Nullable<BigInt>,
        last_used_at -> Nullable<BigInt>,
        tag -> Binary,
    }
}

diesel::table! {
    /// What API clients show who they are by: secrets as keyed hashes, public keys.
    api_credential (id) {
        id -> crate::sql::Id,
        client_id -> crate::sql::Id,
        kind -> SmallInt,
        secret_hash -> Binary,
        public_key -> Text,
        since -> BigInt,
        until -> Nullable<BigInt>,
        tag -> Binary,
    }
}

diesel::table! {
    /// Assertions that were used, as keyed hashes of their ids, until they end.
    api_assertion (client_id, jti_hash) {
        client_id -> crate::sql::Id,
        jti_hash -> Binary,
        expires_at -> BigInt,
    }
}

diesel::table! {
    /// Failed sign-ins by the keyed hash of a name or an address.
    throttle (key_hash) {
        key_hash -> Binary,
        failures -> Integer,
        last_at -> BigInt,
    }
}

diesel::table! {
    /// What an idempotency key made.
    idempotency (caller, key) {
        caller -> crate::sql::Id,
        key -> crate::sql::Id,
        operation -> Text,
        body_hash -> Binary,
        record_id -> crate::sql::Id,
        at -> BigInt,
    }
}

diesel::table! {
    /// What was done, by whom: insert-only.
    ledger_entry (id) {
        id -> crate::sql::Id,
        at -> BigInt,
        staff_id -> Nullable<crate::sql::Id>,
        session_id -> Nullable<crate::sql::Id>,
        service_id -> Nullable<crate::sql::Id>,
        role -> SmallInt,
        operation -> Text,
        class -> SmallInt,
        outcome -> SmallInt,
        record_id -> Nullable<crate::sql::Id>,
        record_version -> Nullable<Integer>,
        digest -> Nullable<Binary>,
        count -> Integer,
        request_id -> Nullable<crate::sql::Id>,
        layout -> SmallInt,
        purpose -> SmallInt,
        client_id -> Nullable<crate::sql::Id>,
        origin -> Nullable<Text>,
        written -> Nullable<Binary>,
    }
}

diesel::table! {
    /// The people whom an entry tells of: without foreign key, for it outlives them.
    ledger_subject (entry_id, subject_id) {
        entry_id -> crate::sql::Id,
        subject_id -> crate::sql::Id,
    }
}

diesel::table! {
    /// The chain of a process, which opens by naming the heads it found.
    ledger_chain (id) {
        id -> crate::sql::Id,
        opened_at -> BigInt,
        heads -> Binary,
    }
}

diesel::table! {
    /// An entry's place in a chain: insert-only.
    ledger_link (chain_id, number) {
        chain_id -> crate::sql::Id,
        number -> BigInt,
        entry_id -> crate::sql::Id,
        previous -> Binary,
        hash -> Binary,
    }
}

diesel::table! {
    /// The heads and lengths of all chains at an instant, signed: kept here for convenience, and proof only where
    /// the server cannot delete them.
    ledger_checkpoint (number) {
        number -> BigInt,
        at -> BigInt,
        note -> Text,
    }
}

diesel::table! {
    /// Up to which link a chain's oldest segments are gone, and that link's hash: insert-only.
    ledger_pruned (chain_id, through) {
        chain_id -> crate::sql::Id,
        through -> BigInt,
        hash -> Binary,
        at -> BigInt,
    }
}

diesel::table! {
    /// People whose search entry changed, for every serving process to follow.
    change (seq) {
        seq -> BigInt,
        xid -> BigInt,
        person_id -> crate::sql::Id,
        at -> BigInt,
    }
}

diesel::table! {
    /// The epoch whose key wraps person keys now: one row.
    epoch (id) {
        id -> Integer,
        number -> Integer,
    }
}

diesel::table! {
    /// Processes that serve this database, and the oldest epoch key each still holds.
    node (id) {
        id -> crate::sql::Id,
        seen_at -> BigInt,
        newest_epoch -> Integer,
        oldest_epoch -> Integer,
    }
}

diesel::table! {
    /// What is true of the whole database, such as that it is a demonstration.
    setting (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::joinable!(record -> person (person_id));
diesel::allow_tables_to_appear_in_same_query!(
    person,
    record,
    revision,
    organisation,
    membership,
    credential,
    session,
    api_client,
    api_credential,
    ledger_entry,
    ledger_subject,
    ledger_link,
    ledger_chain,
    change,
);
