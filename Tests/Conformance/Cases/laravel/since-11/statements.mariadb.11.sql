create table `a` (`id` bigint unsigned not null auto_increment primary key, `d` integer default 5 not null, `e` bigint unsigned null, `f` float(53) not null, `g` float(24) not null, `h` double not null, `i` varbinary(16) not null, `j` binary(16) not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `a` add constraint `a_e_foreign` foreign key (`e`) references `a` (`id`) on update set null;
alter table `a` add `had_index` int null;
alter table `a` drop foreign key `a_e_foreign`;
alter table `a` add `was_double` int null;
