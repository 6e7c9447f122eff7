create table `users` (`id` bigint unsigned not null auto_increment primary key, `name` varchar(255) not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
create table `caught` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `users` add `added` varchar(255) null;
create table `finally` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `finally` add `stop` varchar(255) null;
drop table if exists `nothing`;
