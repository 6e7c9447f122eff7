CREATE TABLE IF NOT EXISTS t(id integer primary key not null, name text not null default (''), value, "quoted"text, x int default -1.5 not null, y text collate binary unique on conflict ignore, foreign key(name)references t(id)on delete cascade);
CREATE TABLE u(a int check(a>0)check(a<9)not null unique default 5 references t(id), b, c text default CURRENT_DATE, d real default 1e3, e default 'a''b', constraint x unique(a,b) constraint y check(b>1));
CREATE UNIQUE INDEX i ON u(c desc,b asc);
ALTER TABLE u ADD z text default 'q' check(z<>'');
DROP TABLE IF EXISTS main."nothing";
