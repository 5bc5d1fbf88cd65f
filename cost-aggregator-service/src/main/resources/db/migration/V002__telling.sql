-- What telling the gates, auditing and minting tokens keep.

-- Raised by the one publisher before each heartbeat. A topic that heard of a higher one knows a newer database than this.
create table heartbeat (
    single boolean primary key default true check (single),
    beat bigint not null default 0
);
insert into heartbeat default values;

-- Budgets whose shadow counters hold their whole history.
create table audit_budget (
    budget text primary key references budget (id)
);

alter table audit_window add column window_end timestamptz not null;

-- Thresholds that were crossed: each is told once per account and window.
create table alert (
    key text not null references account (key),
    window_start timestamptz not null,
    threshold numeric not null,
    fired_at timestamptz not null,
    primary key (key, window_start, threshold)
);

alter table access_token
    add column revoked_by text,
    -- Whether the revocations topic says what this row says.
    add column told boolean not null default false;
create index access_token_untold on access_token (id) where not told and revoked_at is not null;

grant select, update on heartbeat to ${service_role};
grant select, insert, delete on audit_budget, alert to ${service_role};
