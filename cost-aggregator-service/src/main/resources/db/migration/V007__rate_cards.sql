-- Rate cards of the operator's, imports of them, and what was removed. A card is never edited: removing one is a row more.

create table rate_import (
    id text primary key,
    format text not null,
    cards integer not null,
    imported_by text not null,
    imported_at timestamptz not null,
    undone_by text,
    undone_at timestamptz
);

alter table rate_card
    add column created_by text,
    -- The import that it came with.
    add column import text references rate_import (id);
create index rate_card_import on rate_card (import) where import is not null;

create table rate_card_removal (
    id text not null,
    version integer not null,
    removed_by text not null,
    removed_at timestamptz not null,
    primary key (id, version),
    foreign key (id, version) references rate_card (id, version)
);

-- The versions that count.
create view rate_card_active as
select rate_card.*
from rate_card
where not exists (
    select from rate_card_removal removal where removal.id = rate_card.id and removal.version = rate_card.version);

grant select, insert, update on rate_import to ${service_role};
grant select, insert on rate_card_removal to ${service_role};
grant select on rate_card_active to ${service_role};
