create table `shapes` (`q` double(8, 2) unsigned not null, `r` double unsigned not null, `s` decimal(10, 2) unsigned not null, `flags` set('a', 'b') not null, `a` geometry not null, `b` point not null, `c` linestring not null, `d` polygon not null, `e` geometrycollection not null, `f` multipoint not null, `g` multilinestring not null, `h` multipolygon not null, `i` point null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `shapes` add spatial index `shapes_b_spatialindex`(`b`);
alter table `shapes` add spatial index `by_shape`(`d`);
alter table `shapes` drop index `shapes_b_spatialindex`;
