-- The house's tables. The same text runs on SQLite and PostgreSQL: instants are milliseconds since 1970 (bigint), ids are text.
create table person (
    id text primary key,
    name text not null,
    initials text not null,
    role integer not null,
    seeded integer not null default 0
);

create table identity (
    platform text not null,
    tenant text not null,
    native_id text not null,
    person_id text not null references person (id),
    address text,
    primary key (platform, tenant, native_id)
);
create index identity_person on identity (person_id);

create table counter (
    name text primary key,
    value integer not null
);
insert into counter (name, value) values ('case', 0);

create table cases (
    id text primary key,
    number integer not null unique,
    version integer not null,
    status text not null,
    face text not null,
    network text not null,
    account text not null,
    brand text not null,
    customer text not null,
    thread_root text not null,
    last_post text not null,
    owner text,
    token integer not null,
    route text not null,
    kind text not null,
    priority integer not null,
    practice integer not null,
    opened_at bigint not null,
    updated_at bigint not null,
    resolved_at bigint,
    merged_into text,
    state text not null
);
create unique index cases_one_open on cases (network, thread_root, customer) where resolved_at is null and merged_into is null;
create index cases_thread on cases (network, thread_root);
create index cases_customer on cases (network, customer);
create index cases_status on cases (status, opened_at);

create table post (
    network text not null,
    native_id text not null,
    version text not null,
    case_id text,
    account text not null,
    author text not null,
    posted_at bigint not null,
    version_at bigint not null,
    received_at bigint not null,
    gone_at bigint,
    payload text,
    primary key (network, native_id, version)
);
create index post_case on post (case_id, posted_at);

create table gone (
    network text not null,
    native_id text not null,
    at bigint not null,
    primary key (network, native_id)
);

create table case_log (
    case_id text not null,
    seq integer not null,
    at bigint not null,
    actor text,
    front text,
    kind text not null,
    format integer not null,
    data text not null,
    digest text,
    hash text not null,
    primary key (case_id, seq)
);

create table body (
    id text primary key,
    case_id text not null,
    salt text not null,
    text text not null
);

create table clock (
    case_id text not null,
    kind text not null,
    started_at bigint not null,
    policy_version integer not null,
    budget bigint not null,
    paused_total bigint not null default 0,
    due_at bigint not null,
    next_at bigint,
    stopped_at bigint,
    primary key (case_id, kind, started_at)
);
create index clock_next on clock (next_at) where next_at is not null;

create table outbox (
    id text primary key,
    lane text not null,
    seq bigint not null,
    case_id text not null,
    account text not null,
    kind text not null,
    body_id text not null,
    audience text not null,
    parent text not null,
    key text not null,
    created_at bigint not null,
    not_before bigint not null,
    state text not null,
    attempt integer not null default 0,
    readings integer not null default 0,
    lease_holder text,
    lease_until bigint,
    fence bigint not null default 0,
    sent_at bigint,
    native_id text,
    remark text
);
create unique index outbox_lane on outbox (lane, seq);
create index outbox_due on outbox (state, not_before);
create index outbox_case on outbox (case_id);
create index outbox_native on outbox (native_id) where native_id is not null;

create table message (
    id text primary key,
    subject_kind text not null,
    subject_id text not null,
    purpose text not null,
    key text not null unique,
    detail text,
    front text not null,
    tenant text not null,
    conversation text,
    person text,
    rank integer not null,
    thread_message text,
    ref text,
    wanted_version integer not null,
    shown_version integer not null,
    shown_hash text,
    state text not null,
    attempt integer not null default 0,
    not_before bigint not null,
    expires_at bigint,
    lease_holder text,
    lease_until bigint,
    fence bigint not null default 0,
    sent_at bigint,
    created_at bigint not null,
    remark text
);
create index message_subject on message (subject_kind, subject_id);
create index message_due on message (state, not_before);
create index message_ref on message (front, tenant, ref);

create table draft (
    person_id text not null,
    case_id text not null,
    body_id text not null,
    audience text not null,
    token integer not null,
    seen text not null,
    nonce text not null,
    updated_at bigint not null,
    primary key (person_id, case_id)
);

create table seen (
    key text primary key,
    body_hash text,
    until_at bigint not null
);
create index seen_until on seen (until_at);

create table lease (
    name text primary key,
    holder text not null,
    fence bigint not null,
    until_at bigint not null
);

create table keep (
    owner text not null,
    key text not null,
    json text not null,
    primary key (owner, key)
);

create table route_binding (
    route text not null,
    front text not null,
    tenant text not null,
    conversation text not null,
    bound_by text,
    bound_at bigint not null,
    disabled_reason text,
    primary key (route, front, tenant, conversation)
);

create table policy (
    version integer primary key,
    author text,
    at bigint not null,
    hash text not null,
    json text not null
);
