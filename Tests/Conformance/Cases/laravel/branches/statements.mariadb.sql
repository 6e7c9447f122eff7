create table `users` (`id` bigint unsigned not null auto_increment primary key, `name` varchar(255) not null) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
alter table `users` add `nick` varchar(255) null;
create table `only_mysql` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
ALTER TABLE users ADD COLUMN switched bigint;
alter table `users` add `matched` text null;
alter table `users` add `a` int null;
alter table `users` add `b` int null;
create table `last` (`id` bigint unsigned not null auto_increment primary key) default character set utf8mb4 collate 'utf8mb4_unicode_ci';
