-- Calls to people by e-mail and through gateways. Without a case: a test page at the beginning of a shift.
create table page (
    id text primary key,
    case_id text,
    alert_at bigint not null,
    round integer not null,
    help_for text,
    person text not null,
    way text not null,
    address text not null,
    key text not null unique,
    state text not null,
    not_before bigint not null,
    attempt integer not null default 0,
    lease_holder text,
    created_at bigint not null,
    sent_at bigint,
    confirmed_at bigint,
    remark text
);

create index page_due on page (not_before) where state in ('Queued', 'Sending', 'Unknown');
create index page_case on page (case_id, state);
